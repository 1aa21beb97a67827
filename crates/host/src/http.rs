//! The host's HTTP interface: activations, the license pack, health and metrics.

use crate::{
    agents::Agents,
    contacts, evidence,
    health::Health,
    host::Host,
    live_config::ConfigReloader,
    metrics::Metrics,
    refusal::{RETRY_AFTER, refused, retry_later, unavailable},
    writer::{Overloaded, Writer},
};
use axum::{
    Extension, Router,
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use muster_core::{code, time::Moment};
use muster_platform::clock::{Clock, Stopwatch};
use muster_proto::{
    activation::{Activation, IssuerInfo},
    evidence::EVIDENCE_PATH,
    order::CONTACTS_PATH,
    request::{ACTIVATIONS_PATH, ActivationRequestBody, ActivationResponseBody, PACK_PATH},
};
use muster_server::listener::{self, ConnectionStats, Peer, Refused};
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio::sync::Mutex;

const HEALTH_CACHED: Duration = Duration::from_secs(1);

/// Shared by the handlers.
pub(crate) struct Context {
    pub(crate) clock: Clock,
    pub(crate) writer: Writer,
    pub(crate) config: Arc<ConfigReloader>,
    pub(crate) host: Arc<Host>,
    /// Where it listens.
    pub(crate) port: u16,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) agents: Arc<Agents>,
    /// The last health check, and when it was made.
    pub(crate) health: Mutex<Option<(Stopwatch, Health)>>,
}

/// The host's HTTP interface.
pub(crate) fn router(context: Arc<Context>) -> Router {
    Router::new()
        .route(ACTIVATIONS_PATH, routing::post(activate))
        .route(CONTACTS_PATH, routing::post(contact))
        .route(EVIDENCE_PATH, routing::post(evidence))
        .route(PACK_PATH, routing::get(pack))
        .route("/health", routing::get(health))
        .route("/metrics", routing::get(metrics))
        .fallback(listener::not_found)
        .with_state(context)
}

