//! The listener of the web console, beside that of the activations and never the same.

use crate::{console_config::ConsoleConfig, console_view::ConsoleView, error::HostError, http::Context};
use axum::Router;
use muster_console::Console;
use muster_platform::entropy::Entropy;
use muster_server::listener;
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, runtime::Handle};

/// Open connections: a few people with a few windows each.
const CONNECTIONS_MAX: usize = 64;

/// A web console that listens and is ready to be run.
pub struct ConsoleService {
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
    setup_link: Option<String>,
}

impl ConsoleService {
    /// Binds its port. While there is no account, makes the link by which the first administrator is made.
    pub(crate) async fn start(config: &ConsoleConfig, context: &Arc<Context>) -> Result<Self, HostError> {
        let listen = config.listen.0;
        if listen.port() == context.port {
            let problem =
                format!("[console] listen: port {} is that of the activations: choose another", listen.port());
            return Err(HostError::Config { file: "host.toml".into(), problem });
        }
        let listener = listener::bind(&listen.to_string()).await?;
        let address = listener.local_addr()?;
        let view = Arc::new(ConsoleView::new(context.clone(), Handle::current()));
        let console = Console::new(view, address, context.clock.clone(), Entropy::system());
        let linked = tokio::task::spawn_blocking(move || console.setup_link().map(|link| (console, link))).await;
        let (console, setup_link) = linked.map_err(std::io::Error::other)??;
        Ok(Self { listener, router: console.router(), address, setup_link })
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
    pub(crate) async fn run(self, shutdown: impl Future<Output = ()>) {
        listener::serve_within(CONNECTIONS_MAX, self.listener, None, self.router, shutdown).await;
    }
}
