//! The authority's records in SQLite: packs, root keys, product keys, computers, slots, revocations. Each statement lies in a
//! file of `store/`; nothing here decides.

mod audit;
mod guesses;
#[cfg(feature = "console")]
pub(crate) mod issued;
mod product_keys;
mod restore;

use crate::error::AuthorityError;
use muster_core::{
    authority::quota::Computer,
    id::{HardwareId, HostId},
    keys::{
        product_key::{KeyClaim, KeyKind},
        serial::Epoch,
    },
    time::Moment,
};
use muster_server::sqlite;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, Transaction, TransactionBehavior, params};
use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/001.sql"),
    include_str!("../migrations/002.sql"),
    include_str!("../migrations/003.sql"),
    include_str!("../migrations/004.sql"),
    include_str!("../migrations/005.sql"),
    include_str!("../migrations/006.sql"),
    include_str!("../migrations/007.sql"),
    include_str!("../migrations/008.sql"),
    include_str!("../migrations/009.sql"),
    include_str!("../migrations/010.sql"),
];

/// One connection writes, another reads beside it: who reads waits for no writer.
pub(crate) struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl Store {
    pub(crate) fn open(path: &Path) -> Result<Self, AuthorityError> {
        let writer = Mutex::new(sqlite::open(path, MIGRATIONS)?);
        let reader = sqlite::open(path, MIGRATIONS)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(Self { writer, reader: Mutex::new(reader) })
    }

    /// Runs `work` as one transaction: all of it is on disk afterwards, or nothing.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        run(&self.writer, TransactionBehavior::Immediate, work)
    }

    /// Runs `work` on what was committed last.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        run(&self.reader, TransactionBehavior::Deferred, work)
    }
}

fn run<T>(
    connection: &Mutex<Connection>,
    behavior: TransactionBehavior,
    work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
) -> Result<T, AuthorityError> {
    let mut connection = held(connection);
    let tx = StoreTransaction(connection.transaction_with_behavior(behavior)?);
    let result = work(&tx)?;
    tx.0.commit()?;
    Ok(result)
}

/// A panic left no transaction open: dropping one rolls it back.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) struct StoreTransaction<'c>(Transaction<'c>);

/// A slot of an offline license file.
pub(crate) struct SlotRow {
    pub(crate) number: u16,
    pub(crate) license_json: String,
    /// Private key and secret, sealed.
    pub(crate) sealed: String,
    /// Whether it may be told to somebody.
    pub(crate) free: bool,
    /// The root key that signs the license.
    pub(crate) signed_by: Option<String>,
}

/// A computer with its key.
pub(crate) struct ActivatedRow {
    pub(crate) claim: KeyClaim,
    pub(crate) key_blocked: bool,
    pub(crate) computer: Computer,
    pub(crate) machine: String,
    pub(crate) activated: Moment,
    pub(crate) license_json: String,
    pub(crate) issued: IssuedLicense,
}

/// How the newest license of a computer was issued.
pub(crate) struct IssuedLicense {
    /// The thumbprint of the root key that signs it.
    pub(crate) signed_by: Option<String>,
    /// Whether it is for a directory.
    pub(crate) directory: bool,
    /// The license pack that the computer has; none if it asked by telephone.
    pub(crate) pack: Option<u32>,
}

/// A computer's row as it is written.
pub(crate) struct ComputerRow<'r> {
    pub(crate) computer: Computer,
    pub(crate) machine: &'r str,
    pub(crate) license_json: &'r str,
    pub(crate) issued: IssuedLicense,
}

