//! The operations of the API, for people: what the OpenAPI document says.

use super::{frame::Frame, response::html};
use crate::{
    api::{openapi::openapi, operation::Operation, operations::operations},
    call::{Call, PageError},
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use muster_core::lang::Lang;

/// Where the document is.
pub(crate) const DOCUMENT: &str = "/v1/openapi.json";

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    frame: Frame,
    document: &'static str,
    rows: Vec<Row>,
}

struct Row {
    method: &'static str,
    path: &'static str,
    summary: &'static str,
    permission: &'static str,
    parameters: Vec<ParameterRow>,
}

struct ParameterRow {
    name: &'static str,
    required: bool,
    purpose: &'static str,
    /// The values, if it has a list of them.
    values: String,
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let lang = call.lang();
    let frame = Frame::new(call, lang.pick("The API", "API"));
    html(
        StatusCode::OK,
        &Page {
            frame,
            document: DOCUMENT,
            rows: operations(call.console.service.kind()).map(|operation| row(operation, lang)).collect(),
        },
    )
}

/// The OpenAPI document.
pub(crate) fn document(call: &Call<'_>) -> Result<Response, PageError> {
    Ok(([(header::CONTENT_TYPE, "application/json")], openapi(call.console.service.kind())).into_response())
}

fn row(operation: &Operation, lang: Lang) -> Row {
    let parameters = operation.parameters.iter().map(|parameter| ParameterRow {
        name: parameter.name,
        required: parameter.required,
        purpose: parameter.purpose.get(lang),
        values: parameter.kind.values().map(|values| values.join(", ")).unwrap_or_default(),
    });
    Row {
        method: operation.method().name(),
        path: operation.path,
        summary: operation.summary.get(lang),
        permission: operation.permission.name().get(lang),
        parameters: parameters.collect(),
    }
}
