//! The provider, asked by HTTP: only at its own address, by https (http on this machine itself), for a few seconds, without a redirect.

use super::{
    discovery::Discovered,
    flow::SignInFlow,
    id_token::{self, Identity, TokenRefusal},
    key_set::KeySet,
    settings::OidcSettings,
};
use crate::{limited_role::LimitedRole, outgoing};
use data_encoding::BASE64;
use muster_core::{lang::Lang, time::Moment};
use serde::Deserialize;
use std::{
    fmt,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use ureq::{
    Agent,
    http::{Response, header},
};
use url::form_urlencoded;

/// For one answer of the provider.
const TIMEOUT: Duration = Duration::from_secs(5);
/// The longest answer that is read.
const ANSWER_MAX: u64 = 256 * 1024;
/// The most characters of an `error` that are told on.
const ERROR_MAX: usize = 40;
/// Sign-ins that wait for the provider at once. The console answers more requests than that at once: while a provider hangs, others go on.
const WAITING_MAX: usize = 2;
/// A provider that did not answer is not asked again so soon.
const AWAY_SECS: i64 = 10;
/// Keys are fetched no more often than that for a token whose key is not known.
const KEYS_EVERY_SECS: i64 = 60;
/// A browser is sent to a provider that answered not longer ago than this.
const SEEN_SECS: i64 = 10;
/// What the provider says of itself, and its keys, are asked anew after that: a key that it took back is then gone.
const KEPT_SECS: i64 = 3_600;

/// A provider of the console, and what is known of it.
pub struct OidcProvider {
    settings: OidcSettings,
    secret: String,
    known: Mutex<Known>,
    waiting: AtomicUsize,
    timeout: Duration,
}

#[derive(Default)]
struct Known {
    discovered: Option<(Moment, Arc<Discovered>)>,
    keys: Option<(Moment, Arc<KeySet>)>,
    /// When it did not answer.
    away: Option<Moment>,
}

/// Why a sign-in does not go on.
#[derive(Debug)]
pub(crate) enum ProviderFault {
    /// The provider does not answer, or with something else; a word for the log.
    Away(&'static str),
    /// It did not answer a moment ago, and was not asked again.
    KnownAway,
    /// Others wait for it. The code has not been sent: it is good for another attempt.
    Busy,
    /// It does not take the code; words for the log.
    Code(String),
    /// It sent a token that is not believed.
    Token(TokenRefusal),
}

/// What the token endpoint answers.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// What it answers where it takes no code (RFC 6749, section 5.2).
#[derive(Default, Deserialize)]
struct Refused {
    error: String,
}

/// A place among those that wait for the provider.
struct Place<'p>(&'p AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl fmt::Debug for OidcProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcProvider").field("issuer", &self.settings.issuer).finish_non_exhaustive()
    }
}

impl OidcProvider {
    /// The provider of these settings, with the text of the file that holds the client secret.
    pub fn new(settings: OidcSettings, secret: &str) -> Self {
        let secret = secret.trim().to_owned();
        Self { settings, secret, known: Mutex::default(), waiting: AtomicUsize::new(0), timeout: TIMEOUT }
    }

    /// The same, where no answer is waited for longer than this.
    #[must_use]
    pub fn answering_within(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// What people call it.
    pub(crate) fn name(&self) -> &str {
        &self.settings.name
    }

    /// The role that groups of it give.
    pub(crate) fn role(&self, groups: &[String]) -> Option<LimitedRole> {
        self.settings.role(groups)
    }

    /// Whether it did not answer just now.
    pub(crate) fn is_away(&self, now: Moment) -> bool {
        self.known().away.is_some_and(|since| is_within(since, now, AWAY_SECS))
    }

    /// Where the browser goes to sign in, although it may be signed in there if `again`. Blocks.
    pub(crate) fn sign_in_address(
        &self,
        flow: &SignInFlow,
        lang: Option<Lang>,
        redirect_uri: &str,
        again: bool,
        now: Moment,
    ) -> Result<String, ProviderFault> {
        if self.is_away(now) {
            return Err(ProviderFault::KnownAway);
        }
        let discovered = match self.discovered_within(now, SEEN_SECS) {
            Some(discovered) => discovered,
            None => {
                let _place = self.place().ok_or(ProviderFault::Busy)?;
                self.discovered(&self.agent(), now, SEEN_SECS)?
            }
        };
        let mut address = discovered.authorization.clone();
        let scope = ["openid"].into_iter().chain(self.settings.scopes.iter().map(String::as_str));
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &scope.collect::<Vec<_>>().join(" "))
            .append_pair("state", &flow.state_in(lang))
            .append_pair("nonce", &flow.nonce)
            .append_pair("code_challenge", &flow.challenge())
            .append_pair("code_challenge_method", "S256");
        if again {
            // With `max_age` the token has to say when he signed in.
            address.query_pairs_mut().append_pair("prompt", "login").append_pair("max_age", "0");
        }
        Ok(address.into())
    }

    /// Who came back with a code. The token is judged by `end_time`, which is not before `now`. Blocks.
    pub(crate) fn identify(
        &self,
        code: &str,
        flow: &SignInFlow,
        redirect_uri: &str,
        now: Moment,
        end_time: Moment,
    ) -> Result<Identity, ProviderFault> {
        // One place for the whole of it: between two requests nobody takes it away from a code that is used up.
        let _place = self.place().ok_or(ProviderFault::Busy)?;
        let agent = self.agent();
        let discovered = self.discovered(&agent, now, KEPT_SECS)?;
        let token = self.redeem(&agent, &discovered, code, flow, redirect_uri, now)?;
        let believe = |keys: &KeySet| id_token::verify(&token, keys, &self.settings, &flow.nonce, end_time);
        let (fetched, keys) = self.keys(&agent, &discovered, now, KEPT_SECS)?;
        match believe(&keys) {
            Err(TokenRefusal::UnknownKey) if !is_within(fetched, now, KEYS_EVERY_SECS) => {
                believe(&self.keys(&agent, &discovered, now, KEYS_EVERY_SECS)?.1).map_err(ProviderFault::Token)
            }
            believed => believed.map_err(ProviderFault::Token),
        }
    }

