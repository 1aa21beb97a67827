//! The authority's records, in SQLite.

use crate::AuthorityError;
use muster_core::{
    allowance::{Computer, Limit},
    id::{HardwareId, HostId},
    key::{KeyClaim, KeyKind, ProductKey},
    time::Moment,
};
use muster_service::sqlite;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::path::Path;

const MIGRATIONS: &[&str] = &[include_str!("../migrations/001.sql"), include_str!("../migrations/002.sql")];

pub(crate) struct Store(Connection);

impl Store {
    pub(crate) fn open(path: &Path) -> Result<Self, AuthorityError> {
        Ok(Self(sqlite::open(path, MIGRATIONS)?))
    }

    /// Runs `work` as one transaction: all of it is on disk afterwards, or nothing.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        let transaction = self.0.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let tx = StoreTransaction(transaction);
        let result = work(&tx)?;
        tx.0.commit()?;
        Ok(result)
    }
}

pub(crate) struct StoreTransaction<'c>(Transaction<'c>);

pub(crate) struct KeyRow {
    pub(crate) claim: KeyClaim,
    pub(crate) issued: Moment,
    pub(crate) blocked: Option<Moment>,
    pub(crate) computers: u32,
    pub(crate) limit: Limit,
}

/// A computer with its key.
pub(crate) struct ActivatedRow {
    pub(crate) claim: KeyClaim,
    pub(crate) computer: Computer,
    pub(crate) machine: String,
    pub(crate) activated: Moment,
    pub(crate) license_json: String,
}

/// A computer's row as it is written.
pub(crate) struct ComputerRow<'r> {
    pub(crate) computer: Computer,
    pub(crate) machine: &'r str,
    pub(crate) license_json: &'r str,
}

