//! The link by which a visitor of the lab looks at the host's console: that of an ordinary account, made as `muster host account` makes it.

use super::running_lab::Lab;
use crate::{cmd::account, failure::Failure};
use muster_host::{ConsoleRole, Host, LinkUse};
use std::fs;

/// The account.
const VIEWER: &str = "viewer";

/// A console, and the host that it belongs to.
pub(super) struct LabConsole {
    host: Host,
    origin: String,
}

impl LabConsole {
    pub(super) fn of(lab: &Lab) -> Result<Option<Self>, Failure> {
        let Some(address) = lab.host.console() else { return Ok(None) };
        // So that `muster host account` knows the port, which was free and is this one now.
        let file = lab.directory.join("host/host.toml");
        let config = fs::read_to_string(&file)?.replace("\"127.0.0.1:0\"", &format!("\"{address}\""));
        fs::write(&file, config)?;
        Ok(Some(Self { host: lab.host.open()?, origin: format!("http://{address}") }))
    }

    /// Makes the account, and a link that signs in as it, once.
    pub(super) fn link(&self) -> Result<String, Failure> {
        let viewer = (VIEWER, Some(ConsoleRole::Viewer.into()));
        Ok(account::link(self.host.admin()?.console_store(), viewer, LinkUse::SignIn, &self.origin)?.address)
    }
}
