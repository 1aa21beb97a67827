//! The first administrator, by the link that the host prints at its start.

use super::{
    frame::Frame,
    password_form::{hashed, name_problem, password_problem},
    response::html,
    signed_in::begin,
};
use crate::{
    account_name,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    password::LENGTH_MIN,
    role::Role,
    secret::{Secret, SecretHash},
    store::Account,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::visible;

#[derive(Template)]
#[template(path = "setup.html")]
struct Page {
    frame: Frame,
    /// Where the form goes; empty if the link is not good.
    action: String,
    name: String,
    length_min: usize,
    problem: String,
}

/// The form. Looking at it does not use the link up: mail scanners and browsers look too.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    match link(call)? {
        Some(_) => page(call, StatusCode::OK, String::new()),
        None => ended(call),
    }
}

/// Makes the first administrator and signs him in.
pub(crate) fn create(call: &Call<'_>) -> Result<Response, PageError> {
    let Some(token) = link(call)? else { return ended(call) };
    let name = account_name::normalised(call.request.form("name"));
    let password = call.request.form("password");
    if let Some(problem) = name_problem(call, &name).or_else(|| password_problem(call, &name, password)) {
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem);
    }
    let (password, role) = (hashed(call, password)?, Role::Administrator);
    let account =
        Account { name, password, role: role.into(), created: call.now, disabled: false, link: None, provider: None };
    let (subject, new) = (Some(account.name.clone()), Some(role.id().to_owned()));
    let entry = AuditEntry { subject, new, ..call.entry(AuditAction::AccountAdd) };
    let mut store = call.store()?;
    if !store.create_first_account(&token, &account, &entry, call.end_time()?)? {
        return ended(call);
    }
    tracing::info!(account = %visible::line(&account.name), peer = %call.request.peer, "made the first administrator");
    begin(call, &mut *store, &account)
}

/// The hash of the link's token, if the link is good.
fn link(call: &Call<'_>) -> Result<Option<SecretHash>, PageError> {
    let Some(token) = Secret::<16>::parse(call.request.query("token")) else { return Ok(None) };
    let hash = token.hash();
    Ok(call.store()?.is_setup_link(&hash, call.end_time()?)?.then_some(hash))
}

fn ended(call: &Call<'_>) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("The link has ended", "リンクの有効期限切れ"));
    html(
        StatusCode::NOT_FOUND,
        &Page { frame, action: String::new(), name: String::new(), length_min: 0, problem: String::new() },
    )
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("Make the first administrator", "最初の管理者の作成"));
    let action = call.request.links().to("/setup", &[("token", call.request.query("token"))]);
    html(status, &Page { frame, action, name: call.request.form("name").to_owned(), length_min: LENGTH_MIN, problem })
}
