//! The style sheet.

use crate::call::{Call, PageError};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// The doctor's look, and what only the console has.
pub(crate) fn show(_: &Call<'_>) -> Result<Response, PageError> {
    let style = [muster_doctor::report::STYLE, include_str!("../../templates/console.css")].concat();
    Ok(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response())
}
