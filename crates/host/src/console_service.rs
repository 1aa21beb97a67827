//! The web console of a host, on a listener of its own.

use crate::{console_config::ConsoleConfig, console_view::ConsoleView, error::HostError, http::Context};
use muster_console::{ListeningConsole, Service};
use std::{net::SocketAddr, sync::Arc};
use tokio::runtime::Handle;

/// A web console that listens and is ready to be run.
pub struct ConsoleService(ListeningConsole);

impl ConsoleService {
    /// Binds its port. While there is no account, makes the link by which the first administrator is made.
    pub(crate) async fn start(config: &ConsoleConfig, context: &Arc<Context>) -> Result<Self, HostError> {
        let service = Service::Host(Arc::new(ConsoleView::new(context.clone(), Handle::current())));
        Ok(Self(ListeningConsole::start(config.listen.address(), service, context.clock.clone()).await??))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address()
    }

    /// The link by which the first administrator is made, once and within an hour; none if there is an account.
    pub fn setup_link(&self) -> Option<&str> {
        self.0.setup_link()
    }

    /// Serves until `shutdown` completes.
    pub(crate) async fn run(self, shutdown: impl Future<Output = ()>) {
        self.0.run(shutdown).await;
    }
}