impl StoreTransaction<'_> {
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

    pub(crate) fn newest_pack_source(&self) -> Result<Option<String>, AuthorityError> {
        let newest = "SELECT source FROM pack ORDER BY version DESC LIMIT 1";
        Ok(self.0.query_row(newest, [], |row| row.get(0)).optional()?)
    }

    /// Every pack, oldest first.
    pub(crate) fn packs(&self) -> Result<Vec<String>, AuthorityError> {
        self.column("SELECT document FROM pack ORDER BY version")
    }

    pub(crate) fn revoke_pack(&self, version: u32, now: Moment) -> Result<bool, AuthorityError> {
        let revoke = "UPDATE pack SET revoked = coalesce(revoked, ?2)
                      WHERE version = ?1 AND version < (SELECT max(version) FROM pack)";
        Ok(self.0.execute(revoke, params![version, now.unix()])? == 1)
    }

    pub(crate) fn revoked_packs(&self) -> Result<Vec<u32>, AuthorityError> {
        self.column("SELECT version FROM pack WHERE revoked IS NOT NULL ORDER BY version")
    }

    /// The root keys and whether they are trusted, oldest first.
    pub(crate) fn roots(&self) -> Result<Vec<(String, bool)>, AuthorityError> {
        let mut find = self.0.prepare("SELECT jwk, trusted FROM root ORDER BY id")?;
        let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn add_root(&self, jwk: &str) -> Result<(), AuthorityError> {
        self.0.execute("INSERT INTO root (jwk, trusted) VALUES (?1, 1)", [jwk])?;
        Ok(())
    }

    pub(crate) fn trust_only(&self, jwk: &str) -> Result<(), AuthorityError> {
        self.0.execute("UPDATE root SET trusted = (jwk = ?1)", [jwk])?;
        Ok(())
    }

    pub(crate) fn add_issuance(
        &self,
        id: HostId,
        version: u32,
        license_json: &str,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        let add = "INSERT OR REPLACE INTO issuance (id, version, claims, issued) VALUES (?1, ?2, ?3, ?4)";
        self.0.execute(add, params![id.to_string(), version, license_json, now.unix()])?;
        Ok(())
    }

    pub(crate) fn is_issuance(&self, id: HostId) -> Result<bool, AuthorityError> {
        let find = "SELECT EXISTS (SELECT 1 FROM issuance WHERE id = ?1)";
        Ok(self.0.query_row(find, [id.to_string()], |row| row.get(0))?)
    }

    pub(crate) fn revoke(&self, holder: HostId, now: Moment) -> Result<(), AuthorityError> {
        let revoke = "INSERT INTO revocation (holder, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        self.0.execute(revoke, params![holder.to_string(), now.unix()])?;
        Ok(())
    }

    pub(crate) fn is_revoked(&self, holder: HostId) -> Result<bool, AuthorityError> {
        let find = "SELECT EXISTS (SELECT 1 FROM revocation WHERE holder = ?1)";
        Ok(self.0.query_row(find, [holder.to_string()], |row| row.get(0))?)
    }

    pub(crate) fn revocations(&self) -> Result<Vec<String>, AuthorityError> {
        self.column("SELECT holder FROM revocation ORDER BY at, holder")
    }

    fn column<T: rusqlite::types::FromSql>(&self, select: &str) -> Result<Vec<T>, AuthorityError> {
        let mut find = self.0.prepare(select)?;
        let rows = find.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn next_serial(&self, kind: KeyKind, group: u16) -> Result<u32, AuthorityError> {
        let next = "SELECT coalesce(max(serial), 0) + 1 FROM product_key WHERE kind = ?1 AND key_group = ?2";
        Ok(self.0.query_row(next, params![kind_to_db(kind), group], |row| row.get(0))?)
    }

    pub(crate) fn add_key(&self, key: &ProductKey, limit: Limit, now: Moment) -> Result<(), AuthorityError> {
        let Some(claim) = key.claim() else { return Ok(()) };
        let (limit, ceiling) = match limit {
            Limit::Host => (None, None),
            Limit::Multiple { limit, ceiling } => (Some(limit), Some(ceiling)),
        };
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, key.partial(), now.unix(), limit, ceiling];
        self.0.execute(
            "INSERT INTO product_key (kind, key_group, serial, partial, issued, activation_limit, ceiling)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            row,
        )?;
        Ok(())
    }

    /// How many computers a key activates. A MAK of a time when there were no limits activates none.
    pub(crate) fn limit(&self, claim: &KeyClaim) -> Result<Limit, AuthorityError> {
        let find = "SELECT activation_limit, ceiling FROM product_key
                    WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        let found =
            self.0.query_row(find, row, |row| Ok(limit_from_db(claim.kind, row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.unwrap_or_else(|| limit_from_db(claim.kind, None, None)))
    }

    pub(crate) fn set_limit(&self, claim: &KeyClaim, limit: u32) -> Result<(), AuthorityError> {
        let set = "UPDATE product_key SET activation_limit = ?4 WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        self.0.execute(set, params![kind_to_db(claim.kind), claim.group, claim.serial, limit])?;
        Ok(())
    }

    /// The number of the first slot that was not made yet.
    pub(crate) fn next_slot(&self, claim: &KeyClaim) -> Result<u16, AuthorityError> {
        let next = "SELECT coalesce(max(number) + 1, 0) FROM slot WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        Ok(self.0.query_row(next, params![kind_to_db(claim.kind), claim.group, claim.serial], |row| row.get(0))?)
    }

    pub(crate) fn add_slot(&self, claim: &KeyClaim, slot: u16, license_json: &str) -> Result<(), AuthorityError> {
        let add = "INSERT INTO slot (kind, key_group, serial, number, claims) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.0.execute(add, params![kind_to_db(claim.kind), claim.group, claim.serial, slot, license_json])?;
        Ok(())
    }

    /// The slot that was told to an installation id.
    pub(crate) fn slot_of(&self, claim: &KeyClaim, iid: &str) -> Result<Option<u16>, AuthorityError> {
        let find = "SELECT number FROM slot
                    WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND installation_id = ?4";
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, iid];
        Ok(self.0.query_row(find, row, |row| row.get(0)).optional()?)
    }

    /// The first slot that was told to nobody, with the license in it.
    pub(crate) fn free_slot(&self, claim: &KeyClaim) -> Result<Option<(u16, String)>, AuthorityError> {
        let find = "SELECT number, claims FROM slot
                    WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND installation_id IS NULL
                    ORDER BY number LIMIT 1";
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        Ok(self.0.query_row(find, row, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    pub(crate) fn take_slot(&self, claim: &KeyClaim, slot: u16, iid: &str, now: Moment) -> Result<(), AuthorityError> {
        let take = "UPDATE slot SET installation_id = ?5, confirmed = ?6
                    WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND number = ?4";
        self.0.execute(take, params![kind_to_db(claim.kind), claim.group, claim.serial, slot, iid, now.unix()])?;
        Ok(())
    }

    /// Forgets the computer whose license binds this key; whether there was one.
    pub(crate) fn take_back(&self, host_key: &[u8], now: Moment) -> Result<bool, AuthorityError> {
        let keep = "INSERT INTO returned (host_key, machine, at)
                    SELECT host_key, machine, ?2 FROM computer WHERE host_key = ?1 LIMIT 1 ON CONFLICT DO NOTHING";
        self.0.execute(keep, params![host_key, now.unix()])?;
        Ok(self.0.execute("DELETE FROM computer WHERE host_key = ?1", [host_key])? > 0)
    }

    pub(crate) fn is_returned(&self, host_key: &[u8]) -> Result<bool, AuthorityError> {
        let find = "SELECT EXISTS (SELECT 1 FROM returned WHERE host_key = ?1)";
        Ok(self.0.query_row(find, [host_key], |row| row.get(0))?)
    }

    /// Every computer, by key and then by when it was activated.
    pub(crate) fn activated(&self) -> Result<Vec<ActivatedRow>, AuthorityError> {
        let mut find = self.0.prepare(
            "SELECT kind, key_group, serial, hardware, host_key, activations, machine, activated, claims
             FROM computer ORDER BY kind, key_group, serial, activated",
        )?;
        let rows = find.query_map([], |row| {
            Ok(ActivatedRow {
                claim: KeyClaim { kind: kind_from_db(row.get(0)?), group: row.get(1)?, serial: row.get(2)? },
                computer: Computer {
                    hardware: HardwareId::from_bytes(row.get(3)?),
                    host_key: row.get(4)?,
                    activations: row.get(5)?,
                },
                machine: row.get(6)?,
                activated: Moment::from_unix(row.get(7)?),
                license_json: row.get(8)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn block_key(&self, claim: &KeyClaim, now: Moment) -> Result<bool, AuthorityError> {
        let block = "UPDATE product_key SET blocked = coalesce(blocked, ?4)
                     WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, now.unix()];
        Ok(self.0.execute(block, row)? == 1)
    }

    /// Whether a key is blocked; `None` if it was never issued.
    pub(crate) fn key_blocked(&self, claim: &KeyClaim) -> Result<Option<bool>, AuthorityError> {
        let find = "SELECT blocked IS NOT NULL FROM product_key WHERE kind = ?1 AND key_group = ?2 AND serial = ?3";
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        Ok(self.0.query_row(find, row, |row| row.get(0)).optional()?)
    }

    pub(crate) fn keys(&self) -> Result<Vec<KeyRow>, AuthorityError> {
        let mut find = self.0.prepare(
            "SELECT kind, key_group, serial, issued, blocked,
                    (SELECT count(*) FROM computer c
                     WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial),
                    activation_limit, ceiling
             FROM product_key k ORDER BY kind, key_group, serial",
        )?;
        let rows = find.query_map([], key_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn computers(&self, claim: &KeyClaim) -> Result<Vec<Computer>, AuthorityError> {
        let mut find = self.0.prepare(
            "SELECT hardware, host_key, activations FROM computer WHERE kind = ?1 AND key_group = ?2 AND serial = ?3",
        )?;
        let rows = find.query_map(params![kind_to_db(claim.kind), claim.group, claim.serial], |row| {
            Ok(Computer {
                hardware: HardwareId::from_bytes(row.get(0)?),
                host_key: row.get(1)?,
                activations: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was last recorded to sign for a computer.
    pub(crate) fn license_json(
        &self,
        claim: &KeyClaim,
        hardware: HardwareId,
    ) -> Result<Option<String>, AuthorityError> {
        let find = "SELECT claims FROM computer
                    WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND hardware = ?4";
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, hardware.as_bytes()];
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
                kind_to_db(claim.kind),
                claim.group,
                claim.serial,
                row.computer.hardware.as_bytes(),
                row.machine,
                row.computer.host_key,
                row.computer.activations,
                now.unix(),
                row.license_json
            ],
        )?;
        Ok(())
    }
}

fn key_row(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    Ok(KeyRow {
        claim: KeyClaim { kind: kind_from_db(row.get(0)?), group: row.get(1)?, serial: row.get(2)? },
        issued: Moment::from_unix(row.get(3)?),
        blocked: row.get::<_, Option<i64>>(4)?.map(Moment::from_unix),
        computers: row.get(5)?,
        limit: limit_from_db(kind_from_db(row.get(0)?), row.get(6)?, row.get(7)?),
    })
}

fn limit_from_db(kind: KeyKind, limit: Option<u32>, ceiling: Option<u32>) -> Limit {
    match kind {
        KeyKind::Multiple => Limit::Multiple { limit: limit.unwrap_or(0), ceiling: ceiling.unwrap_or(0) },
        _ => Limit::Host,
    }
}

fn kind_to_db(kind: KeyKind) -> u8 {
    match kind {
        KeyKind::Host => 1,
        KeyKind::Multiple => 2,
        KeyKind::Setup => 3,
    }
}

fn kind_from_db(number: u8) -> KeyKind {
    match number {
        1 => KeyKind::Host,
        2 => KeyKind::Multiple,
        _ => KeyKind::Setup,
    }
}
