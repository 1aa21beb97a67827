//! Whether an ID token is believed (OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725).

use super::{
    key_set::{Algorithm, KeySet, Signed},
    settings::OidcSettings,
};
use crate::account_name::is_seen;
use data_encoding::BASE64URL_NOPAD;
use muster_core::{time::Moment, visible};
use serde::Deserialize;
use serde_json::{Map, Value};

/// By how much the clocks of provider and console may differ, in seconds.
const LEEWAY_SECS: i64 = 120;
/// The most characters that a provider's name of somebody has (the specification: 255).
const SUBJECT_MAX: usize = 255;
/// The most characters of a name for people; the rest is cut off.
const FULL_NAME_MAX: usize = 100;

/// Who was signed in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The provider's name of him, which never changes and is nobody else's.
    pub(crate) subject: String,
    /// His name for people.
    pub(crate) full_name: String,
    pub(crate) groups: Vec<String>,
    /// When he last showed the provider who he is, if it says so.
    pub(crate) authenticated: Option<Moment>,
}

/// Why an ID token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenRefusal {
    #[error("the ID token is signed by an algorithm that is not taken")]
    Algorithm,
    #[error("the ID token is for another client")]
    Audience,
    #[error("the ID token has ended, or is from the future: compare the clocks")]
    Ended,
    #[error("the ID token is of another issuer")]
    Issuer,
    #[error("the ID token is not understood")]
    Malformed,
    #[error("the ID token was made for another sign-in")]
    Nonce,
    #[error("the signature of the ID token is not the provider's")]
    Signature,
    #[error("the ID token names nobody")]
    Subject,
    #[error("the ID token is signed by a key that the provider does not publish")]
    UnknownKey,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that have to be understood: none is.
    crit: Option<Value>,
}

/// Believes an ID token, or says why not. `now` is the time that it is judged by, `nonce` that of the sign-in.
pub(crate) fn verify(
    token: &str,
    keys: &KeySet,
    settings: &OidcSettings,
    nonce: &str,
    now: Moment,
) -> Result<Identity, TokenRefusal> {
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(TokenRefusal::Malformed);
    };
    let decoded = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| TokenRefusal::Malformed);
    let Header { alg, kid, crit } = serde_json::from_slice(&decoded(header)?).map_err(|_| TokenRefusal::Malformed)?;
    let algorithm = Algorithm::named(&alg).filter(|_| crit.is_none()).ok_or(TokenRefusal::Algorithm)?;
    let message = token.rsplit_once('.').map_or("", |(message, _)| message);
    match keys.verify(algorithm, kid.as_deref(), message.as_bytes(), &decoded(signature)?) {
        Signed::Own => {}
        Signed::Foreign => return Err(TokenRefusal::Signature),
        Signed::Unknown => return Err(TokenRefusal::UnknownKey),
    }
    let claims = serde_json::from_slice(&decoded(claims)?).map_err(|_| TokenRefusal::Malformed)?;
    believe(&claims, settings, nonce, now)
}

/// Claims that the provider signed.
fn believe(
    claims: &Map<String, Value>,
    settings: &OidcSettings,
    nonce: &str,
    now: Moment,
) -> Result<Identity, TokenRefusal> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(&settings.issuer) {
        return Err(TokenRefusal::Issuer);
    }
    if !is_for(claims, &settings.client_id) {
        return Err(TokenRefusal::Audience);
    }
    if !is_in_force(claims, now) {
        return Err(TokenRefusal::Ended);
    }
    if text("nonce") != Some(nonce) {
        return Err(TokenRefusal::Nonce);
    }
    let good =
        |subject: &&str| !subject.is_empty() && subject.chars().count() <= SUBJECT_MAX && subject.chars().all(is_seen);
    let subject = text("sub").filter(good).ok_or(TokenRefusal::Subject)?.to_owned();
    let names = ["name", "preferred_username", "email"].into_iter().filter_map(text);
    let full_name = names.map(str::trim).find(|name| !name.is_empty()).unwrap_or(&subject);
    let full_name = visible::line(full_name).chars().take(FULL_NAME_MAX).collect();
    // Of a provider whose clock is ahead it is now.
    let authenticated = time(claims, "auth_time").filter(|at| *at <= now.unix().saturating_add(LEEWAY_SECS));
    let authenticated = authenticated.map(|at| Moment::from_unix(at).min(now));
    Ok(Identity { full_name, groups: texts(claims.get(&settings.groups_claim)), subject, authenticated })
}

/// Whether a token is for this client, and no other client got it.
fn is_for(claims: &Map<String, Value>, client_id: &str) -> bool {
    let audience = texts(claims.get("aud"));
    let others = audience.iter().any(|other| other != client_id);
    let party = claims.get("azp");
    let own_party = party.and_then(Value::as_str) == Some(client_id);
    audience.iter().any(|own| own == client_id) && (own_party || (party.is_none() && !others))
}

fn is_in_force(claims: &Map<String, Value>, now: Moment) -> bool {
    let time = |name: &str| time(claims, name);
    let now = now.unix();
    let from = ["iat", "nbf"].into_iter().filter(|name| claims.contains_key(*name));
    let begun = |name: &str| time(name).is_some_and(|from| from <= now.saturating_add(LEEWAY_SECS));
    time("exp").is_some_and(|end| end > now.saturating_sub(LEEWAY_SECS))
        && time("iat").is_some()
        && from.into_iter().all(begun)
}

/// Seconds since 1970, in some providers with a fraction.
fn time(claims: &Map<String, Value>, name: &str) -> Option<i64> {
    claims.get(name).and_then(|value| value.as_i64().or_else(|| whole(value.as_f64()?)))
}

#[allow(clippy::cast_possible_truncation, reason = "within what is a time")]
fn whole(number: f64) -> Option<i64> {
    (number.abs() < 1e12).then_some(number as i64)
}

/// A claim that holds one text or several; anything else is none.
fn texts(claim: Option<&Value>) -> Vec<String> {
    match claim {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