impl StoreTransaction<'_> {
    fn rows<T>(
        &self,
        select: &str,
        values: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, AuthorityError> {
        let mut find = self.0.prepare(select)?;
        let rows = find.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes something that nobody reads.
    pub(crate) fn check_health(&self, now: Moment) -> Result<(), AuthorityError> {
        self.0.execute(include_str!("store/health_check.sql"), [now.unix()])?;
        Ok(())
    }

    pub(crate) fn next_pack_version(&self) -> Result<u32, AuthorityError> {
        Ok(self.0.query_row(include_str!("store/pack_next_version.sql"), [], |row| row.get(0))?)
    }

    /// Records what a pack is going to say.
    pub(crate) fn record_pack(
        &self,
        version: u32,
        now: Moment,
        source: &str,
        claims_json: &str,
    ) -> Result<(), AuthorityError> {
        let row = params![version, now.unix(), source, claims_json];
        self.0.execute(include_str!("store/pack_insert.sql"), row)?;
        Ok(())
    }

    /// Adds the signed document of a recorded pack.
    pub(crate) fn complete_pack(&self, version: u32, document: &str) -> Result<(), AuthorityError> {
        self.0.execute(include_str!("store/pack_sign.sql"), params![version, document])?;
        Ok(())
    }

    /// The first version whose claims name this root key, by the `x` of its JWK.
    pub(crate) fn first_pack_naming(&self, x: &str) -> Result<Option<u32>, AuthorityError> {
        Ok(self.0.query_row(include_str!("store/pack_first_naming.sql"), [x], |row| row.get(0))?)
    }

    /// The newest version that was signed.
    pub(crate) fn newest_pack(&self) -> Result<Option<u32>, AuthorityError> {
        Ok(self.0.query_row(include_str!("store/pack_newest.sql"), [], |row| row.get(0))?)
    }

    pub(crate) fn newest_pack_source(&self) -> Result<Option<String>, AuthorityError> {
        let newest = include_str!("store/pack_newest_source.sql");
        Ok(self.0.query_row(newest, [], |row| row.get(0)).optional()?)
    }

    /// The packs after a version, oldest first.
    pub(crate) fn packs_after(&self, version: u32) -> Result<Vec<String>, AuthorityError> {
        self.rows(include_str!("store/pack_documents.sql"), params![version], |row| row.get(0))
    }

    pub(crate) fn revoke_pack(&self, version: u32, now: Moment) -> Result<bool, AuthorityError> {
        let revoke = include_str!("store/pack_revoke.sql");
        Ok(self.0.execute(revoke, params![version, now.unix()])? == 1)
    }

    pub(crate) fn revoked_packs(&self) -> Result<Vec<u32>, AuthorityError> {
        self.rows(include_str!("store/pack_revoked.sql"), &[], |row| row.get(0))
    }

    /// The root keys and whether they are trusted, oldest first.
    pub(crate) fn roots(&self) -> Result<Vec<(String, bool)>, AuthorityError> {
        self.rows(include_str!("store/root_list.sql"), &[], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    pub(crate) fn add_root(&self, jwk: &str) -> Result<(), AuthorityError> {
        self.0.execute(include_str!("store/root_insert.sql"), [jwk])?;
        Ok(())
    }

    pub(crate) fn trust_only(&self, jwk: &str) -> Result<(), AuthorityError> {
        self.0.execute(include_str!("store/root_trust_only.sql"), [jwk])?;
        Ok(())
    }

    pub(crate) fn add_issuance(
        &self,
        id: HostId,
        version: u32,
        license_json: &str,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        let add = include_str!("store/issuance_insert.sql");
        self.0.execute(add, params![id.to_string(), version, license_json, now.unix()])?;
        Ok(())
    }

    pub(crate) fn is_issuance(&self, id: HostId) -> Result<bool, AuthorityError> {
        let find = include_str!("store/issuance_exists.sql");
        Ok(self.0.query_row(find, [id.to_string()], |row| row.get(0))?)
    }

    pub(crate) fn revoke(&self, holder: HostId, now: Moment) -> Result<(), AuthorityError> {
        let revoke = include_str!("store/revocation_insert.sql");
        self.0.execute(revoke, params![holder.to_string(), now.unix()])?;
        Ok(())
    }

    /// Lifts a revocation; whether there was one.
    pub(crate) fn reinstate(&self, holder: HostId) -> Result<bool, AuthorityError> {
        Ok(self.0.execute(include_str!("store/revocation_delete.sql"), [holder.to_string()])? > 0)
    }

    pub(crate) fn is_revoked(&self, holder: HostId) -> Result<bool, AuthorityError> {
        let find = include_str!("store/revocation_exists.sql");
        Ok(self.0.query_row(find, [holder.to_string()], |row| row.get(0))?)
    }

    pub(crate) fn revocations(&self) -> Result<Vec<String>, AuthorityError> {
        self.rows(include_str!("store/revocation_list.sql"), &[], |row| row.get(0))
    }

    /// The epochs, oldest first.
    pub(crate) fn epochs(&self) -> Result<Vec<Epoch>, AuthorityError> {
        let epoch = |row: &Row<'_>| Ok(Epoch { tag: row.get(0)?, random: row.get(1)? });
        self.rows(include_str!("store/epoch_list.sql"), &[], epoch)
    }

    pub(crate) fn add_epoch(&self, epoch: &Epoch) -> Result<(), AuthorityError> {
        self.0.execute(include_str!("store/epoch_insert.sql"), params![epoch.tag, epoch.random])?;
        Ok(())
    }

    /// Every slot of a key, in its order.
    pub(crate) fn slots(&self, claim: &KeyClaim) -> Result<Vec<SlotRow>, AuthorityError> {
        let find = include_str!("store/slot_list.sql");
        self.rows(find, params![kind_to_db(claim.kind), claim.group, claim.serial], slot_row)
    }

    pub(crate) fn add_slot(
        &self,
        claim: &KeyClaim,
        slot: u16,
        license_json: &str,
        sealed: &str,
    ) -> Result<(), AuthorityError> {
        let add = include_str!("store/slot_insert.sql");
        let KeyClaim { kind, group, serial, .. } = claim;
        self.0.execute(add, params![kind_to_db(*kind), group, serial, slot, license_json, sealed])?;
        Ok(())
    }

    /// Records which root key signs the slots that may still be told.
    pub(crate) fn sign_slots(&self, claim: &KeyClaim, root: &str) -> Result<(), AuthorityError> {
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, root];
        self.0.execute(include_str!("store/slot_sign.sql"), row)?;
        Ok(())
    }

    /// The slot that was told to an installation id, and what opens it.
    pub(crate) fn slot_of(&self, claim: &KeyClaim, iid: &str) -> Result<Option<(u16, String)>, AuthorityError> {
        let find = include_str!("store/slot_by_installation_id.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, iid];
        Ok(self.0.query_row(find, row, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// The first slot that was told to nobody and may still be told.
    pub(crate) fn free_slot(&self, claim: &KeyClaim) -> Result<Option<SlotRow>, AuthorityError> {
        let find = include_str!("store/slot_free.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        Ok(self.0.query_row(find, row, slot_row).optional()?)
    }

    pub(crate) fn take_slot(&self, claim: &KeyClaim, slot: u16, iid: &str, now: Moment) -> Result<(), AuthorityError> {
        let take = include_str!("store/slot_take.sql");
        self.0.execute(take, params![kind_to_db(claim.kind), claim.group, claim.serial, slot, iid, now.unix()])?;
        Ok(())
    }

    /// Forgets the computer whose license binds this key; whether there was one.
    pub(crate) fn accept_return(&self, host_key: &[u8], now: Moment) -> Result<bool, AuthorityError> {
        let keep = include_str!("store/returned_insert.sql");
        self.0.execute(keep, params![host_key, now.unix()])?;
        Ok(self.0.execute(include_str!("store/computer_delete.sql"), [host_key])? > 0)
    }

    pub(crate) fn is_returned(&self, host_key: &[u8]) -> Result<bool, AuthorityError> {
        let find = include_str!("store/returned_exists.sql");
        Ok(self.0.query_row(find, [host_key], |row| row.get(0))?)
    }

    /// Every computer, by key and then by when it was activated.
    pub(crate) fn activated(&self) -> Result<Vec<ActivatedRow>, AuthorityError> {
        self.rows(include_str!("store/computer_list.sql"), &[], activated_row)
    }

    pub(crate) fn computers(&self, claim: &KeyClaim) -> Result<Vec<Computer>, AuthorityError> {
        let find = include_str!("store/computer_by_key.sql");
        self.rows(find, params![kind_to_db(claim.kind), claim.group, claim.serial], computer)
    }

    /// What was last recorded to sign for a computer.
    pub(crate) fn license_json(
        &self,
        claim: &KeyClaim,
        hardware: HardwareId,
    ) -> Result<Option<String>, AuthorityError> {
        let find = include_str!("store/computer_license.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, hardware.as_bytes()];
        Ok(self.0.query_row(find, row, |row| row.get(0)).optional()?)
    }

    pub(crate) fn record(&self, claim: &KeyClaim, row: &ComputerRow<'_>, now: Moment) -> Result<(), AuthorityError> {
        let record = include_str!("store/computer_upsert.sql");
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
                row.license_json,
                row.issued.signed_by,
                row.issued.directory,
                row.issued.pack
            ],
        )?;
        Ok(())
    }
}

fn activated_row(row: &Row<'_>) -> rusqlite::Result<ActivatedRow> {
    Ok(ActivatedRow {
        claim: key_claim(row)?,
        computer: computer(row)?,
        machine: row.get("machine")?,
        activated: Moment::from_unix(row.get("activated")?),
        license_json: row.get("claims")?,
        key_blocked: row.get("key_blocked")?,
        issued: IssuedLicense {
            signed_by: row.get("signed_by")?,
            directory: row.get("directory")?,
            pack: row.get("pack")?,
        },
    })
}

fn slot_row(row: &Row<'_>) -> rusqlite::Result<SlotRow> {
    Ok(SlotRow {
        number: row.get("number")?,
        license_json: row.get("claims")?,
        sealed: row.get("sealed")?,
        free: row.get("free")?,
        signed_by: row.get("signed_by")?,
    })
}

fn key_claim(row: &Row<'_>) -> rusqlite::Result<KeyClaim> {
    let (group, serial) = (row.get("key_group")?, row.get("serial")?);
    let claim = KeyClaim::new(kind_from_db(row.get("kind")?), group, serial);
    claim.ok_or(rusqlite::Error::IntegralValueOutOfRange(0, serial.into()))
}

fn computer(row: &Row<'_>) -> rusqlite::Result<Computer> {
    Ok(Computer {
        hardware: HardwareId::from_bytes(row.get("hardware")?),
        host_key: row.get("host_key")?,
        activations: row.get("activations")?,
        revoked: row.get("revoked")?,
    })
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
