//! `POST /v1/activations`, and the license pack that they are decided by.

use crate::commit::Writer;
use axum::{
    Extension, Router,
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use muster_core::{
    code::{self, Code},
    group::Asked,
    time::Span,
};
use muster_service::{
    clock::Clock,
    http::{self, Peer, Refused},
};
use muster_wire::{
    activation::{Activation, Issuer},
    problem::Problem,
    request::{ActivationReply, ActivationRequest, PACK_PATH, PATH},
};
use std::{net::IpAddr, path::PathBuf, sync::Arc};

const BUSY: Span = Span::seconds(5);

/// What the handlers share.
pub(crate) struct Context {
    pub(crate) clock: Clock,
    pub(crate) writer: Writer,
    pub(crate) pack: PathBuf,
}

/// The host's HTTP interface.
pub(crate) fn router(context: Context) -> Router {
    Router::new()
        .route(PATH, routing::post(activate))
        .route(PACK_PATH, routing::get(pack))
        .route("/health", routing::get(|| async { "ok\n" }))
        .fallback(http::not_found)
        .with_state(Arc::new(context))
}

async fn activate(State(context): State<Arc<Context>>, Extension(Peer(peer)): Extension<Peer>, body: Body) -> Response {
    let answer = match decode(body).await {
        Ok(request) => decide(&context, request, peer).await,
        Err(refused) => Err(refused.into_response()),
    };
    answer.unwrap_or_else(|response| response)
}

async fn decode(body: Body) -> Result<ActivationRequest, Refused> {
    http::read_json(&http::read_body(body).await?)
}

/// The whole shell: check the form, decide and commit, sign. What is answered is on disk.
async fn decide(context: &Context, request: ActivationRequest, peer: IpAddr) -> Result<Response, Response> {
    let now = context.clock.now();
    let (ask, nonce) = request
        .try_into()
        .map_err(|field: muster_wire::request::BadField| http::bad_request(field.to_string()).into_response())?;
    let answer = context.writer.decide(Asked { ask, peer, now }).await.map_err(|_| later(code::SERVER_BUSY, BUSY))?;
    let decided = answer.map_err(|code| unavailable(code).into_response())?;
    let grant = decided.answer.map_err(|code| match decided.retry_after {
        Some(wait) => later(code, wait),
        None => refused(code).into_response(),
    })?;
    let Some(credential) = &decided.credential else {
        return Err(refused(code::HOST_NOT_ACTIVATED).into_response());
    };
    let issuer = Issuer { id: credential.host, epid: &credential.epid, pack: credential.pack };
    let activation = Activation::new(&decided.ask, nonce, &grant, &issuer, now);
    let signed = credential.signer.seal(&activation);
    let activation = signed.map_err(|error| http::fault(code::UNEXPECTED, &error).into_response())?;
    let host_license = credential.license.clone();
    Ok(axum::Json(ActivationReply { version: 1, activation, host_license, pack: credential.pack }).into_response())
}

/// The pack as it is on disk: a client that has an older one takes it from here.
async fn pack(State(context): State<Arc<Context>>) -> Result<String, Refused> {
    let path = context.pack.clone();
    match tokio::task::spawn_blocking(move || muster_service::files::read(&path)).await {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => Err(http::fault(error.code(), &error)),
        Err(error) => Err(http::fault(code::UNEXPECTED, &error)),
    }
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

fn later(code: Code, wait: Span) -> Response {
    ([(header::RETRY_AFTER, wait.as_seconds().to_string())], unavailable(code)).into_response()
}
