//! An event of a log.

use muster_evidence::fact::{Cite, Record};
use std::sync::Arc;

/// An event and its time.
#[derive(Clone, Debug)]
pub(crate) struct LoggedEvent {
    /// Seconds since 1970 if it is dated.
    pub(crate) at: Option<i64>,
    /// The same; where only its neighbours in the source are dated, the time of the one before it. None where nothing in the
    /// source is dated: then it is neither older nor newer than the events of other sources.
    pub(crate) order: Option<i64>,
    /// Its place among all events, the oldest first: what tells two of one source apart that are not dated.
    pub(super) place: usize,
    pub(crate) record: Arc<Record>,
    pub(crate) cites: Vec<Cite>,
}

impl LoggedEvent {
    /// The source that it stands in.
    pub(super) fn source(&self) -> Option<usize> {
        self.cites.first().map(|cite| cite.file)
    }
}
