//! The listener of a console, beside that of its service and never the same.

use crate::{console::Console, service::Service, store::ConsoleError};
use axum::Router;
use muster_platform::{clock::Clock, entropy::Entropy};
use muster_server::listener;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Open connections: a few people with a few windows each.
const CONNECTIONS_MAX: usize = 64;

/// A web console that listens and is ready to be run.
pub struct ListeningConsole {
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
    setup_link: Option<String>,
}

impl ListeningConsole {
    /// Binds an address of this machine. While there is no account, makes the link by which the first administrator is made.
    ///
    /// # Errors
    /// If the port is not free; the inner one if the store fails.
    pub async fn start(
        listen: SocketAddr,
        service: Service,
        clock: Clock,
    ) -> Result<Result<Self, ConsoleError>, std::io::Error> {
        let listener = listener::bind(&listen.to_string()).await?;
        let address = listener.local_addr()?;
        let console = Console::new(service, address, clock, Entropy::system());
        let linked = tokio::task::spawn_blocking(move || console.setup_link().map(|link| (console, link))).await;
        let started =
            |(console, setup_link): (Console, _)| Self { listener, router: console.router(), address, setup_link };
        Ok(linked.map_err(std::io::Error::other)?.map(started))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link by which the first administrator is made, once and within an hour; none if there is an account.
    pub fn setup_link(&self) -> Option<&str> {
        self.setup_link.as_deref()
    }

    /// Serves until `shutdown` completes.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        listener::serve_within(CONNECTIONS_MAX, self.listener, None, self.router, shutdown).await;
    }
}
