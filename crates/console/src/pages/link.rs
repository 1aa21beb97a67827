//! A sign-in by a link that a command at the host made: once, and without a password. The link shows a page, and its button signs in: a
//! page elsewhere that has a browser follow a link signs nobody in.

use super::{
    choose_password::ended,
    frame::Frame,
    response::{html, redirect},
    signed_in::begin,
};
use crate::{
    account_change::of_link,
    account_link::LinkUse,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    secret::{Secret, SecretHash},
    store::{Account, AccountChange, AccountRefusal},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

/// What the audit log says of how somebody signed in.
const BY_LINK: &str = "link";

#[derive(Template)]
#[template(path = "link.html")]
struct Page {
    frame: Frame,
    action: String,
    name: String,
}

/// The page with the button. Looking at it does not use the link up. Whoever is signed in stays who he is.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let links = call.request.links();
    if call.session.is_some() {
        return Ok(redirect(&links.to("/", &[])));
    }
    let Some(token) = token(call) else { return ended(call) };
    let accounts = call.store()?.accounts()?;
    let Some(account) = of_link(&accounts, &token, call.now, call.end_time()?) else { return ended(call) };
    let frame = Frame::new(call, call.lang().pick("Sign in", "サインイン"));
    let action = links.to("/link", &[("token", call.request.query("token"))]);
    html(StatusCode::OK, &Page { frame, action, name: account.name.clone() })
}

/// Signs in; the link is used up. Whoever is signed in stays who he is, and the link stays good.
pub(crate) fn follow(call: &Call<'_>) -> Result<Response, PageError> {
    if call.session.is_some() {
        return Ok(redirect(&call.request.links().to("/", &[])));
    }
    let Some(token) = token(call) else { return ended(call) };
    let (mut store, end_time, mut name) = (call.store()?, call.end_time()?, String::new());
    let used = store.change_account(&mut |accounts| {
        let account = of_link(accounts, &token, call.now, end_time).ok_or(AccountRefusal::NoAccount)?;
        name.clone_from(&account.name);
        let entry = AuditEntry::new(AuditAction::SignIn, &account.name, call.request.peer, call.now);
        let entry = AuditEntry { new: Some(BY_LINK.into()), ..entry };
        let account = Some(Account { link: None, ..account.clone() });
        Ok(AccountChange { name: name.clone(), account, ends_sessions: None, entry })
    })?;
    let Some(account) = store.account(&name)?.filter(|_| used.is_ok()) else { return ended(call) };
    begin(call, &mut *store, &account)
}

/// What the store has of the link, if it is one that signs in.
fn token(call: &Call<'_>) -> Option<SecretHash> {
    Secret::<16>::parse(call.request.query("token")).map(|token| LinkUse::SignIn.hash(&token))
}
