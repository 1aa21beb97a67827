//! What hosts and clients ask the authority.

use crate::{authority::Authority, error::AuthorityError, guesses::Guess};
use axum::{Extension, Json, Router, body::Body, extract::State, routing};
use muster_core::{
    code::{self, Code},
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::KeyKind,
    },
};
use muster_platform::{clock::Clock, entropy};
use muster_proto::{
    authority::{
        CONFIRMATIONS_MAX, CONFIRMATIONS_PATH, Confirmation, ConfirmationRequest, ConfirmationResponse, LicenseRequest,
        LicenseResponse, RETURNS_PATH, ReturnRequest, activation_path,
    },
    problem::Problem,
    request::{PACK_PATH, check_machine_name},
};
use muster_server::listener::{self, Peer, Refused};
use serde::de::DeserializeOwned;
use std::{net::IpAddr, sync::Arc};

#[derive(Clone)]
struct Context {
    authority: Arc<Authority>,
    clock: Clock,
}

/// The authority's HTTP interface.
pub fn router(authority: Arc<Authority>, clock: Clock) -> Router {
    let activation = |kind, target| {
        let handler = move |State(context): State<Context>, Extension(Peer(peer)): Extension<Peer>, body: Body| {
            activate(context, peer, body, kind, target)
        };
        (activation_path(kind, target), routing::post(handler))
    };
    let (host, host_handler) = activation(KeyKind::Host, ActivationTarget::Machine);
    let (directory, directory_handler) = activation(KeyKind::Host, ActivationTarget::Directory);
    let (mak, mak_handler) = activation(KeyKind::Multiple, ActivationTarget::Machine);
    Router::new()
        .route(host, host_handler)
        .route(directory, directory_handler)
        .route(mak, mak_handler)
        .route(CONFIRMATIONS_PATH, routing::post(confirm))
        .route(RETURNS_PATH, routing::post(accept_return))
        .route(PACK_PATH, routing::get(pack))
        .route("/health", routing::get(|| async { "ok\n" }))
        .fallback(listener::not_found)
        .with_state(Context { authority, clock })
}

async fn activate(
    context: Context,
    peer: IpAddr,
    body: Body,
    kind: KeyKind,
    target: ActivationTarget,
) -> Result<Json<LicenseResponse>, Refused> {
    let request: LicenseRequest = read(body).await?;
    check_version(request.version)?;
    check_machine_name(&request.machine).map_err(|field| listener::bad_request(field.to_string()))?;
    let now = context.clock.now();
    let authority = context.authority;
    let activate = move || {
        // A key that passes its check value is a guess; other text is none.
        authority.limit_guess(Guess { peer, claim: None }, now, || {
            authority.activate(&request, kind, target, entropy::bytes(), now)
        })
    };
    let license = work(activate).await?;
    Ok(Json(LicenseResponse { version: 1, license }))
}

async fn confirm(
    State(context): State<Context>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Json<ConfirmationResponse>, Refused> {
    let request: ConfirmationRequest = read(body).await?;
    check_version(request.version)?;
    if request.installation_ids.len() > CONFIRMATIONS_MAX {
        let problem = format!("field `installation_ids`: at most {CONFIRMATIONS_MAX}");
        return Err(listener::bad_request(problem));
    }
    let now = context.clock.now();
    let answer = move || {
        let one = |text: &String| match text.parse::<InstallationId>() {
            Ok(iid) => Ok(context.authority.confirm_for(&iid, peer, now)?.map(|cid| cid.to_string())),
            Err(error) => Ok(Err(error.code())),
        };
        let all = request.installation_ids.iter().map(one).collect::<Result<Vec<_>, AuthorityError>>()?;
        Ok(Ok(all.into_iter().map(confirmation).collect()))
    };
    Ok(Json(ConfirmationResponse { version: 1, confirmations: work(answer).await? }))
}

fn confirmation(outcome: Result<String, Code>) -> Confirmation {
    match outcome {
        Ok(cid) => Confirmation { confirmation_id: Some(cid), code: code::SUCCESS.to_string() },
        Err(code) => Confirmation { confirmation_id: None, code: code.to_string() },
    }
}

async fn accept_return(State(context): State<Context>, body: Body) -> Result<&'static str, Refused> {
    let request: ReturnRequest = read(body).await?;
    check_version(request.version)?;
    let now = context.clock.now();
    work(move || context.authority.accept_return(&request, now)).await.map(|()| "{}\n")
}

async fn pack(State(context): State<Context>) -> Result<String, Refused> {
    work(move || context.authority.pack_document().map(Ok)).await
}

async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Refused> {
    listener::read_json(&listener::read_body(body).await?)
}

fn check_version(version: u8) -> Result<(), Refused> {
    let wrong = "field `version`: this authority reads version 1";
    if version == 1 { Ok(()) } else { Err(listener::bad_request(wrong.into())) }
}

/// Runs what needs the store, away from the threads that carry connections.
async fn work<T: Send + 'static>(
    work: impl FnOnce() -> Result<Result<T, Code>, AuthorityError> + Send + 'static,
) -> Result<T, Refused> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Ok(answer))) => Ok(answer),
        Ok(Ok(Err(refusal))) => {
            tracing::info!(code = %refusal, "refused");
            Err(Problem::new(403, refusal).into())
        }
        Ok(Err(error)) => Err(listener::fault(error.code(), &error)),
        Err(error) => Err(listener::fault(code::UNEXPECTED, &error)),
    }
}
