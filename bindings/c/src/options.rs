//! What a product may set when it makes its question, as JSON: what is added later is absent before.

use crate::boundary::Refusal;
use muster_client::Source;
use serde::Deserialize;
use std::path::PathBuf;

/// Without any: the agent of this machine, and its hardware.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// The socket of another agent.
    agent: Option<PathBuf>,
    /// The folder of a client that the product reads itself, without an agent.
    folder: Option<PathBuf>,
    /// The identity that the agent was given, in a container.
    pub(crate) identity: Option<String>,
}

impl Options {
    pub(crate) fn read(text: &str) -> Result<Self, Refusal> {
        let options: Self = serde_json::from_str(text).map_err(|error| Refusal::new(format!("options: {error}")))?;
        if options.agent.is_some() && options.folder.is_some() {
            return Err(Refusal::new("options: either an agent or a folder"));
        }
        Ok(options)
    }

    pub(crate) fn source(&self) -> Source {
        match (&self.agent, &self.folder) {
            (_, Some(folder)) => Source::Folder(folder.clone()),
            (Some(socket), None) => Source::Agent(socket.clone()),
            (None, None) => Source::of_machine(),
        }
    }
}