    /// Gives the code for an ID token.
    fn redeem(
        &self,
        agent: &Agent,
        discovered: &Discovered,
        code: &str,
        flow: &SignInFlow,
        redirect_uri: &str,
        now: Moment,
    ) -> Result<String, ProviderFault> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", &flow.verifier),
        ];
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let client = format!("{}:{}", encoded(&self.settings.client_id), encoded(&self.secret));
        let authorization = format!("Basic {}", BASE64.encode(client.as_bytes()));
        if !discovered.takes_basic {
            form.extend([("client_id", self.settings.client_id.as_str()), ("client_secret", &self.secret)]);
        }
        let (status, body) = self.asked(now, || {
            let request = agent.post(discovered.token.as_str()).header(header::ACCEPT, "application/json");
            let request =
                if discovered.takes_basic { request.header(header::AUTHORIZATION, authorization) } else { request };
            request.send_form(form)
        })?;
        match status {
            200 => {
                let tokens: Tokens = serde_json::from_slice(&body)
                    .map_err(|_| ProviderFault::Code("the token answer is not understood".to_owned()))?;
                Ok(tokens.id_token)
            }
            // Whatever this one code is refused for, others may be good.
            400..=499 => {
                let refused: Refused = serde_json::from_slice(&body).unwrap_or_default();
                Err(ProviderFault::Code(format!("the token endpoint answers {status}: {}", error_word(&refused.error))))
            }
            _ => Err(self.away(now, "the token endpoint answers with another status")),
        }
    }

    /// What it says of itself, at most `age` old.
    fn discovered(&self, agent: &Agent, now: Moment, age: i64) -> Result<Arc<Discovered>, ProviderFault> {
        if let Some(discovered) = self.discovered_within(now, age) {
            return Ok(discovered);
        }
        let address = format!("{}/.well-known/openid-configuration", self.settings.issuer.trim_end_matches('/'));
        let body = self.document(agent, &address, now)?;
        let read = Discovered::read(&body, &self.settings.issuer).map_err(|why| self.away(now, why))?;
        let discovered = Arc::new(read);
        self.known().discovered = Some((now, discovered.clone()));
        Ok(discovered)
    }

    fn discovered_within(&self, now: Moment, age: i64) -> Option<Arc<Discovered>> {
        let known = self.known();
        known.discovered.as_ref().filter(|(at, _)| is_within(*at, now, age)).map(|(_, discovered)| discovered.clone())
    }

    /// The keys, at most `age` old, and when they were fetched.
    fn keys(
        &self,
        agent: &Agent,
        discovered: &Discovered,
        now: Moment,
        age: i64,
    ) -> Result<(Moment, Arc<KeySet>), ProviderFault> {
        if let Some((at, keys)) = &self.known().keys
            && is_within(*at, now, age)
        {
            return Ok((*at, keys.clone()));
        }
        let body = self.document(agent, discovered.keys.as_str(), now)?;
        let keys = KeySet::read(&body).ok_or_else(|| self.away(now, "the keys are not understood"))?;
        let keys = Arc::new(keys);
        self.known().keys = Some((now, keys.clone()));
        Ok((now, keys))
    }

    fn document(&self, agent: &Agent, address: &str, now: Moment) -> Result<Vec<u8>, ProviderFault> {
        match self.asked(now, || agent.get(address).call())? {
            (200, body) => Ok(body),
            _ => Err(self.away(now, "the provider answers with another status")),
        }
    }

    /// Asks once, for somebody who has a place, and reads the answer as far as it may go.
    fn asked(
        &self,
        now: Moment,
        ask: impl FnOnce() -> Result<Response<ureq::Body>, ureq::Error>,
    ) -> Result<(u16, Vec<u8>), ProviderFault> {
        if self.is_away(now) {
            return Err(ProviderFault::KnownAway);
        }
        let failed = |error: ureq::Error| self.away(now, outgoing::why(&error));
        let mut answer = ask().map_err(failed)?;
        let body = answer.body_mut().with_config().limit(ANSWER_MAX).read_to_vec().map_err(failed)?;
        Ok((answer.status().as_u16(), body))
    }

    /// It does not answer as a provider does; the next ask it again a little later.
    fn away(&self, now: Moment, why: &'static str) -> ProviderFault {
        self.known().away = Some(now);
        ProviderFault::Away(why)
    }

    /// For all that one sign-in asks.
    fn agent(&self) -> Agent {
        outgoing::agent(self.timeout, permits)
    }

    fn place(&self) -> Option<Place<'_>> {
        let place = Place(&self.waiting);
        (self.waiting.fetch_add(1, Ordering::AcqRel) < WAITING_MAX).then_some(place)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The `error` of a provider as log and page may have it.
pub(crate) fn error_word(error: &str) -> String {
    error.chars().filter(char::is_ascii_graphic).take(ERROR_MAX).collect()
}

/// Whether an address may be the provider's: without TLS only this machine's.
fn permits(address: IpAddr, tls: bool) -> bool {
    outgoing::permits(address, tls) && (tls || address.to_canonical().is_loopback())
}

/// Whether less than so many seconds have gone since; a clock that was set back makes nothing younger.
fn is_within(since: Moment, now: Moment, seconds: i64) -> bool {
    (0..seconds).contains(&now.seconds_after(since))
}
