//! The console: takes a request, refuses what may not be, and has its page answer.

use crate::{
    api::{self, operations, problem},
    api_path,
    call::{Call, PageError},
    guard::{refusal, secured},
    pages::{message, step_up, style},
    request::ConsoleRequest,
    role::Permission,
    routes::{self, Found, Route},
    secret::Secret,
    service::Service,
    site::ConsoleSite,
    state::ConsoleState,
    store::ConsoleError,
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use muster_core::{code, time::Span};
use muster_platform::{clock::Clock, entropy::Entropy};
use muster_server::listener::{self, Peer};
use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};
use tokio::sync::Semaphore;

/// How long the link for the first administrator is good.
const SETUP_LIFETIME: Span = Span::hours(1);
/// The largest list: a job of as many machines as one may have.
const LIST_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Lists and images that are read at once: each is held in memory.
const UPLOADS_AT_ONCE: usize = 4;
/// Requests that are answered at once: each may read the whole inventory.
const AT_ONCE: usize = 4;

/// The console of one service.
pub struct Console {
    state: ConsoleState,
    clock: Clock,
    at_once: Semaphore,
    uploads: Semaphore,
}

impl Console {
    /// The console of a service.
    pub fn new(service: Service, site: ConsoleSite, clock: Clock, entropy: Entropy) -> Self {
        let (at_once, uploads) = (Semaphore::new(AT_ONCE), Semaphore::new(UPLOADS_AT_ONCE));
        Self { state: ConsoleState::new(service, entropy, site), clock, at_once, uploads }
    }

    /// A new link by which the first administrator is made, once and within an hour; the one before is void. None if the
    /// console has an account of its own: one that a provider signs in is none. Blocks on the store.
    ///
    /// # Errors
    /// If the store fails.
    pub fn setup_link(&self) -> Result<Option<String>, ConsoleError> {
        let mut store = self.state.service.owner().store()?;
        if store.accounts()?.iter().any(|account| account.provider.is_none()) {
            return Ok(None);
        }
        let token: Secret<16> = Secret::draw(&self.state.entropy);
        store.set_setup_link(&token.hash(), self.clock.now() + SETUP_LIFETIME)?;
        Ok(Some(format!("{}/setup?token={}", self.state.site.origin(), token.text())))
    }

    /// Everything that the console answers.
    pub fn router(self) -> Router {
        let console = Arc::new(self);
        Router::new().fallback(move |request: Request<Body>| {
            let console = console.clone();
            async move {
                let answered = console.clone().respond(request).await;
                secured(&console.state.site, answered)
            }
        })
    }

    async fn respond(self: Arc<Self>, request: Request<Body>) -> Response {
        let (head, body) = request.into_parts();
        if let Some(status) = refusal(&self.state.site, &head.method, &head.uri, &head.headers) {
            let nobody = ConsoleRequest::new(&head, &[], Ipv4Addr::LOCALHOST.into(), &self.state.cookie);
            return refused(status, &nobody);
        }
        let peer = head.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        let takes_list = match routes::find(self.state.service.kind(), &head.method, head.uri.path()) {
            Found::Route(route) => route.takes_list,
            Found::OtherMethod(_) | Found::Nothing => false,
        };
        if takes_list && let Some(refused) = self.clone().turned_away(&head, peer).await {
            return refused;
        }
        // Never closed, so always acquired.
        let _upload = if takes_list { self.uploads.acquire().await.ok() } else { None };
        let body = if takes_list {
            listener::read_large_body(body, LIST_BYTES_MAX).await
        } else {
            listener::read_body(body).await
        };
        let body = match body {
            Ok(body) => body,
            Err(problem) => {
                let (answer, nobody) =
                    (problem.into_response(), ConsoleRequest::new(&head, &[], peer, &self.state.cookie));
                return if api_path::is_api(&nobody.path) { answer } else { refused(answer.status(), &nobody) };
            }
        };
        let request = ConsoleRequest::new(&head, &body, peer, &self.state.cookie);
        if request.has_nul() {
            return refused(StatusCode::BAD_REQUEST, &request);
        }
        if request.path == style::PATH && request.method.is_safe() {
            // It takes no session and no store, and waits for none.
            return style::sheet();
        }
        // Never closed, so always acquired.
        let _permit = self.at_once.acquire().await;
        let console = self.clone();
        let answered = tokio::task::spawn_blocking(move || console.answer(&request)).await;
        let fault = |error| listener::fault(code::UNEXPECTED, &error).into_response();
        answered.unwrap_or_else(fault)
    }

