//! What follows a sign-in.

use super::response::redirect;
use crate::{
    call::{Call, PageError},
    session::Session,
    store::ConsoleStore,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// Begins a session and shows the first page.
pub(super) fn begin(call: &Call<'_>, store: &mut dyn ConsoleStore, session: &Session) -> Result<Response, PageError> {
    let id = call.console.begin_session(store, session, call.request.session.as_ref())?;
    let to = redirect(&call.request.links().to("/", &[]));
    Ok(([(header::SET_COOKIE, call.console.cookie.set(&id))], to).into_response())
}
