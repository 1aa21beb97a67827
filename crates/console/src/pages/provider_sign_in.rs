//! Signing in by an OpenID Connect provider: to it, and back with its answer.

use super::{
    accounts::full_name,
    attempt::{Attempt, locked},
    code_text::shown,
    frame::Frame,
    response::{html, redirect},
    sign_in,
    signed_in::begin_session,
};
use crate::{
    account_change, account_name,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    cookie::SignInSecret,
    oidc::{
        flow::{AGAIN, BEGIN, RETURN, SignInFlow},
        id_token::Identity,
        provider::{OidcProvider, ProviderFault, error_word},
    },
    store::{Account, AccountRefusal, ConsoleStore, ProviderIdentity},
};
use askama::Template;
use axum::{
    http::{HeaderName, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use muster_core::{
    code::{self, Code},
    time::Moment,
    visible,
};

/// The longest code that is sent on, in bytes.
const CODE_MAX: usize = 4_096;
/// The code of a provider that does not answer.
const UNANSWERED: Code = code::NO_AUTHENTICATING_AUTHORITY;

#[derive(Template)]
#[template(path = "provider_signed_in.html")]
struct SignedIn {
    frame: Frame,
    home: String,
}

/// Why somebody is not signed in: what the log says, what the page says, and the status and code of that.
struct Refusal {
    code: Code,
    status: StatusCode,
    problem: String,
    why: String,
    /// The name of the account; empty if the provider has named none.
    account: String,
    full_name: Option<String>,
    /// Whether the same answer of the provider is good for another attempt.
    may_repeat: bool,
    /// Whether the provider was asked. Who comes back again and again while it is not fills no audit log.
    is_asked: bool,
}

impl Refusal {
    /// Whether somebody may have been guessing: not where the provider does not answer, nor where it has proved who he is.
    fn is_failure(&self) -> bool {
        self.status != StatusCode::SERVICE_UNAVAILABLE && self.code != code::LOGON_NOT_GRANTED
    }
}

/// Sends the browser to the provider, with what it has to bring back.
pub(crate) fn begin(call: &Call<'_>) -> Result<Response, PageError> {
    let provider = call.console.site.provider().ok_or(PageError::NotFound)?;
    let (site, links) = (&call.console.site, call.request.links());
    if !site.origin().eq_ignore_ascii_case(&site.origin_by(&call.request.host)) {
        // The answer comes to that address, and a cookie of another would not be there.
        let query = [(AGAIN, call.request.query(AGAIN))];
        return Ok(redirect(&format!("{}{}", site.origin(), links.to(BEGIN, &query))));
    }
    let secret = SignInSecret::draw(&call.console.entropy);
    let again = !call.request.query(AGAIN).is_empty();
    match provider.sign_in_address(&SignInFlow::of(&secret), links.lang, &redirect_uri(call), again, call.now) {
        Ok(address) => {
            Ok(([(header::SET_COOKIE, call.console.cookie.set_sign_in(&secret))], redirect(&address)).into_response())
        }
        Err(fault) => {
            let refusal = refused_by(call, provider, &fault);
            tracing::warn!(code = %refusal.code, issuer = provider.issuer(), "no sign-in by the provider: {}", refusal.why);
            sign_in::page(call, refusal.status, refusal.problem)
        }
    }
}

/// Takes the provider's answer. Each that brings the state of the browser's sign-in is counted for its network before it is looked at, as
/// a password is; any page can have a browser bring others.
pub(crate) fn finish(call: &Call<'_>) -> Result<Response, PageError> {
    let provider = call.console.site.provider().ok_or(PageError::NotFound)?;
    let begun = call.request.sign_in.as_ref().map(SignInFlow::of);
    let Some(flow) = begun.filter(|flow| flow.has_state(call.request.query("state"))) else { return not_begun(call) };
    let mut store = call.store()?;
    let attempt = Attempt::of_network(call);
    let of_network = match attempt.count(call, &mut *store)? {
        Ok(before) => before,
        Err(wait) => return locked(call, wait, sign_in::page),
    };
    let answered = match account(call, provider, &flow)? {
        Ok((account, proved)) => admit(call, &mut *store, account, proved)?,
        Err(refusal) => Err(refusal),
    };
    let cleared = (header::SET_COOKIE, call.console.cookie.clear_sign_in());
    match answered {
        Ok((account, cookie)) => {
            attempt.succeeded(&mut *store, of_network)?;
            tracing::info!(account = %visible::line(&account.name), peer = %call.request.peer, "signed in to the console");
            Ok((AppendHeaders([cleared, (header::SET_COOKIE, cookie)]), signed_in(call)?).into_response())
        }
        Err(refusal) => {
            if refusal.is_asked {
                record(call, &mut *store, &refusal)?;
            }
            if refusal.is_failure() {
                attempt.failed(call, &mut *store, "")?;
            } else {
                attempt.succeeded(&mut *store, of_network)?;
            }
            let page = sign_in::page(call, refusal.status, refusal.problem)?;
            Ok(if refusal.may_repeat { page } else { (AppendHeaders([cleared]), page).into_response() })
        }
    }
}

/// The page for an answer that belongs to no sign-in of this browser. It is neither counted nor recorded.
fn not_begun(call: &Call<'_>) -> Result<Response, PageError> {
    let problem = call.lang().pick(
        format!("This sign-in was not begun in this browser, or more than 10 minutes ago ({}). Begin again.", code::INVALID_TOKEN),
        format!(
            "このブラウザーで開始されていないサインイン、または開始から 10 分を超えたサインインです ({})。最初からやり直してください。",
            code::INVALID_TOKEN
        ),
    );
    let (code, peer) = (code::INVALID_TOKEN, call.request.peer);
    tracing::warn!(%code, %peer, "an answer of the provider belongs to no sign-in of this browser, or to one of too long ago");
    let cleared = (header::SET_COOKIE, call.console.cookie.clear_sign_in());
    Ok((AppendHeaders([cleared]), sign_in::page(call, StatusCode::FORBIDDEN, problem)?).into_response())
}

/// The account of whoever comes back, in the role that his groups give him, and when he showed the provider who he is.
fn account(
    call: &Call<'_>,
    provider: &OidcProvider,
    flow: &SignInFlow,
) -> Result<Result<(Account, Moment), Refusal>, PageError> {
    let identity = match identity(call, provider, flow)? {
        Ok(identity) => identity,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let name = account_name::of_provider(&identity.subject);
    let Some(role) = provider.role(&identity.groups) else {
        let person = full_name(&name, Some(&identity.full_name));
        let problem = call.lang().pick(
            format!(
                "{} signed you in as {person}, but none of your groups has access to this console ({}). Ask its administrator.",
                provider.name(),
                code::LOGON_NOT_GRANTED
            ),
            format!(
                "{} で {person} としてサインインしましたが、このコンソールへのアクセスが許可されたグループに所属していません \
                 ({})。コンソールの管理者に問い合わせてください。",
                provider.name(),
                code::LOGON_NOT_GRANTED
            ),
        );
        return Ok(Err(not_granted("no group of the account has a role", problem, name, Some(identity.full_name))));
    };
    let provider = Some(ProviderIdentity { issuer: provider.issuer().to_owned(), full_name: identity.full_name });
    // A provider that does not say when has not said that it was now.
    let proved = identity.authenticated.unwrap_or(Moment::from_unix(0));
    let password = String::new();
    let account = Account { name, password, role, created: call.now, disabled: false, link: None, provider };
    Ok(Ok((account, proved)))
}

fn identity(
    call: &Call<'_>,
    provider: &OidcProvider,
    flow: &SignInFlow,
) -> Result<Result<Identity, Refusal>, PageError> {
    let request = call.request;
    // The answer of another provider (RFC 9207); most say nothing.
    let other = !["", provider.issuer()].contains(&request.query("iss"));
    let code = request.query("code");
    let why = match code.len() {
        _ if other => "the answer is of another issuer",
        0 => "the provider sent no code",
        1..=CODE_MAX => "",
        _ => "the code is too long",
    };
    if !why.is_empty() {
        return Ok(Err(no_code(call, provider, why)));
    }
    let identified = provider.identify(code, flow, &redirect_uri(call), call.now, call.end_time()?);
    Ok(identified.map_err(|fault| refused_by(call, provider, &fault)))
}

/// Stores the account and begins its session; returns the cookie.
fn admit(
    call: &Call<'_>,
    store: &mut dyn ConsoleStore,
    account: Account,
    proved: Moment,
) -> Result<Result<(Account, String), Refusal>, PageError> {
    let entry = entry(call, &account.name, account.provider.as_ref().map(|provider| provider.full_name.clone()));
    let stored = store.change_account(&mut |accounts| account_change::sign_in(accounts, &account, entry.clone()))?;
    if let Err(refusal) = stored {
        return Ok(Err(not_stored(call, refusal, account)));
    }
    let id = begin_session(call, store, &account, proved)?;
    Ok(Ok((account, call.console.cookie.set(&id))))
}

/// Why the account of somebody whom the provider has signed in is not stored.
fn not_stored(call: &Call<'_>, refusal: AccountRefusal, account: Account) -> Refusal {
    let (name, code) = (shown(&account.name), code::LOGON_NOT_GRANTED);
    let (why, problem) = if refusal == AccountRefusal::Exists {
        let english = format!(
            "The console has an account {name} of its own, which no provider signs in ({code}). Ask its administrator."
        );
        let japanese = format!(
            "コンソールに独自のアカウント {name} が存在するため、ID プロバイダーではサインインできません ({code})。コンソールの管理者に問い合わせてください。"
        );
        ("the console has an account of that name of its own", call.lang().pick(english, japanese))
    } else {
        let english = format!("The account {name} is disabled here ({code}).");
        let japanese = format!("アカウント {name} はこのコンソールで無効になっています ({code})。");
        ("the account is disabled", call.lang().pick(english, japanese))
    };
    not_granted(why, problem, account.name, account.provider.map(|provider| provider.full_name))
}

/// A refusal is an entry of the audit log, with the account where the provider has named one.
fn record(call: &Call<'_>, store: &mut dyn ConsoleStore, refusal: &Refusal) -> Result<(), PageError> {
    let full_name = refusal.full_name.clone();
    store.add_audit(&AuditEntry { code: refusal.code, ..entry(call, &refusal.account, full_name) })?;
    let (peer, account) = (call.request.peer, visible::line(&refusal.account));
    tracing::warn!(code = %refusal.code, %account, %peer, "a sign-in to the console by the provider failed: {}", refusal.why);
    Ok(())
}

fn entry(call: &Call<'_>, account: &str, account_name: Option<String>) -> AuditEntry {
    let entry = AuditEntry::new(AuditAction::SignIn, account, call.request.peer, call.now);
    AuditEntry { account_name, ..entry }
}

fn not_granted(why: &str, problem: String, account: String, full_name: Option<String>) -> Refusal {
    let (code, status) = (code::LOGON_NOT_GRANTED, StatusCode::FORBIDDEN);
    Refusal { code, status, problem, why: why.to_owned(), account, full_name, may_repeat: false, is_asked: true }
}

fn invalid(why: &str, problem: String) -> Refusal {
    let (code, status) = (code::INVALID_TOKEN, StatusCode::FORBIDDEN);
    Refusal {
        code,
        status,
        problem,
        why: why.to_owned(),
        account: String::new(),
        full_name: None,
        may_repeat: false,
        is_asked: true,
    }
}

/// The provider sent no code that can be one, but an error, or nothing.
fn no_code(call: &Call<'_>, provider: &OidcProvider, why: &str) -> Refusal {
    let error = error_word(call.request.query("error"));
    let problem = call.lang().pick(
        format!("{} did not sign you in ({}): {error}", provider.name(), code::INVALID_TOKEN),
        format!("{} でのサインインに失敗しました ({}): {error}", provider.name(), code::INVALID_TOKEN),
    );
    invalid(&format!("{why}: {error}"), problem.trim_end_matches([':', ' ']).to_owned())
}

/// What people are told of a fault of the provider.
fn refused_by(call: &Call<'_>, provider: &OidcProvider, fault: &ProviderFault) -> Refusal {
    let name = provider.name();
    match fault {
        ProviderFault::Away(why) => away(call, name, why),
        ProviderFault::KnownAway => Refusal { is_asked: false, ..away(call, name, "it did not answer a moment ago") },
        ProviderFault::Busy => {
            let english = format!("Others are signing in by {name} ({UNANSWERED}). Try again in a few seconds.");
            let japanese =
                format!("{name} でのサインインが混み合っています ({UNANSWERED})。数秒後に再試行してください。");
            let refusal = unanswered("others wait for the provider", call.lang().pick(english, japanese));
            Refusal { may_repeat: true, is_asked: false, ..refusal }
        }
        ProviderFault::Code(why) => invalid(why, not_accepted(call, name)),
        ProviderFault::Token(refusal) => invalid(&refusal.to_string(), not_accepted(call, name)),
    }
}

fn away(call: &Call<'_>, name: &str, why: &str) -> Refusal {
    let english =
        format!("{name} does not answer ({UNANSWERED}). Try again later, or sign in with an account of this console.");
    let japanese = format!(
        "{name} が応答しません ({UNANSWERED})。しばらくしてから再試行するか、このコンソールのアカウントでサインインしてください。"
    );
    unanswered(why, call.lang().pick(english, japanese))
}

fn unanswered(why: &str, problem: String) -> Refusal {
    Refusal { code: UNANSWERED, status: StatusCode::SERVICE_UNAVAILABLE, ..invalid(why, problem) }
}

fn not_accepted(call: &Call<'_>, name: &str) -> String {
    call.lang().pick(
        format!(
            "What {name} sent cannot be accepted ({}). Try again; the log of the service says what is wrong.",
            code::INVALID_TOKEN
        ),
        format!(
            "{name} からの応答を受け入れることができません ({})。再試行してください。原因はサービスのログに記録されます。",
            code::INVALID_TOKEN
        ),
    )
}

fn redirect_uri(call: &Call<'_>) -> String {
    format!("{}{RETURN}", call.console.site.origin())
}

/// A page that goes on by itself. A redirect would not do: the browser comes from the provider's site, and would not bring the new cookie.
fn signed_in(call: &Call<'_>) -> Result<Response, PageError> {
    let home = call.request.links().to("/", &[]);
    let frame = Frame::without_address(call, call.lang().pick("Signed in", "サインインしました"));
    let refresh = (HeaderName::from_static("refresh"), format!("0; url={home}"));
    Ok(([refresh], html(StatusCode::OK, &SignedIn { frame, home })?).into_response())
}
