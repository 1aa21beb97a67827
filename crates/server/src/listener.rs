//! The HTTP listener: accepts connections within the limits, and ends in order.

pub use crate::{
    connection::{Bodies, Peer},
    connection_limit::ConnectionStats,
    refused::{Refused, bad_request, fault, not_found, read_body, read_json, read_large_body},
};

use crate::{
    connection,
    connection_limit::{ConnectionLimit, Permit},
    limits::{BACKLOG, CONNECTIONS_MAX, FILES_RESERVED, SHUTDOWN_TIMEOUT},
};
use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use muster_core::sentence;
use muster_platform::process;
use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

/// The media type of metrics.
pub const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// For so long a failed accept waits for room.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// After so many connections at once their memory is given back to the system when most of them are gone.
const MANY_CONNECTIONS: usize = 64;

/// Serves `router` until `shutdown` completes, then finishes open requests.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    shutdown: impl Future<Output = ()>,
) {
    serve_within(connections_max(), listener, tls, (router, Bodies::Small), shutdown).await;
}

/// Serves with another limit of open connections.
pub async fn serve_within(
    connections: usize,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    (router, bodies): (Router, Bodies),
    shutdown: impl Future<Output = ()>,
) {
    let limit = Arc::new(ConnectionLimit::new(connections));
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &limit) => accepted,
            () = &mut shutdown => break,
        };
        let Some((stream, peer, permit)) = accepted else { continue };
        let (tls, router, watcher, limit) = (tls.clone(), router.clone(), graceful.watcher(), limit.clone());
        tokio::spawn(async move {
            connection::serve(stream, peer, tls, (router, bodies), watcher, Arc::new(permit)).await;
            if limit.has_calmed_down(MANY_CONNECTIONS) {
                drop(tokio::task::spawn_blocking(process::give_back_memory));
            }
        });
    }
    drop(listener);
    if timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were cut off at shutdown");
    }
}

async fn accept(listener: &TcpListener, limit: &Arc<ConnectionLimit>) -> Option<(TcpStream, IpAddr, Permit)> {
    match listener.accept().await {
        Ok((stream, peer)) => {
            // A response is one small write; waiting for more data would only delay it.
            stream.set_nodelay(true).ok()?;
            let peer = peer.ip();
            Some((stream, peer, limit.acquire(peer).await))
        }
        Err(error) => {
            // Said once: it comes again and again while it lasts, and `/health` says so too.
            if !limit.stats().is_full {
                tracing::warn!(%error, "cannot accept a connection");
            }
            // As a rule for want of file descriptors.
            limit.make_room(ACCEPT_PAUSE).await;
            None
        }
    }
}

/// As many connections as this process may have files, up to [`CONNECTIONS_MAX`]. Raises the limit of open files as far as the system permits.
fn connections_max() -> usize {
    let files = process::raise_file_limit(CONNECTIONS_MAX as u64 + FILES_RESERVED);
    let left = files.saturating_sub(FILES_RESERVED).max(files / 4).max(1);
    CONNECTIONS_MAX.min(usize::try_from(left).unwrap_or(CONNECTIONS_MAX))
}

/// Binds `address`, naming it in the error.
pub async fn bind(address: &str) -> io::Result<TcpListener> {
    let name = |error: io::Error| {
        let problem =
            sentence!("cannot listen on {address}: {error}", "{address} で待ち受けることができません: {error}");
        io::Error::new(error.kind(), problem)
    };
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
