//! Signing in by a passkey, which says itself whose it is.

use super::{
    attempt::{Attempt, locked},
    frame::Frame,
    passkey_form::{Claimed, PasskeyForm, here},
    passkey_script::html_with,
    response::redirect,
    signed_in::begin,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::visible;

/// Where it is.
pub(crate) const PATH: &str = "/sign-in/passkey";
/// What the audit log says of how somebody signed in.
const BY_PASSKEY: &str = "passkey";

#[derive(Template)]
#[template(path = "passkey_sign_in.html")]
struct Page {
    frame: Frame,
    action: String,
    back: String,
    problem: String,
    passkey: PasskeyForm,
}

/// The form. Called by another name, the console sends the browser to the address that passkeys are bound to.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let links = call.request.links();
    if call.session.is_some() {
        return Ok(redirect(&links.to("/", &[])));
    }
    if here(call).is_none() {
        let passkeys = call.console.passkeys.as_ref().ok_or(PageError::NotFound)?;
        return Ok(redirect(&format!("{}{}", passkeys.origin(), links.to(PATH, &[]))));
    }
    page(call, StatusCode::OK, String::new())
}

/// Takes an answer. Each is counted before it is looked at, as a password is: for its network, and for the account if it names a passkey
/// of one.
pub(crate) fn sign_in(call: &Call<'_>) -> Result<Response, PageError> {
    here(call).ok_or(PageError::NotFound)?;
    let mut store = call.store()?;
    let claimed = Claimed::read(call, &mut *store, "")?;
    let known = claimed.known.as_ref().map(|(_, account)| account.name.clone());
    let attempt = known.as_ref().map_or_else(|| Attempt::of_network(call), |name| Attempt::of(call, name));
    let of_network = match attempt.count(call, &mut *store)? {
        Ok(before) => before,
        Err(wait) => return locked(call, wait, page),
    };
    let (peer, known) = (call.request.peer, known.unwrap_or_default());
    let entry = AuditEntry::new(AuditAction::SignIn, &known, peer, call.now);
    let entry = AuditEntry { new: Some(BY_PASSKEY.to_owned()), ..entry };
    match claimed.proven(call, &mut *store, None)? {
        Ok(account) => {
            attempt.succeeded(&mut *store, of_network)?;
            store.add_audit(&entry)?;
            tracing::info!(account = %visible::line(&known), %peer, "signed in to the console by a passkey");
            begin(call, &mut *store, &account)
        }
        Err(refusal) => {
            let code = refusal.code();
            store.add_audit(&AuditEntry { code, ..entry })?;
            attempt.failed(call, &mut *store, &known)?;
            tracing::warn!(%code, account = %visible::line(&known), %peer, "a sign-in by a passkey failed: {refusal}");
            page(call, StatusCode::FORBIDDEN, refusal.text(call.lang()))
        }
    }
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let links = call.request.links();
    let title = call.lang().pick("Sign in with a passkey", "パスキーでサインイン");
    let page = Page {
        frame: Frame::new(call, title),
        action: links.to(PATH, &[]),
        back: links.to("/sign-in", &[]),
        problem,
        passkey: PasskeyForm::to_show(call, None, "").ok_or(PageError::NotFound)?,
    };
    html_with(Some(&page.passkey), status, &page)
}
