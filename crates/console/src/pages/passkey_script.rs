//! The one script of the console: it passes what a page asks on to the authenticator, and the answer back into the form.

use crate::call::{Call, PageError};
use axum::{
    http::header,
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

/// Lets a page load it.
pub(super) fn with_script(mut response: Response) -> Response {
    response.extensions_mut().insert(NeedsScript);
    response
}
