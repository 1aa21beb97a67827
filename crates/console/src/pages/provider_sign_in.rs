//! Signing in by an OpenID Connect provider: to it, and back with its answer.

use super::{
    attempt::{Attempt, locked},
    frame::Frame,
    provider_refusal::{NotSignedIn, Refusal, no_code, no_role, not_stored, refused_by},
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
        provider::OidcProvider,
    },
    store::{Account, ConsoleStore, ProviderIdentity},
};
use askama::Template;
use axum::{
    http::{HeaderName, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use muster_core::{code, time::Moment, visible};

/// The longest code that is sent on, in bytes.
const CODE_MAX: usize = 4_096;

#[derive(Template)]
#[template(path = "provider_signed_in.html")]
struct SignedIn {
    frame: Frame,
    home: String,
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
    let answered =
        account(call, provider, &flow).and_then(|(account, proved)| admit(call, &mut *store, account, proved));
    let cleared = (header::SET_COOKIE, call.console.cookie.clear_sign_in());
    match answered {
        Ok((account, cookie)) => {
            attempt.succeeded(&mut *store, of_network)?;
            tracing::info!(account = %visible::line(&account.name), peer = %call.request.peer, "signed in to the console");
            Ok((AppendHeaders([cleared, (header::SET_COOKIE, cookie)]), signed_in(call)?).into_response())
        }
        Err(NotSignedIn::Failed(error)) => Err(error),
        Err(NotSignedIn::Refused(refusal)) => {
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
fn account(call: &Call<'_>, provider: &OidcProvider, flow: &SignInFlow) -> Result<(Account, Moment), NotSignedIn> {
    let identity = identity(call, provider, flow)?;
    let name = account_name::of_provider(&identity.subject);
    let Some(role) = provider.role(&identity.groups) else {
        return Err(no_role(call, provider, name, identity.full_name).into());
    };
    let provider = Some(ProviderIdentity { issuer: provider.issuer().to_owned(), full_name: identity.full_name });
    // A provider that does not say when has not said that it was now.
    let proved = identity.authenticated.unwrap_or(Moment::from_unix(0));
    let password = String::new();
    let account = Account { name, password, role, created: call.now, disabled: false, link: None, provider };
    Ok((account, proved))
}

fn identity(call: &Call<'_>, provider: &OidcProvider, flow: &SignInFlow) -> Result<Identity, NotSignedIn> {
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
        return Err(no_code(call, provider, why).into());
    }
    let identified = provider.identify(code, flow, &redirect_uri(call), call.now, call.end_time()?);
    identified.map_err(|fault| refused_by(call, provider, &fault).into())
}

/// Stores the account and begins its session; returns the cookie.
fn admit(
    call: &Call<'_>,
    store: &mut dyn ConsoleStore,
    account: Account,
    proved: Moment,
) -> Result<(Account, String), NotSignedIn> {
    let entry = entry(call, &account.name, account.provider.as_ref().map(|provider| provider.full_name.clone()));
    let stored = store.change_account(&mut |accounts| account_change::sign_in(accounts, &account, entry.clone()))?;
    if let Err(refusal) = stored {
        return Err(not_stored(call, refusal, account).into());
    }
    let id = begin_session(call, store, &account, proved)?;
    Ok((account, call.console.cookie.set(&id)))
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
