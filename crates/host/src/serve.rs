//! The running service: listener, writer and the daily publication.

use crate::{
    Host, HostError, Writer,
    api::{self, Context},
    standing::Watch,
};
use axum::Router;
use muster_service::{clock::Clock, http, priority};
use std::{fs::File, net::SocketAddr, sync::Arc, thread::JoinHandle, time::Duration};
use tokio::net::TcpListener;

/// Publication in DNS is repeated this often.
const PUBLISH_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// A host that listens and is ready to be run.
pub struct Serving {
    host: Arc<Host>,
    clock: Clock,
    listener: TcpListener,
    router: Router,
    writer: JoinHandle<()>,
    /// Held while it serves.
    _alone: File,
}

impl Serving {
    /// Opens the store, binds the port and starts the writer. `port` overrides the one that is set.
    pub async fn start(host: Host, port: Option<u16>, clock: Clock) -> Result<Self, HostError> {
        let alone = host.lock()?;
        let host = Arc::new(host);
        let (settings, own) = (host.clone(), host.clone());
        let settings = waiting(move || settings.settings()).await?;
        let address = SocketAddr::new(host.config.address, port.unwrap_or(settings.port));
        let listener = http::bind(&address.to_string()).await?;
        if settings.low_priority {
            priority::lower()?;
        }
        let for_router = clock.clone();
        let (router, writer) = waiting(move || router(Host::open(own.directory())?, for_router)).await?;
        Ok(Self { host, clock, listener, router, writer, _alone: alone })
    }

    /// Where it listens.
    pub fn address(&self) -> Result<SocketAddr, HostError> {
        Ok(self.listener.local_addr()?)
    }

    /// The host.
    pub fn host(&self) -> Arc<Host> {
        self.host.clone()
    }

    /// Publishes the host in DNS; every failure leaves its event.
    pub async fn publish(&self) {
        publish(&self.host, &self.clock).await;
    }

    /// Serves until `shutdown` completes. Every request that was accepted is answered and on disk then.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), HostError> {
        let publisher = tokio::spawn(publish_daily(self.host.clone(), self.clock));
        http::serve(self.listener, None, self.router, shutdown).await;
        publisher.abort();
        let ended = tokio::task::spawn_blocking(move || self.writer.join()).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::error!("the writer did not end in order");
        }
        Ok(())
    }
}

/// Waits for the store without holding up other tasks.
async fn waiting<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HostError> + Send + 'static,
) -> Result<T, HostError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| HostError::Listen(std::io::Error::other(error)))?
}

fn router(host: Host, clock: Clock) -> Result<(Router, JoinHandle<()>), HostError> {
    let store = host.store()?;
    let pack = host.pack_path();
    let (writer, thread) = Writer::start(store, Watch::start(host)?)?;
    Ok((api::router(Context { clock, writer, pack }), thread))
}

async fn publish_daily(host: Arc<Host>, clock: Clock) {
    let mut day = tokio::time::interval(PUBLISH_EVERY);
    // The first tick is at once; what is published at the start is published then.
    day.tick().await;
    loop {
        day.tick().await;
        publish(&host, &clock).await;
    }
}

/// The update is signed with the real time, whatever clock the host runs on: the DNS server compares it with its own.
async fn publish(host: &Arc<Host>, clock: &Clock) {
    let (host, now) = (host.clone(), clock.now());
    match waiting(move || host.publish(now, Clock::System.now())).await {
        Ok(outcomes) => outcomes.iter().for_each(log_outcome),
        Err(error) => tracing::error!(%error, "cannot publish in DNS"),
    }
}

fn log_outcome(outcome: &crate::PublishOutcome) {
    match &outcome.result {
        Ok(()) => tracing::info!(event = 12294, record = %outcome.record, "published in DNS"),
        Err(error) => {
            tracing::error!(event = 12293, code = %error.code, detail = %error.detail, create_by_hand = %outcome.record,
                "publishing in DNS failed");
        }
    }
}
