//! Evidence of managed machines in SQLite.

use super::SqliteStore;
use crate::store::{
    PAGE_ROWS,
    error::StoreError,
    evidence::{EvidenceStore, StoredEvidence},
};
use muster_core::{id::Cmid, time::Moment};
use rusqlite::{Row, params};

impl EvidenceStore for SqliteStore {
    fn set_evidence(&mut self, evidence: &StoredEvidence) -> Result<bool, StoreError> {
        let StoredEvidence { cmid, told, received, document } = evidence;
        let row = params![cmid.as_bytes(), told.unix(), received.unix(), document];
        let stored: Vec<[u8; 16]> =
            self.rows(include_str!("machine_evidence_upsert.sql"), row, |row| row.get("cmid"))?;
        Ok(!stored.is_empty())
    }

    fn evidence(&mut self, cmid: Cmid) -> Result<Option<StoredEvidence>, StoreError> {
        Ok(self.rows(include_str!("machine_evidence_read.sql"), params![cmid.as_bytes()], evidence)?.pop())
    }

    fn evidence_from(&mut self, first: Cmid) -> Result<Vec<StoredEvidence>, StoreError> {
        self.rows(include_str!("machine_evidence_from.sql"), params![first.as_bytes(), PAGE_ROWS], evidence)
    }

    fn prune_evidence(&mut self, before: Moment) -> Result<u64, StoreError> {
        let values = params![PAGE_ROWS, before.unix()];
        Ok(self.connection.execute(include_str!("machine_evidence_prune.sql"), values)? as u64)
    }
}

fn evidence(row: &Row<'_>) -> rusqlite::Result<StoredEvidence> {
    Ok(StoredEvidence {
        cmid: row.get("cmid").map(Cmid::from_bytes)?,
        told: row.get("told").map(Moment::from_unix)?,
        received: row.get("received").map(Moment::from_unix)?,
        document: row.get("document")?,
    })
}
