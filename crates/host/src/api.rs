//! `POST /v1/activations`.

use crate::commit::Writer;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use muster_core::{
    code::{self, Code},
    id::HostId,
};
use muster_service::{
    clock::Clock,
    http::{self, Refused},
};
use muster_wire::{
    activation::Activation,
    jws::Signer,
    problem::Problem,
    request::{ActivationReply, ActivationRequest, PATH},
};
use std::sync::Arc;

const RETRY_AFTER_SECONDS: &str = "5";

/// What the handlers share.
pub(crate) struct Context {
    pub(crate) clock: Clock,
    pub(crate) writer: Writer,
    /// None while the host is not activated: every request is refused then.
    pub(crate) credential: Option<Credential>,
}

/// What an activated host signs with.
pub(crate) struct Credential {
    pub(crate) host: HostId,
    pub(crate) epid: String,
    pub(crate) license: String,
    pub(crate) signer: Signer,
}

/// The host's HTTP interface.
pub(crate) fn router(context: Context) -> Router {
    Router::new()
        .route(PATH, routing::post(activate))
        .route("/health", routing::get(|| async { "ok\n" }))
        .fallback(http::not_found)
        .with_state(Arc::new(context))
}

async fn activate(State(context): State<Arc<Context>>, body: Body) -> Response {
    let answer = match decode(body).await {
        Ok(request) => decide(&context, request).await,
        Err(refused) => Err(refused.into_response()),
    };
    answer.unwrap_or_else(|response| response)
}

async fn decode(body: Body) -> Result<ActivationRequest, Refused> {
    http::read_json(&http::read_body(body).await?)
}

/// The whole shell: check the form, decide and commit, sign. What is answered is on disk.
async fn decide(context: &Context, request: ActivationRequest) -> Result<Response, Response> {
    let now = context.clock.now();
    let (ask, nonce) = request
        .try_into()
        .map_err(|field: muster_wire::request::BadField| http::bad_request(field.to_string()).into_response())?;
    let answer = context.writer.decide(ask, now).await.map_err(|_| busy())?;
    let (ask, granted) = answer.map_err(|code| unavailable(code).into_response())?;
    let grant = granted.map_err(|code| refused(code).into_response())?;
    let Some(credential) = &context.credential else {
        return Err(refused(code::HOST_NOT_ACTIVATED).into_response());
    };
    let activation = Activation::new(&ask, nonce, &grant, credential.host, &credential.epid, now);
    let signed = credential.signer.seal(&activation);
    let activation = signed.map_err(|error| http::fault(code::UNEXPECTED, &error).into_response())?;
    let reply = ActivationReply { version: 1, activation, host_license: credential.license.clone() };
    Ok(axum::Json(reply).into_response())
}

fn refused(code: Code) -> Refused {
    let status = if code == code::HOST_NOT_ACTIVATED || code == code::HOST_NOT_ENABLED {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::FORBIDDEN
    };
    Problem::new(status.as_u16(), code).into()
}

/// The store failed: nothing was counted, and the client is to ask again.
fn unavailable(code: Code) -> Refused {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE.as_u16(), code).into()
}

fn busy() -> Response {
    let busy = unavailable(code::SERVER_BUSY);
    ([(header::RETRY_AFTER, RETRY_AFTER_SECONDS)], busy).into_response()
}
