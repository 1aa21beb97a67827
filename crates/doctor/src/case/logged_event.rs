//! An event of a log.

use muster_evidence::fact::{Cite, Record};

/// An event and its time, in seconds since 1970 if it is dated.
#[derive(Clone, Debug)]
pub(crate) struct LoggedEvent {
    pub(crate) at: Option<i64>,
    pub(crate) record: Record,
    pub(crate) cites: Vec<Cite>,
}
