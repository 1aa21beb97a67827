//! Evidence of managed machines in PostgreSQL: that of all hosts of the database.

use super::{PostgresStore, rows};
use crate::store::{
    PAGE_ROWS,
    error::StoreError,
    evidence::{EvidenceStore, StoredEvidence},
};
use muster_core::{id::Cmid, time::Moment};
use muster_server::postgres::Value;
use tokio_postgres::Row;
use uuid::Uuid;

impl EvidenceStore for PostgresStore {
    fn set_evidence(&mut self, evidence: &StoredEvidence) -> Result<bool, StoreError> {
        let StoredEvidence { cmid, told, received, document } = evidence;
        let row: [&Value<'_>; 4] = [&Uuid::from_bytes(*cmid.as_bytes()), &told.unix(), &received.unix(), document];
        Ok(!self.rows(include_str!("machine_evidence_upsert.sql"), &row)?.is_empty())
    }

    fn evidence(&mut self, cmid: Cmid) -> Result<Option<StoredEvidence>, StoreError> {
        let cmid = Uuid::from_bytes(*cmid.as_bytes());
        Ok(self.read(include_str!("machine_evidence_read.sql"), &[&cmid], evidence)?.pop())
    }

    fn evidence_from(&mut self, first: Cmid) -> Result<Vec<StoredEvidence>, StoreError> {
        let values: [&Value<'_>; 2] = [&Uuid::from_bytes(*first.as_bytes()), &i64::from(PAGE_ROWS)];
        self.read(include_str!("machine_evidence_from.sql"), &values, evidence)
    }

    fn prune_evidence(&mut self, before: Moment) -> Result<u64, StoreError> {
        let limits: [&Value<'_>; 2] = [&i64::from(PAGE_ROWS), &before.unix()];
        let rows = self.rows(include_str!("machine_evidence_prune.sql"), &limits)?;
        rows.first().map_or(Ok(0), |row| rows::number(row, "removed"))
    }
}

fn evidence(row: &Row) -> Result<StoredEvidence, StoreError> {
    let moment = |column| row.try_get(column).map(Moment::from_unix);
    Ok(StoredEvidence {
        cmid: Cmid::from_bytes(row.try_get::<_, Uuid>("cmid")?.into_bytes()),
        told: moment("told")?,
        received: moment("received")?,
        document: row.try_get("document")?,
    })
}
