//! The listener of a console, beside that of its service and never the same.

use crate::{
    console::Console,
    service::Service,
    site::ConsoleSite,
    store::ConsoleError,
    webhook::worker::{self, WebhookWorker},
};
use axum::Router;
use muster_platform::{clock::Clock, entropy::Entropy};
use muster_server::listener::{self, Bodies};
use std::net::SocketAddr;
use tokio::{net::TcpListener, time::MissedTickBehavior};
use tokio_rustls::TlsAcceptor;

/// Open connections: a few people with a few windows each.
const CONNECTIONS_MAX: usize = 64;

/// A web console that listens and is ready to be run.
pub struct ListeningConsole {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    address: SocketAddr,
    origin: String,
    setup_link: Option<String>,
    webhooks: WebhookWorker,
}

impl ListeningConsole {
    /// Binds the address of the site. While there is no account, makes the link by which the first administrator is made.
    ///
    /// # Errors
    /// If the port is not free; the inner one if the store fails.
    pub async fn start(
        site: ConsoleSite,
        service: Service,
        clock: Clock,
    ) -> Result<Result<Self, ConsoleError>, std::io::Error> {
        let listener = listener::bind(&site.address().to_string()).await?;
        let address = listener.local_addr()?;
        let tls = site.acceptor().map_err(std::io::Error::other)?;
        let site = site.at(address);
        let origin = site.origin();
        let webhooks = WebhookWorker::new(service.clone(), clock.clone(), Entropy::system());
        let console = Console::new(service, site, clock, Entropy::system());
        let linked = tokio::task::spawn_blocking(move || console.setup_link().map(|link| (console, link))).await;
        let started = |(console, setup_link): (Console, _)| {
            let router = console.router();
            Self { listener, tls, router, address, origin, setup_link, webhooks }
        };
        Ok(linked.map_err(std::io::Error::other)?.map(started))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What stands before every path of it: scheme, name and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The link by which the first administrator is made, once and within an hour; none if there is an account.
    pub fn setup_link(&self) -> Option<&str> {
        self.setup_link.as_deref()
    }

    /// Serves, and sends what webhooks are told, until `shutdown` completes.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let webhooks = tokio::spawn(send(self.webhooks));
        listener::serve_within(CONNECTIONS_MAX, self.listener, self.tls, (self.router, Bodies::Large), shutdown).await;
        webhooks.abort();
    }
}

/// A message that is being sent when this is aborted is sent again later.
async fn send(mut worker: WebhookWorker) {
    let mut interval = tokio::time::interval(worker::EVERY);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failing = false;
    loop {
        interval.tick().await;
        let sent = tokio::task::spawn_blocking(move || {
            let sent = worker.run_once();
            (worker, sent)
        });
        match sent.await {
            Ok((kept, sent)) => {
                worker = kept;
                // A store that stays away is in the log once.
                if let Err(error) = &sent
                    && !failing
                {
                    tracing::error!(code = %error.code, %error, "webhooks cannot be told");
                }
                failing = sent.is_err();
            }
            Err(error) => return tracing::error!(%error, "no webhook is told any more"),
        }
    }
}
