//! Reading a request, and answers to bad ones: problem documents (RFC 9457).

use crate::limits::{BODY_TIMEOUT, LARGE_BODY_TIMEOUT};
use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt as _;
use hyper::body::Body as _;
use muster_core::{
    code::{self, Code},
    time::Span,
};
use muster_platform::entropy;
use muster_proto::{
    problem::{MEDIA_TYPE, Problem},
    request::REQUEST_BYTES_MAX,
};
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::timeout;

/// A problem document as the response.
#[derive(Debug)]
pub struct Refused {
    problem: Box<Problem>,
    retry_after: Option<Span>,
}

impl Refused {
    /// The same with a `Retry-After` (RFC 9110, 10.2.3), in seconds.
    pub fn retry_after(self, wait: Span) -> Self {
        Self { retry_after: Some(wait), ..self }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem: Box::new(problem), retry_after: None }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self.problem).unwrap_or_default();
        let wait = self.retry_after.map(|wait| [(header::RETRY_AFTER, wait.as_seconds().to_string())]);
        (status, wait, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response()
    }
}

/// Reads a request's body within the limits of size and time.
pub async fn read_body(body: Body) -> Result<Bytes, Refused> {
    read_within(body, REQUEST_BYTES_MAX, BODY_TIMEOUT).await
}

/// The same with other limits: for a body that is read when it is known that its sender may send it. One that is too large is read all the
/// same and dropped, as it comes: a browser shows no answer to what it is still sending.
pub async fn read_large_body(mut body: Body, bytes_max: usize) -> Result<Bytes, Refused> {
    if body.size_hint().lower() > bytes_max as u64 {
        let passed = async { while let Some(Ok(_)) = body.frame().await {} };
        drop(timeout(LARGE_BODY_TIMEOUT, passed).await);
        return Err(too_large(bytes_max));
    }
    read_within(body, bytes_max, LARGE_BODY_TIMEOUT).await
}

async fn read_within(body: Body, bytes_max: usize, patience: Duration) -> Result<Bytes, Refused> {
    // What is said to be too large is not waited for.
    if body.size_hint().lower() > bytes_max as u64 {
        return Err(too_large(bytes_max));
    }
    let refuse = |status, detail: &str| Refused::from(Problem::new(status, code::INVALID_DATA).detail(detail));
    match timeout(patience, axum::body::to_bytes(body, bytes_max)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_large(&error) => Err(too_large(bytes_max)),
        Ok(Err(_)) => Err(refuse(400, "the body broke off")),
        Err(_) => Err(refuse(408, "the body did not arrive in time")),
    }
}

fn too_large(bytes_max: usize) -> Refused {
    Problem::new(413, code::INVALID_DATA).detail(format!("the body is larger than {bytes_max} bytes")).into()
}

fn is_too_large(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>())
}

/// Reads a JSON message; the response to a bad one names the field and its position.
pub fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| bad_request(error.to_string()))
}

/// The response to a malformed request.
pub fn bad_request(detail: String) -> Refused {
    Problem::new(400, code::INVALID_DATA).detail(detail).into()
}

/// The response to a fault: the client gets the code and an operation id, under which the log has the cause.
pub fn fault(code: Code, error: &dyn std::fmt::Display) -> Refused {
    let operation = uuid::Builder::from_random_bytes(entropy::bytes()).into_uuid();
    tracing::error!(%operation, %error, "request failed");
    Problem { instance: Some(format!("urn:uuid:{operation}")), ..Problem::new(500, code) }.into()
}

/// The response for a path that does not exist.
pub async fn not_found() -> Refused {
    Problem::new(404, code::INVALID_ARGUMENT).detail("there is no such resource").into()
}
