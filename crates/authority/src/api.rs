//! `POST /v1/host-activations`.

use crate::Authority;
use axum::{Json, Router, body::Body, extract::State, routing};
use muster_core::code;
use muster_service::{
    clock::Clock,
    entropy,
    http::{self, Refused},
};
use muster_wire::{
    authority::{HostActivationReply, HostActivationRequest, PATH},
    problem::Problem,
    request::check_machine_name,
};
use std::sync::Arc;

#[derive(Clone)]
struct Context {
    authority: Arc<Authority>,
    clock: Clock,
}

/// The authority's HTTP interface.
pub fn router(authority: Arc<Authority>, clock: Clock) -> Router {
    Router::new()
        .route(PATH, routing::post(activate))
        .route("/health", routing::get(|| async { "ok\n" }))
        .fallback(http::not_found)
        .with_state(Context { authority, clock })
}

async fn activate(State(context): State<Context>, body: Body) -> Result<Json<HostActivationReply>, Refused> {
    let request: HostActivationRequest = http::read_json(&http::read_body(body).await?)?;
    if request.version != 1 {
        return Err(http::bad_request("field `version`: this authority reads version 1".into()));
    }
    check_machine_name(&request.machine).map_err(|field| http::bad_request(field.to_string()))?;
    let now = context.clock.now();
    let work = move || context.authority.activate_host(&request, entropy::bytes(), now);
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Ok(host_license))) => Ok(Json(HostActivationReply { version: 1, host_license })),
        Ok(Ok(Err(refusal))) => {
            tracing::info!(code = %refusal, "host activation refused");
            Err(Problem::new(403, refusal).into())
        }
        Ok(Err(error)) => Err(http::fault(error.code(), &error)),
        Err(error) => Err(http::fault(code::UNEXPECTED, &error)),
    }
}
