//! Signing in and out.

use super::{
    attempt::{Attempt, locked},
    frame::Frame,
    passkey_sign_in,
    response::{html, redirect},
    signed_in::begin,
};
use crate::{
    account_name,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    links::Links,
    oidc::flow,
    password,
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use muster_core::{code, lang::Lang, visible};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    frame: Frame,
    action: String,
    name: String,
    problem: String,
    provider: Option<Provider>,
    /// Where a passkey signs in; empty where browsers have none.
    passkey: String,
}

/// The way to the provider, if there is one.
struct Provider {
    href: String,
    name: String,
    /// Whether it did not answer just now.
    away: bool,
}

/// The form.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    if call.session.is_some() {
        return Ok(redirect(&call.request.links().to("/", &[])));
    }
    page(call, StatusCode::OK, String::new())
}

/// Takes a name and a password. Whether there is such an account is told by nothing: not by the answer, the wait, or the time it takes.
pub(crate) fn sign_in(call: &Call<'_>) -> Result<Response, PageError> {
    let name = account_name::normalised(call.request.form("name"));
    let mut store = call.store()?;
    let attempt = Attempt::of(call, &name);
    let of_network = match attempt.count(call, &mut *store)? {
        Ok(before) => before,
        Err(wait) => return locked(call, wait, page),
    };
    // One that may not sign in is told from a wrong password by nothing.
    let account = store.account(&name)?.filter(|account| !account.disabled);
    let peer = call.request.peer;
    let fits =
        password::verify(call.request.form("password"), account.as_ref().map(|account| account.password.as_str()));
    // What was typed may be a password in the wrong field: only the name of an account is recorded.
    let known = account.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    let entry = AuditEntry::new(AuditAction::SignIn, &known, peer, call.now);
    let Some(account) = account.filter(|_| fits) else {
        store.add_audit(&AuditEntry { code: code::ACCESS_DENIED, ..entry })?;
        attempt.failed(call, &mut *store, &known)?;
        tracing::warn!(account = %visible::line(&known), %peer, "a sign-in to the console failed");
        let problem = call.lang().pick("Name or password is wrong.", "名前またはパスワードが正しくありません。");
        return page(call, StatusCode::FORBIDDEN, problem.to_owned());
    };
    attempt.succeeded(&mut *store, of_network)?;
    store.add_audit(&entry)?;
    tracing::info!(account = %visible::line(&name), %peer, "signed in to the console");
    begin(call, &mut *store, &account)
}

/// Ends the session, in the store and in the browser.
pub(crate) fn sign_out(call: &Call<'_>) -> Result<Response, PageError> {
    if let Some(id) = &call.request.session {
        let mut store = call.store()?;
        store.remove_session(id)?;
        store.add_audit(&call.entry(AuditAction::SignOut))?;
    }
    let to = redirect(&call.request.links().to("/sign-in", &[]));
    Ok(([(header::SET_COOKIE, call.console.cookie.clear())], to).into_response())
}

/// The page, at whatever address: that of an answer of the provider is not repeated.
pub(super) fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let other_language = Links { lang: Some(lang.pick(Lang::Ja, Lang::En)) }.to("/sign-in", &[]);
    let frame = Frame { other_language, ..Frame::new(call, lang.pick("Sign in", "サインイン")) };
    let provider = call.console.site.provider().map(|provider| Provider {
        href: links.to(flow::BEGIN, &[]),
        name: provider.name().to_owned(),
        away: provider.is_away(call.now),
    });
    let passkey = call.console.passkeys.as_ref().map(|_| links.to(passkey_sign_in::PATH, &[])).unwrap_or_default();
    let (action, name) = (links.to("/sign-in", &[]), call.request.form("name").to_owned());
    html(status, &Page { frame, action, name, problem, provider, passkey })
}
