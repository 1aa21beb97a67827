//! A password chosen by a link, which an administrator made and does not use.

use super::{
    frame::Frame,
    password_form::{hashed, password_problem},
    response::html,
    signed_in::begin,
};
use crate::{
    account_change::of_link,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    password::LENGTH_MIN,
    secret::{Secret, SecretHash},
    store::{Account, AccountChange, AccountRefusal, EndedSessions},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "choose_password.html")]
struct Page {
    frame: Frame,
    /// Where the form goes; empty if the link is not good.
    action: String,
    name: String,
    length_min: usize,
    problem: String,
}

/// The form. Looking at it does not use the link up.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    match account(call)? {
        Some((_, account)) => page(call, StatusCode::OK, &account.name, String::new()),
        None => ended(call),
    }
}

/// Stores the password and signs in; the link is used up.
pub(crate) fn choose(call: &Call<'_>) -> Result<Response, PageError> {
    let Some((token, account)) = account(call)? else { return ended(call) };
    let (name, typed) = (&account.name, call.request.form("password"));
    if let Some(problem) = password_problem(call, name, typed) {
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, name, problem);
    }
    let password = hashed(call, typed)?;
    let (mut store, end_time) = (call.store()?, call.end_time()?);
    // The link may have been used, or the account changed, since.
    let chosen = store.change_account(&mut |accounts| {
        let account = of_link(accounts, &token, call.now, end_time).ok_or(AccountRefusal::NoAccount)?;
        let entry = AuditEntry { account: account.name.clone(), ..call.entry(AuditAction::Password) };
        let changed = Account { password: password.clone(), link: None, ..account.clone() };
        let (name, ends_sessions) = (account.name.clone(), Some(EndedSessions::All));
        Ok(AccountChange { name, account: Some(changed), ends_sessions, entry })
    })?;
    let Some(account) = store.account(name)?.filter(|_| chosen.is_ok()) else { return ended(call) };
    begin(call, &mut *store, &account)
}

/// The account of a good link, with the hash of its token.
fn account(call: &Call<'_>) -> Result<Option<(SecretHash, Account)>, PageError> {
    let Some(token) = Secret::<16>::parse(call.request.query("token")) else { return Ok(None) };
    let hash = token.hash();
    let accounts = call.store()?.accounts()?;
    Ok(of_link(&accounts, &hash, call.now, call.end_time()?).map(|account| (hash, account.clone())))
}

/// For a link that is not good, or not any more.
pub(super) fn ended(call: &Call<'_>) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("The link has ended", "リンクの有効期限切れ"));
    let (action, name, problem) = Default::default();
    html(StatusCode::NOT_FOUND, &Page { frame, action, name, length_min: LENGTH_MIN, problem })
}

fn page(call: &Call<'_>, status: StatusCode, name: &str, problem: String) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("Choose a password", "パスワードの設定"));
    let action = call.request.links().to("/password", &[("token", call.request.query("token"))]);
    html(status, &Page { frame, action, name: name.to_owned(), length_min: LENGTH_MIN, problem })
}
