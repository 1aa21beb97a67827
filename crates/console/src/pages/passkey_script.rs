//! The one script of the console: it passes what a page asks on to the authenticator, and the answer back into the form.

use super::{passkey_form::PasskeyForm, response::html};
use crate::call::{Call, PageError};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Where it is.
pub(crate) const PATH: &str = "/passkey.js";

/// Marks a response whose page needs the script: no other page may load one.
#[derive(Clone, Copy)]
pub(crate) struct NeedsScript;

/// The script.
pub(crate) fn show(_: &Call<'_>) -> Result<Response, PageError> {
    let script = include_str!("../../templates/passkey.js");
    Ok(([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response())
}

/// A page, which loads it if it has a form of a passkey.
pub(super) fn html_with(
    passkey: Option<&PasskeyForm>,
    status: StatusCode,
    page: &impl Template,
) -> Result<Response, PageError> {
    let mut answer = html(status, page)?;
    if passkey.is_some() {
        answer.extensions_mut().insert(NeedsScript);
    }
    Ok(answer)
}
