//! The style sheet.

use crate::call::{Call, PageError};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// Where it is.
pub(crate) const PATH: &str = "/style.css";

/// The doctor's look, and what only the console has.
pub(crate) fn sheet() -> Response {
    let style = [muster_doctor::report::STYLE, include_str!("../../templates/console.css")].concat();
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response()
}

/// The same as an answer to a call.
pub(crate) fn show(_: &Call<'_>) -> Result<Response, PageError> {
    Ok(sheet())
}
