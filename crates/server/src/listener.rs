//! The HTTP listener: limits on connections, headers and bodies, problem documents, graceful shutdown.

use crate::connection_limit::{ConnectionLimit, Permit, Slot};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use hyper::{
    Request,
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use muster_core::code::{self, Code};
use muster_platform::entropy;
use muster_proto::{
    problem::{MEDIA_TYPE, Problem},
    request::REQUEST_BYTES_MAX,
};
use serde::de::DeserializeOwned;
use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

/// Open connections; at the limit an idle one is evicted.
const CONNECTIONS_MAX: usize = 16_384;
/// Connections that the kernel queues until they are accepted; one more would be retried only after a second.
const BACKLOG: u32 = 4_096;
/// A connection that sends no complete header for this long is closed, idle ones included.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// A request whose body takes longer is refused.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long open requests may take to finish at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);
/// Pause after an accept failed, as a rule for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
const FILES_WANTED: u64 = 32_768;

/// The address of the peer; an extension of every request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Serves `router` until `shutdown` completes, then finishes open requests.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    shutdown: impl Future<Output = ()>,
) {
    serve_within(CONNECTIONS_MAX, listener, tls, router, shutdown).await;
}

/// Serves with another limit of open connections.
pub async fn serve_within(
    connections: usize,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    shutdown: impl Future<Output = ()>,
) {
    raise_file_limit();
    let limit = ConnectionLimit::new(connections);
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &limit) => accepted,
            () = &mut shutdown => break,
        };
        let Some((stream, (slot, permit))) = accepted else { continue };
        let watcher = graceful.watcher();
        let peer = stream.peer_addr().map_or(IpAddr::from([0; 4]), |address| address.ip());
        let (tls, router) = (tls.clone(), router.clone());
        tokio::spawn(async move {
            let served = async {
                match tls {
                    None => connection(stream, peer, router, watcher, &slot).await,
                    Some(tls) => {
                        if let Ok(Ok(stream)) = timeout(HEADER_TIMEOUT, tls.accept(stream)).await {
                            connection(stream, peer, router, watcher, &slot).await;
                        }
                    }
                }
            };
            tokio::select! {
                () = served => {}
                () = slot.evicted() => tracing::debug!("evicted an idle connection"),
            }
            drop(permit);
        });
    }
    drop(listener);
    if timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were cut off at shutdown");
    }
}

async fn accept(listener: &TcpListener, limit: &ConnectionLimit) -> Option<(TcpStream, (Arc<Slot>, Permit))> {
    match listener.accept().await {
        Ok((stream, _)) => {
            // A response is one small write; waiting for more data would only delay it.
            stream.set_nodelay(true).ok()?;
            Some((stream, limit.acquire().await))
        }
        Err(error) => {
            tracing::warn!(%error, "cannot accept a connection");
            pause().await;
            None
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell waits until the system has room again")]
async fn pause() {
    tokio::time::sleep(ACCEPT_PAUSE).await;
}

async fn connection<S>(
    stream: S,
    peer: IpAddr,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
    slot: &Arc<Slot>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let router = TowerToHyperService::new(router);
    let slot = slot.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        slot.set_busy(true);
        let (answer, slot) = (router.call(request), slot.clone());
        async move {
            let answer = answer.await;
            slot.set_busy(false);
            answer
        }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(served).await {
        tracing::debug!(%error, "connection ended");
    }
}

/// Raises the limit of open files as far as the system permits.
fn raise_file_limit() {
    if let Err(error) = rlimit::increase_nofile_limit(FILES_WANTED) {
        tracing::warn!(%error, "cannot raise the limit of open files");
    }
}

/// A problem document as the response.
#[derive(Debug)]
pub struct Refused(Box<Problem>);

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self.0).unwrap_or_default();
        (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response()
    }
}

/// Reads a request's body within the limits of size and time.
pub async fn read_body(body: Body) -> Result<Bytes, Refused> {
    let refuse = |status, detail: &str| Refused::from(Problem::new(status, code::INVALID_DATA).detail(detail));
    match timeout(BODY_TIMEOUT, axum::body::to_bytes(body, REQUEST_BYTES_MAX)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_large(&error) => Err(refuse(413, "the body is larger than 65536 bytes")),
        Ok(Err(_)) => Err(refuse(400, "the body broke off")),
        Err(_) => Err(refuse(408, "the body did not arrive in time")),
    }
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

/// Binds `address`, naming it in the error.
pub async fn bind(address: &str) -> io::Result<TcpListener> {
    let name = |error: io::Error| io::Error::new(error.kind(), format!("cannot listen on {address}: {error}"));
    let addresses = tokio::net::lookup_host(address).await.map_err(name)?;
    let mut last = io::ErrorKind::AddrNotAvailable.into();
    for address in addresses {
        match listen(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    Err(name(last))
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv6() { TcpSocket::new_v6() } else { TcpSocket::new_v4() }?;
    // As the standard library does: a port in TIME_WAIT can be bound again.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}
