//! In the place of the web console, where it is not built: `[console]` in `host.toml` is an error, and not passed over in silence.

use crate::{error::HostError, http::Context};
use muster_core::sentence;
use std::{net::SocketAddr, sync::Arc};

/// There is none.
#[derive(Debug)]
pub enum ConsoleService {}

impl ConsoleService {
    /// Fails if there should be one.
    pub(crate) async fn start(context: &Arc<Context>) -> Result<Option<Self>, HostError> {
        if context.host.config.console.is_none() {
            return Ok(None);
        }
        let problem = sentence!(
            "[console]: this muster was built without the web console: build it with the feature `console`",
            "[console]: この muster には Web コンソールが含まれていません。機能 `console` を有効にしてビルドしてください"
        );
        Err(HostError::Config { file: "host.toml".into(), problem })
    }

    /// See the enum.
    pub fn address(&self) -> SocketAddr {
        match *self {}
    }

    /// See the enum.
    pub fn origin(&self) -> &str {
        match *self {}
    }

    /// See the enum.
    pub fn setup_link(&self) -> Option<&str> {
        match *self {}
    }

    /// See the enum.
    pub(crate) async fn run(self, _: impl Future<Output = ()>) {
        match self {}
    }
}
