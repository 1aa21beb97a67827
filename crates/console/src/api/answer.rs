//! Answers with JSON.

use crate::call::PageError;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

pub(super) fn json(document: &impl Serialize) -> Result<Response, PageError> {
    let body = serde_json::to_string(document).map_err(PageError::Encoding)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
