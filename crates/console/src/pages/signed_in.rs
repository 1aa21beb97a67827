//! What follows a sign-in.

use super::response::redirect;
use crate::{
    call::{Call, PageError},
    cookie::SessionId,
    session::Session,
    store::{Account, ConsoleStore},
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use muster_core::time::Moment;

/// Begins a session of an account that showed its password, and shows the first page.
pub(super) fn begin(call: &Call<'_>, store: &mut dyn ConsoleStore, account: &Account) -> Result<Response, PageError> {
    let id = begin_session(call, store, account, call.now)?;
    let to = redirect(&call.request.links().to("/", &[]));
    Ok(([(header::SET_COOKIE, call.console.cookie.set(&id))], to).into_response())
}

/// The same without an answer, for an account that showed at `proved` whose it is; returns the id of the session.
pub(super) fn begin_session(
    call: &Call<'_>,
    store: &mut dyn ConsoleStore,
    account: &Account,
    proved: Moment,
) -> Result<SessionId, PageError> {
    let Account { name, role, provider, .. } = account.clone();
    let session = Session { account: name, role, created: call.now, used: call.now, proved, provider };
    let id = call.console.begin_session(store, &session, call.request.session.as_ref())?;
    // While the password was looked at, an administrator may have ended the sessions of the account: this one was not among them.
    if store.account(&account.name)?.is_none_or(|now| now.disabled || now.password != account.password) {
        store.remove_session(&id.hash())?;
        return Err(PageError::NotSignedIn);
    }
    Ok(id)
}
