//! The authority's records, in SQLite.

use crate::AuthorityError;
use muster_core::{
    allowance::Computer,
    id::HardwareId,
    key::{KeyClaim, KeyKind, ProductKey},
    time::Moment,
};
use muster_service::sqlite;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::path::Path;

const MIGRATIONS: &[&str] = &[include_str!("../migrations/001.sql")];

pub(crate) struct Store(Connection);

impl Store {
    pub(crate) fn open(path: &Path) -> Result<Self, AuthorityError> {
        Ok(Self(sqlite::open(path, MIGRATIONS)?))
    }

    /// Runs `work` as one transaction: all of it is on disk afterwards, or nothing.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Rows<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        let transaction = self.0.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rows = Rows(transaction);
        let result = work(&rows)?;
        rows.0.commit()?;
        Ok(result)
    }
}

pub(crate) struct Rows<'c>(Transaction<'c>);

pub(crate) struct KeyRow {
    pub(crate) claim: KeyClaim,
    pub(crate) issued: Moment,
    pub(crate) blocked: Option<Moment>,
    pub(crate) computers: u32,
}

/// A computer's row as it is written.
pub(crate) struct ComputerRow<'r> {
    pub(crate) computer: Computer,
    pub(crate) machine: &'r str,
    pub(crate) claims: &'r str,
}

impl Rows<'_> {
    pub(crate) fn next_pack_version(&self) -> Result<u32, AuthorityError> {
        Ok(self.0.query_row("SELECT coalesce(max(version), 0) + 1 FROM pack", [], |row| row.get(0))?)
    }

    pub(crate) fn add_pack(
        &self,
        version: u32,
        now: Moment,
        source: &str,
        document: &str,
    ) -> Result<(), AuthorityError> {
        let row = params![version, now.unix(), source, document];
        self.0.execute("INSERT INTO pack (version, issued, source, document) VALUES (?1, ?2, ?3, ?4)", row)?;
        Ok(())
    }

    pub(crate) fn newest_pack(&self) -> Result<Option<String>, AuthorityError> {
        let newest = "SELECT document FROM pack ORDER BY version DESC LIMIT 1";
        Ok(self.0.query_row(newest, [], |row| row.get(0)).optional()?)
    }

    pub(crate) fn next_serial(&self, kind: KeyKind, group: u16) -> Result<u32, AuthorityError> {
        let next = "SELECT coalesce(max(serial), 0) + 1 FROM product_key WHERE kind = ?1 AND key_group = ?2";
        Ok(self.0.query_row(next, params![number(kind), group], |row| row.get(0))?)
    }

    pub(crate) fn add_key(&self, key: &ProductKey, now: Moment) -> Result<(), AuthorityError> {
        let Some(claim) = key.claim() else { return Ok(()) };
        let row = params![number(claim.kind), claim.group, claim.serial, key.partial(), now.unix()];
        self.0.execute(
            "INSERT INTO product_key (kind, key_group, serial, partial, issued) VALUES (?1, ?2, ?3, ?4, ?5)",
            row,
        )?;
        Ok(())
    }

    pub(crate) fn block_key(&self, claim: &KeyClaim, now: Moment) -> Result<bool, AuthorityError> {
        let block = "UPDATE product_key SET blocked = coalesce(blocked, ?4)
                     WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        let row = params![number(claim.kind), claim.group, claim.serial, now.unix()];
        Ok(self.0.execute(block, row)? == 1)
    }

    /// Whether a key is blocked; `None` if it was never issued.
    pub(crate) fn key_blocked(&self, claim: &KeyClaim) -> Result<Option<bool>, AuthorityError> {
        let find = "SELECT blocked IS NOT NULL FROM product_key WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        let row = params![number(claim.kind), claim.group, claim.serial];
        Ok(self.0.query_row(find, row, |row| row.get(0)).optional()?)
    }

    pub(crate) fn keys(&self) -> Result<Vec<KeyRow>, AuthorityError> {
        let mut find = self.0.prepare(
            "SELECT kind, key_group, serial, issued, blocked,
                    (SELECT count(*) FROM computer c
                     WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial)
             FROM product_key k ORDER BY kind, key_group, serial",
        )?;
        let rows = find.query_map([], key_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn computers(&self, claim: &KeyClaim) -> Result<Vec<Computer>, AuthorityError> {
        let mut find = self.0.prepare(
            "SELECT hardware, host_key, activations FROM computer WHERE kind = ?1 AND key_group = ?2 AND serial = ?3",
        )?;
        let rows = find.query_map(params![number(claim.kind), claim.group, claim.serial], |row| {
            Ok(Computer {
                hardware: HardwareId::from_bytes(row.get(0)?),
                host_key: row.get(1)?,
                activations: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was last recorded to sign for a computer.
    pub(crate) fn claims(&self, claim: &KeyClaim, hardware: HardwareId) -> Result<Option<String>, AuthorityError> {
        let find = "SELECT claims FROM computer
                    WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND hardware = ?4";
        let row = params![number(claim.kind), claim.group, claim.serial, hardware.as_bytes()];
        Ok(self.0.query_row(find, row, |row| row.get(0)).optional()?)
    }

    pub(crate) fn record(&self, claim: &KeyClaim, row: &ComputerRow<'_>, now: Moment) -> Result<(), AuthorityError> {
        let record = "INSERT INTO computer
                (kind, key_group, serial, hardware, machine, host_key, activations, activated, claims)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT DO UPDATE SET machine = excluded.machine, host_key = excluded.host_key,
                activations = excluded.activations, activated = excluded.activated, claims = excluded.claims";
        self.0.execute(
            record,
            params![
                number(claim.kind),
                claim.group,
                claim.serial,
                row.computer.hardware.as_bytes(),
                row.machine,
                row.computer.host_key,
                row.computer.activations,
                now.unix(),
                row.claims
            ],
        )?;
        Ok(())
    }
}

fn key_row(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    Ok(KeyRow {
        claim: KeyClaim { kind: kind(row.get(0)?), group: row.get(1)?, serial: row.get(2)? },
        issued: Moment::from_unix(row.get(3)?),
        blocked: row.get::<_, Option<i64>>(4)?.map(Moment::from_unix),
        computers: row.get(5)?,
    })
}

fn number(kind: KeyKind) -> u8 {
    match kind {
        KeyKind::Host => 1,
        KeyKind::Multiple => 2,
        KeyKind::Setup => 3,
    }
}

fn kind(number: u8) -> KeyKind {
    match number {
        1 => KeyKind::Host,
        2 => KeyKind::Multiple,
        _ => KeyKind::Setup,
    }
}
