//! What is concluded from a case once, because several rules need it.

use super::windows::Windows;
use muster_evidence::fact::Cite;
use std::cell::OnceCell;

/// The shared conclusions about a case.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    /// Client machine ids of several machines, ordered by id.
    pub(crate) shared_cmids: Vec<SharedCmid>,
    /// A record whose port is not the one on which its host listens.
    pub(crate) port_mismatch: Option<PortMismatch>,
    pub(super) retail_in_environment: Vec<usize>,
    pub(super) unexpected_client_hosts: Vec<usize>,
    pub(super) windows: Option<Windows>,
    /// Whether a print shows an evaluation.
    pub(super) has_evaluation: bool,
    pub(super) newest_time: Option<i64>,
    /// The newest date that somebody wrote, as `2026-11-18`.
    pub(super) newest_written: Option<String>,
    /// Told when the first rule asks.
    pub(super) is_in_azure: OnceCell<bool>,
}

/// A client machine id that several machines use; without id and machines where it is told in a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedCmid {
    pub(crate) cmid: String,
    /// The names of the machines, in the order of their first requests.
    pub(crate) machines: Vec<String>,
    /// The newest four requests.
    pub(crate) cites: Vec<Cite>,
}

/// The port of an SRV record and the port on which its target listens.
#[derive(Clone, Debug)]
pub(crate) struct PortMismatch {
    pub(crate) record: u64,
    pub(crate) listening: u64,
    pub(crate) cites: Vec<Cite>,
}