    fn answer(&self, request: &ConsoleRequest) -> Response {
        let route = match routes::find(self.state.service.kind(), &request.method, &request.path) {
            Found::Route(route) => route,
            Found::OtherMethod(method) if api_path::is_api(&request.path) => return problem::other_method(method),
            Found::OtherMethod(_) => return refused(StatusCode::METHOD_NOT_ALLOWED, request),
            Found::Nothing => return refused(StatusCode::NOT_FOUND, request),
        };
        let mut call = self.call(request);
        let taken = |call: &Call<'_>| {
            operations::at(self.state.service.kind(), route.path)
                .map_or(Ok(()), |operation| api::check(call, operation.parameters))
        };
        let answered = admit(&mut call, route)
            .and_then(|()| taken(&call))
            .and_then(|()| step_up::demand(&call, route))
            .and_then(|asked| asked.map_or_else(|| (route.handler)(&call), Ok));
        answered.unwrap_or_else(|error| failed(&call, route, error))
    }

    fn call<'c>(&'c self, request: &'c ConsoleRequest) -> Call<'c> {
        let now = self.clock.now();
        let held = self.state.service.owner().held_time(now);
        Call { console: &self.state, request, session: None, token: None, now, held }
    }

    /// What is answered to somebody who may not send a list, before it is read: no stranger fills the memory.
    async fn turned_away(self: Arc<Self>, head: &Parts, peer: IpAddr) -> Option<Response> {
        let request = ConsoleRequest::new(head, &[], peer, &self.state.cookie);
        let turned_away = move || {
            let Found::Route(route) = routes::find(self.state.service.kind(), &request.method, &request.path) else {
                return None;
            };
            let mut call = self.call(&request);
            admit(&mut call, route).err().map(|error| failed(&call, route, error))
        };
        let fault = |error| Some(listener::fault(code::UNEXPECTED, &error).into_response());
        tokio::task::spawn_blocking(turned_away).await.unwrap_or_else(fault)
    }
}

/// Finds out who calls, and whether he may.
fn admit(call: &mut Call<'_>, route: &Route) -> Result<(), PageError> {
    let found = if route.is_api() { call.find_token() } else { call.find_session() };
    found?;
    permitted(call, route)
}

/// The answer to a call of a route that failed.
fn failed(call: &Call<'_>, route: &Route, error: PageError) -> Response {
    if route.is_api() { problem::failed(call, error) } else { message::failed(call, error) }
}

/// Refuses who may not call a route: to the sign-in who is nobody, with 403 who is somebody else.
fn permitted(call: &Call<'_>, route: &Route) -> Result<(), PageError> {
    let caller = call.session.as_ref().map(|session| &session.role).or(call.token.as_ref().map(|token| &token.scope));
    let session = call.session.as_ref().map(|session| session.role.role().has(route.permission));
    let token = call.token.as_ref().map(|token| token.has(route.permission));
    match (route.permission, session.or(token)) {
        (Permission::Everyone, _) => Ok(()),
        // Before anything else: a refusal would say that there is something.
        _ if caller.is_some_and(|caller| !caller.sees(route.permission)) => Err(PageError::NotFound),
        (_, Some(true)) => Ok(()),
        (_, None) => Err(PageError::NotSignedIn),
        (_, Some(false)) => Err(PageError::Forbidden),
    }
}

/// The answer to a request that was refused before anybody looked who calls.
fn refused(status: StatusCode, request: &ConsoleRequest) -> Response {
    if api_path::is_api(&request.path) { problem::refused(status) } else { message::refused(status, request) }
}
