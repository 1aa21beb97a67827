//! What the API answers a request that is refused or fails: problem documents (RFC 9457).

use crate::{
    call::{Call, PageError},
    key_change::KeyRefusal,
    route_method::RouteMethod,
    view_refusal::ViewRefusal,
    webhook::refusal::WebhookRefusal,
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use muster_core::{
    code::{self, Code},
    lang::Lang,
    list_refusal::ListRefusal,
};
use muster_proto::problem::Problem;
use muster_server::listener::{self, Refused};

const TOKEN_FIX: &str =
    "show a token that an administrator made on the page API tokens: Authorization: Bearer muster_…";

/// The answer to a request that was refused before anybody looked who calls.
pub(crate) fn refused(status: StatusCode) -> Response {
    let (code, detail) = match status {
        StatusCode::MISDIRECTED_REQUEST => {
            (code::INVALID_ARGUMENT, "Host is not the address that the console listens on")
        }
        StatusCode::NOT_FOUND => (code::INVALID_ARGUMENT, "there is no such resource"),
        _ => (code::INVALID_DATA, "the address holds a character that no text holds (NUL)"),
    };
    problem(status.as_u16(), code, detail).into_response()
}

/// The answer to a call by a method that the address does not take, but by this one.
pub(crate) fn other_method(taken: RouteMethod) -> Response {
    let allow = match taken {
        RouteMethod::Get => "GET, HEAD",
        RouteMethod::Post => "POST",
    };
    let detail = format!("this address takes {} alone", taken.name());
    ([(header::ALLOW, allow)], problem(405, code::INVALID_ARGUMENT, &detail)).into_response()
}

/// The answer to who wants a webhook that cannot be.
pub(super) fn webhook_refused(refusal: WebhookRefusal) -> Response {
    let status = if refusal == WebhookRefusal::Exists { 409 } else { 422 };
    problem(status, code::INVALID_ARGUMENT, refusal.text(Lang::En)).into_response()
}

/// The answer to who wants a view that cannot be.
pub(super) fn view_refused(refusal: ViewRefusal) -> Response {
    let status = if refusal == ViewRefusal::Exists { 409 } else { 422 };
    problem(status, code::INVALID_ARGUMENT, &refusal.text(Lang::En)).into_response()
}

/// The answer to a change of a key that was not made.
pub(super) fn key_unchanged(refusal: Option<KeyRefusal>) -> Response {
    match refusal {
        Some(refusal @ KeyRefusal::Trial(_)) => {
            let text = refusal.text(Lang::En).replacen("\"Last day\"", "after", 1);
            problem(422, code::INVALID_ARGUMENT, &text)
        }
        Some(refusal) => problem(422, code::INVALID_ARGUMENT, &refusal.text(Lang::En)),
        None => problem(409, code::INVALID_ARGUMENT, "somebody has changed it meanwhile: before is no longer so"),
    }
    .into_response()
}

/// The answer to a list that is not taken; with this status, unless it is no list at all or was taken before.
pub(super) fn list_refused(refusal: &ListRefusal, status: u16) -> Response {
    let status = match refusal {
        ListRefusal::Form(_) => 400,
        ListRefusal::Known => 409,
        _ => status,
    };
    problem(status, refusal.code(), &refusal.text(Lang::En)).into_response()
}

/// The answer to a call that failed.
pub(crate) fn failed(call: &Call<'_>, error: PageError) -> Response {
    match error {
        PageError::BadParameter(name) => problem(
            400,
            code::INVALID_ARGUMENT,
            &format!("the parameter '{name}' is unknown, repeated or has no such value"),
        )
        .into_response(),
        PageError::BadMessage(detail) => listener::bad_request(detail).into_response(),
        PageError::Forbidden => {
            let fix = "use a token whose scope has the permission: docs/console-permissions.md".to_owned();
            let problem = Problem { fix, ..Problem::new(403, code::ACCESS_DENIED) };
            challenge(
                problem.detail("the token's scope does not have this permission"),
                ", error=\"insufficient_scope\"",
            )
        }
        PageError::NotFound => problem(404, code::INVALID_ARGUMENT, "there is no such resource").into_response(),
        PageError::NotSignedIn => unauthorized("no token is shown", ""),
        PageError::WrongToken => {
            unauthorized("the token is wrong, has ended or was revoked", ", error=\"invalid_token\"")
        }
        PageError::Wait(wait) => {
            let detail = format!("too many wrong tokens came from this network: wait {} seconds", wait.as_seconds());
            let problem = Problem { fix: TOKEN_FIX.to_owned(), ..Problem::new(429, code::ACCESS_DENIED) };
            Refused::from(problem.detail(detail)).retry_after(wait).into_response()
        }
        PageError::Host(error) => {
            tracing::error!(code = %error.code, %error, path = call.request.path, "a call of the console's API failed");
            problem(503, error.code, "the service does not answer: its log has the cause").into_response()
        }
        PageError::Encoding(error) => listener::fault(code::UNEXPECTED, &error).into_response(),
        PageError::Template(error) => listener::fault(code::UNEXPECTED, &error).into_response(),
    }
}

fn problem(status: u16, code: Code, detail: &str) -> Refused {
    Problem::new(status, code).detail(detail).into()
}

fn unauthorized(detail: &str, error: &str) -> Response {
    let problem = Problem { fix: TOKEN_FIX.to_owned(), ..Problem::new(401, code::ACCESS_DENIED) };
    challenge(problem.detail(detail), error)
}

/// With what RFC 6750 (3) asks for.
fn challenge(problem: Problem, error: &str) -> Response {
    let wanted = format!("Bearer realm=\"muster\"{error}");
    ([(header::WWW_AUTHENTICATE, wanted)], Refused::from(problem)).into_response()
}
