//! What a store does for the evidence that managed machines upload: the newest of each machine.

use super::error::StoreError;
use muster_core::{id::Cmid, time::Moment};

/// The newest evidence of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvidence {
    /// The machine.
    pub cmid: Cmid,
    /// The machine's clock when it signed it.
    pub told: Moment,
    /// When it came.
    pub received: Moment,
    /// What it tells, masked, JSON.
    pub document: String,
}

/// What a store does for evidence.
pub trait EvidenceStore {
    /// Stores the evidence of a managed machine in place of an older one. False if what is stored is as new, or if the machine was released
    /// meanwhile.
    fn set_evidence(&mut self, evidence: &StoredEvidence) -> Result<bool, StoreError>;
    /// The evidence of a machine.
    fn evidence(&mut self, cmid: Cmid) -> Result<Option<StoredEvidence>, StoreError>;
    /// The evidence of the machines from an id on, in the order of their ids, at most [`PAGE_ROWS`](super::PAGE_ROWS).
    fn evidence_from(&mut self, first: Cmid) -> Result<Vec<StoredEvidence>, StoreError>;
    /// Deletes what came before a moment, at most [`PAGE_ROWS`](super::PAGE_ROWS); returns how many it deleted.
    fn prune_evidence(&mut self, before: Moment) -> Result<u64, StoreError>;
}
