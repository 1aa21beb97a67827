//! What hosts and clients ask the authority.

use crate::{audit_entry::AuditAction, authority::Authority, error::AuthorityError, guesses::Guess, health::Health};
use axum::{
    Extension, Json, Router,
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use muster_core::{
    code::{self, Code},
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
    time::Span,
};
use muster_platform::{
    clock::{Clock, Stopwatch},
    entropy,
};
use muster_proto::{
    authority::{
        CONFIRMATIONS_MAX, CONFIRMATIONS_PATH, Confirmation, ConfirmationRequest, ConfirmationResponse, LicenseRequest,
        LicenseResponse, RETURNS_PATH, ReturnRequest, ReturnResponse, activation_path,
    },
    problem::Problem,
    request::{PACK_PATH, check_machine_name},
};
use muster_server::listener::{self, Peer, Refused};
use serde::de::DeserializeOwned;
use std::{sync::Arc, time::Duration};
use tokio::sync::{Mutex, Semaphore};

/// Requests that are worked on or wait for it; one more is answered with 503.
const WAITING_MAX: usize = 256;
const RETRY_AFTER: Span = Span::seconds(5);
const HEALTH_CACHED: Duration = Duration::from_secs(1);

struct Context {
    authority: Authority,
    clock: Clock,
    waiting: Arc<Semaphore>,
    /// The last health check, and when it was made.
    health: Mutex<Option<(Stopwatch, Arc<Health>)>>,
}

/// The authority's HTTP interface.
pub fn router(authority: &Authority, clock: Clock) -> Router {
    router_within(WAITING_MAX, authority, clock)
}

/// The same with another limit of requests that wait.
pub fn router_within(waiting: usize, authority: &Authority, clock: Clock) -> Router {
    let activation = |kind, target| {
        let handler = move |State(context): State<Arc<Context>>, Extension(peer): Extension<Peer>, body: Body| {
            activate(context, peer, body, kind, target)
        };
        (activation_path(kind, target), routing::post(handler))
    };
    let (host, host_handler) = activation(KeyKind::Host, ActivationTarget::Machine);
    let (directory, directory_handler) = activation(KeyKind::Host, ActivationTarget::Directory);
    let (mak, mak_handler) = activation(KeyKind::Multiple, ActivationTarget::Machine);
    let context = Context {
        authority: authority.clone(),
        clock,
        waiting: Arc::new(Semaphore::new(waiting)),
        health: Mutex::new(None),
    };
    Router::new()
        .route(host, host_handler)
        .route(directory, directory_handler)
        .route(mak, mak_handler)
        .route(CONFIRMATIONS_PATH, routing::post(confirm))
        .route(RETURNS_PATH, routing::post(accept_return))
        .route(PACK_PATH, routing::get(pack))
        .route("/health", routing::get(health))
        .route("/metrics", routing::get(metrics))
        .fallback(listener::not_found)
        .with_state(Arc::new(context))
}

async fn activate(
    context: Arc<Context>,
    peer: Peer,
    body: Body,
    kind: KeyKind,
    target: ActivationTarget,
) -> Result<Json<LicenseResponse>, Refused> {
    let request: LicenseRequest = read(body).await?;
    check_version(request.version)?;
    check_machine_name(&request.machine).map_err(|field| listener::bad_request(field.to_string()))?;
    let now = context.clock.now();
    let answer = move |authority: &Authority| {
        // A key that passes its check value is a guess; other text is none.
        let guess = Guess { action: AuditAction::Activate, peer: peer.0, claim: None };
        let known = || authority.is_known_computer(&request);
        authority.limit_guess(guess, now, known, || authority.activate(&request, kind, target, entropy::bytes(), now))
    };
    Ok(Json(LicenseResponse { version: 1, license: work(&context, peer, "activate", answer).await? }))
}

async fn confirm(
    State(context): State<Arc<Context>>,
    Extension(peer): Extension<Peer>,
    body: Body,
) -> Result<Json<ConfirmationResponse>, Refused> {
    let request: ConfirmationRequest = read(body).await?;
    check_version(request.version)?;
    if request.installation_ids.len() > CONFIRMATIONS_MAX {
        let problem = format!("field `installation_ids`: at most {CONFIRMATIONS_MAX}");
        return Err(listener::bad_request(problem));
    }
    let now = context.clock.now();
    let answer = move |authority: &Authority| authority.confirm_all(&request.installation_ids, peer.0, now).map(Ok);
    let all = work(&context, peer, "confirm", answer).await?;
    Ok(Json(ConfirmationResponse { version: 1, confirmations: all.into_iter().map(confirmation).collect() }))
}

fn confirmation(outcome: Result<String, Code>) -> Confirmation {
    match outcome {
        Ok(cid) => Confirmation { confirmation_id: Some(cid), code: code::SUCCESS.to_string() },
        Err(code) => Confirmation { confirmation_id: None, code: code.to_string() },
    }
}

async fn accept_return(
    State(context): State<Arc<Context>>,
    Extension(peer): Extension<Peer>,
    body: Body,
) -> Result<Json<ReturnResponse>, Refused> {
    let request: ReturnRequest = read(body).await?;
    check_version(request.version)?;
    let now = context.clock.now();
    work(&context, peer, "return", move |authority| authority.accept_return(&request, now))
        .await
        .map(|()| Json(ReturnResponse {}))
}

async fn pack(State(context): State<Arc<Context>>, Extension(peer): Extension<Peer>) -> Result<String, Refused> {
    work(&context, peer, "pack", |authority| authority.pack_document().map(Ok)).await
}

/// Whether the authority can answer; 503 if not. A check writes to the store, at most once a second.
async fn health(State(context): State<Arc<Context>>) -> Result<Response, Refused> {
    let health = check_health(&context).await?;
    let status = if health.answers() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok((status, Json(health.document())).into_response())
}

/// Metrics in the OpenMetrics text format.
async fn metrics(State(context): State<Arc<Context>>) -> Response {
    drop(check_health(&context).await);
    ([(header::CONTENT_TYPE, listener::OPEN_METRICS)], context.authority.metrics.text()).into_response()
}

async fn check_health(context: &Arc<Context>) -> Result<Arc<Health>, Refused> {
    let mut known = context.health.lock().await;
    if let Some((since, health)) = &*known
        && since.elapsed() < HEALTH_CACHED
    {
        return Ok(health.clone());
    }
    let (authority, now) = (context.authority.clone(), context.clock.now());
    let health = tokio::task::spawn_blocking(move || authority.health(now)).await;
    let health = health.map_err(|error| listener::fault(code::UNEXPECTED, &error))?;
    health.record(&context.authority.metrics);
    Ok(known.insert((Stopwatch::start(), Arc::new(health))).1.clone())
}

async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Refused> {
    listener::read_json(&listener::read_body(body).await?)
}

fn check_version(version: u8) -> Result<(), Refused> {
    let wrong = "field `version`: this authority reads version 1";
    if version == 1 { Ok(()) } else { Err(listener::bad_request(wrong.into())) }
}

/// Runs what needs the store for a peer, away from the threads that carry connections.
async fn work<T: Send + 'static>(
    context: &Context,
    Peer(peer): Peer,
    what: &'static str,
    work: impl FnOnce(&Authority) -> Result<Result<T, Code>, AuthorityError> + Send + 'static,
) -> Result<T, Refused> {
    let Ok(permit) = context.waiting.clone().try_acquire_owned() else {
        context.authority.metrics.shed();
        return Err(Refused::from(Problem::new(503, code::SERVER_BUSY)).retry_after(RETRY_AFTER));
    };
    let authority = context.authority.on_behalf_of(&peer.to_canonical().to_string());
    let done = tokio::task::spawn_blocking(move || {
        let done = work(&authority);
        drop(permit);
        done
    });
    let (code, answer) = match done.await {
        Ok(Ok(Ok(answer))) => (code::SUCCESS, Ok(answer)),
        Ok(Ok(Err(refusal))) => {
            tracing::info!(code = %refusal, "refused");
            (refusal, Err(Refused::from(Problem::new(403, refusal))))
        }
        Ok(Err(error)) if error.is_passing() => {
            tracing::warn!(code = %error.code(), %error, "cannot answer now");
            (error.code(), Err(Refused::from(Problem::new(503, error.code())).retry_after(RETRY_AFTER)))
        }
        Ok(Err(error)) => (error.code(), Err(listener::fault(error.code(), &error))),
        Err(error) => (code::UNEXPECTED, Err(listener::fault(code::UNEXPECTED, &error))),
    };
    context.authority.metrics.answered(what, code);
    answer
}