async fn activate(
    State(context): State<Arc<Context>>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Response, Refused> {
    decide(&context, decode(body).await?, peer).await
}

async fn decode(body: Body) -> Result<ActivationRequestBody, Refused> {
    listener::read_json(&listener::read_body(body).await?)
}

/// Checks the form, decides and commits, signs. The answer is sent after the decision is on disk.
async fn decide(context: &Context, request: ActivationRequestBody, peer: IpAddr) -> Result<Response, Refused> {
    let (request, nonce) = request
        .try_into()
        .map_err(|field: muster_proto::request::BadField| listener::bad_request(field.to_string()))?;
    let committed =
        context.writer.decide(request, peer).await.map_err(|_| retry_later(code::SERVER_BUSY, RETRY_AFTER))?;
    let decided = committed.map_err(unavailable)?;
    let grant = decided.result.map_err(|code| match decided.retry_after {
        Some(wait) => retry_later(code, wait),
        None => refused(code),
    })?;
    let Some(credential) = &decided.credential else {
        return Err(refused(code::HOST_NOT_ACTIVATED));
    };
    let issuer = IssuerInfo { id: credential.host, epid: &credential.epid, pack: credential.pack };
    let activation = Activation::new(&decided.request, nonce, &grant, &issuer, decided.answered);
    let signed = credential.signer.seal(&activation);
    let activation = signed.map_err(|error| listener::fault(code::UNEXPECTED, &error))?;
    let host_license = credential.license.clone();
    Ok(axum::Json(ActivationResponseBody { version: 1, activation, host_license, pack: credential.pack })
        .into_response())
}

/// The agent of a managed machine reports and fetches orders.
async fn contact(
    State(context): State<Arc<Context>>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Response, Refused> {
    let body = listener::read_json(&listener::read_body(body).await?)?;
    let now = host_time(&context);
    Ok(axum::Json(contacts::answer(context.agents.clone(), body, peer, now).await?).into_response())
}

/// The agent of a managed machine tells why that is not activated.
async fn evidence(
    State(context): State<Arc<Context>>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Response, Refused> {
    let body = listener::read_json(&listener::read_body(body).await?)?;
    let now = host_time(&context);
    Ok(axum::Json(evidence::take(context.agents.clone(), body, peer, now).await?).into_response())
}

/// The time that the host goes by.
fn host_time(context: &Context) -> Moment {
    let (shown, jump) = (context.clock.now(), context.config.current().bounds().jump);
    context.writer.held_time().unlike(shown, &context.clock, jump).unwrap_or(shown)
}

/// The host's health; 503 if it cannot answer clients. A check writes to the store, at most once a second.
async fn health(
    State(context): State<Arc<Context>>,
    Extension(Peer(peer)): Extension<Peer>,
    Extension(connections): Extension<ConnectionStats>,
) -> Response {
    if let Some(response) = monitoring_refused(&context, peer).await {
        return response;
    }
    let Ok(health) = current_health(&context).await else {
        return retry_later(code::SERVER_BUSY, RETRY_AFTER).into_response();
    };
    let status = if health.is_whole() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(health.document(context.port, connections))).into_response()
}

/// The health, a second old at most.
pub(crate) async fn current_health(context: &Context) -> Result<Health, Overloaded> {
    let mut known = context.health.lock().await;
    match &*known {
        Some((since, health)) if since.elapsed() < HEALTH_CACHED => Ok(health.clone()),
        _ => {
            let health = context.writer.health().await?;
            Ok(known.insert((Stopwatch::start(), health)).1.clone())
        }
    }
}

/// The answer to whoever may not read health and metrics.
async fn monitoring_refused(context: &Context, peer: IpAddr) -> Option<Response> {
    let config = context.config.clone();
    let permits = move || config.current().host.config.access.permits_monitoring(peer);
    match tokio::task::spawn_blocking(permits).await {
        Ok(true) => None,
        Ok(false) => Some(refused(code::ACCESS_DENIED).into_response()),
        Err(error) => Some(listener::fault(code::UNEXPECTED, &error).into_response()),
    }
}

/// Metrics in the OpenMetrics text format.
async fn metrics(State(context): State<Arc<Context>>, Extension(Peer(peer)): Extension<Peer>) -> Response {
    if let Some(response) = monitoring_refused(&context, peer).await {
        return response;
    }
    ([(header::CONTENT_TYPE, listener::OPEN_METRICS)], current_metrics(&context).await).into_response()
}

/// The metrics, with the inventory counted if that is due.
pub(crate) async fn current_metrics(context: &Context) -> String {
    let now = context.clock.now();
    if context.metrics.begin_inventory_pass(now) {
        let (host, metrics) = (context.host.clone(), context.metrics.clone());
        // It goes on when the scraper has gone, and the next one is told.
        if let Err(error) = tokio::task::spawn_blocking(move || count_inventory(&host, &metrics, now)).await {
            tracing::warn!(%error, "counting the inventory ended");
        }
        // A check of the writer's sets whether the store takes anything, and how long license and pack last.
        drop(context.writer.health().await);
    }
    context.metrics.text()
}

fn count_inventory(host: &Host, metrics: &Metrics, now: Moment) {
    let since = Stopwatch::start();
    let counted = host.open_store().and_then(|mut store| Ok(store.inventory_stats(now)?));
    match counted {
        Ok(stats) => metrics.end_inventory_pass(&stats, since.elapsed(), now),
        Err(error) => tracing::warn!(%error, "cannot count the inventory"),
    }
}

/// The license pack on disk, for clients that have an older one.
async fn pack(State(context): State<Arc<Context>>) -> Result<String, Refused> {
    let path = context.host.directory.pack_path();
    match tokio::task::spawn_blocking(move || muster_platform::state_folder::read(&path)).await {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => Err(listener::fault(error.code(), &error)),
        Err(error) => Err(listener::fault(code::UNEXPECTED, &error)),
    }
}
