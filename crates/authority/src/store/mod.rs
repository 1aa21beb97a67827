//! The authority's records: packs, root keys, product keys, computers, slots, revocations. They lie in SQLite in the authority's
//! directory, or in a PostgreSQL database that several authorities share. Each statement lies in a file beside this one, once where
//! both engines read it alike; nothing here decides.

mod audit;
#[cfg(test)]
mod conformance;
mod copy;
#[cfg(feature = "console")]
mod customers;
mod engine;
pub(crate) mod error;
pub(crate) mod followers;
mod guesses;
#[cfg(feature = "console")]
pub(crate) mod issued;
#[cfg(feature = "console")]
pub(crate) mod orders;
#[cfg(feature = "console")]
pub(crate) mod page;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
pub(crate) mod product_keys;
mod restore;
mod sql;

pub(crate) use engine::{Store, StoreTransaction};

use crate::error::AuthorityError;
use error::StoreError;
use muster_core::{
    authority::quota::Computer,
    id::{HardwareId, HostId},
    keys::{
        product_key::{KeyClaim, KeyKind},
        serial::Epoch,
    },
    sentence,
    time::Moment,
};
use sql::{Row, Value, sql, sql_of_engine, values};

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

/// A computer that was activated.
pub(crate) struct ActivatedRow {
    pub(crate) claim: KeyClaim,
    pub(crate) computer: Computer,
    pub(crate) machine: String,
    pub(crate) activated: Moment,
    pub(crate) license_json: String,
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
    /// Writes something that nobody reads.
    pub(crate) fn check_health(&self, now: Moment) -> Result<(), AuthorityError> {
        self.change(sql!("health_check.sql"), values![now.unix()])?;
        Ok(())
    }

    pub(crate) fn next_pack_version(&self) -> Result<u32, AuthorityError> {
        self.value(sql!("pack_next_version.sql"), &[])
    }

    /// Records what a pack is going to say.
    pub(crate) fn record_pack(
        &self,
        version: u32,
        now: Moment,
        source: &str,
        claims_json: &str,
    ) -> Result<(), AuthorityError> {
        let row = values![version, now.unix(), source, claims_json];
        self.change(sql!("pack_insert.sql"), row)?;
        Ok(())
    }

    /// Adds the signed document of a recorded pack.
    pub(crate) fn complete_pack(&self, version: u32, document: &str) -> Result<(), AuthorityError> {
        self.change(sql!("pack_sign.sql"), values![version, document])?;
        Ok(())
    }

    /// The first version whose claims name this root key, by the `x` of its JWK.
    pub(crate) fn first_pack_naming(&self, x: &str) -> Result<Option<u32>, AuthorityError> {
        self.value(sql_of_engine!("pack_first_naming.sql"), values![x])
    }

    /// The newest version that was signed.
    pub(crate) fn newest_pack(&self) -> Result<Option<u32>, AuthorityError> {
        self.value(sql!("pack_newest.sql"), &[])
    }

    pub(crate) fn newest_pack_source(&self) -> Result<Option<String>, AuthorityError> {
        let newest = sql!("pack_newest_source.sql");
        self.row(newest, &[], |row| row.at(0))
    }

    /// The packs after a version, oldest first.
    pub(crate) fn packs_after(&self, version: u32) -> Result<Vec<String>, AuthorityError> {
        self.rows(sql!("pack_documents.sql"), values![version], |row| row.at(0))
    }

    pub(crate) fn revoke_pack(&self, version: u32, now: Moment) -> Result<bool, AuthorityError> {
        let revoke = sql!("pack_revoke.sql");
        Ok(self.change(revoke, values![version, now.unix()])? == 1)
    }

    pub(crate) fn revoked_packs(&self) -> Result<Vec<u32>, AuthorityError> {
        self.rows(sql!("pack_revoked.sql"), &[], |row| row.at(0))
    }

    /// The root keys and whether they are trusted, oldest first.
    pub(crate) fn roots(&self) -> Result<Vec<(String, bool)>, AuthorityError> {
        self.rows(sql!("root_list.sql"), &[], |row| Ok((row.at(0)?, row.at(1)?)))
    }

    pub(crate) fn add_root(&self, jwk: &str) -> Result<(), AuthorityError> {
        self.change(sql!("root_insert.sql"), values![jwk])?;
        Ok(())
    }

    pub(crate) fn trust_only(&self, jwk: &str) -> Result<(), AuthorityError> {
        self.change(sql!("root_trust_only.sql"), values![jwk])?;
        Ok(())
    }

    pub(crate) fn add_issuance(
        &self,
        id: HostId,
        version: u32,
        license_json: &str,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        let add = sql!("issuance_insert.sql");
        self.change(add, values![&id.to_string(), version, license_json, now.unix()])?;
        Ok(())
    }

    pub(crate) fn is_issuance(&self, id: HostId) -> Result<bool, AuthorityError> {
        let find = sql!("issuance_exists.sql");
        self.value(find, values![&id.to_string()])
    }

    pub(crate) fn revoke(&self, holder: HostId, now: Moment) -> Result<(), AuthorityError> {
        let revoke = sql!("revocation_insert.sql");
        self.change(revoke, values![&holder.to_string(), now.unix()])?;
        Ok(())
    }

    /// Lifts a revocation; whether there was one.
    pub(crate) fn reinstate(&self, holder: HostId) -> Result<bool, AuthorityError> {
        Ok(self.change(sql!("revocation_delete.sql"), values![&holder.to_string()])? > 0)
    }

    pub(crate) fn is_revoked(&self, holder: HostId) -> Result<bool, AuthorityError> {
        let find = sql!("revocation_exists.sql");
        self.value(find, values![&holder.to_string()])
    }

    pub(crate) fn revocations(&self) -> Result<Vec<String>, AuthorityError> {
        self.rows(sql!("revocation_list.sql"), &[], |row| row.at(0))
    }

    /// The epochs, oldest first.
    pub(crate) fn epochs(&self) -> Result<Vec<Epoch>, AuthorityError> {
        let epoch = |row: &Row<'_>| Ok(Epoch { tag: row.at(0)?, random: row.at(1)? });
        self.rows(sql!("epoch_list.sql"), &[], epoch)
    }

    pub(crate) fn add_epoch(&self, epoch: &Epoch) -> Result<(), AuthorityError> {
        self.change(sql!("epoch_insert.sql"), values![epoch.tag, epoch.random.as_slice()])?;
        Ok(())
    }

    /// Every slot of a key, in its order.
    pub(crate) fn slots(&self, claim: &KeyClaim) -> Result<Vec<SlotRow>, AuthorityError> {
        let find = sql!("slot_list.sql");
        self.rows(find, &of_key(claim, []), slot_row)
    }

    pub(crate) fn add_slot(
        &self,
        claim: &KeyClaim,
        slot: u16,
        license_json: &str,
        sealed: &str,
    ) -> Result<(), AuthorityError> {
        let add = sql!("slot_insert.sql");
        self.change(add, &of_key(claim, [slot.into(), license_json.into(), sealed.into()]))?;
        Ok(())
    }

    /// Records which root key signs the slots that may still be told.
    pub(crate) fn sign_slots(&self, claim: &KeyClaim, root: &str) -> Result<(), AuthorityError> {
        let row = of_key(claim, [root.into()]);
        self.change(sql!("slot_sign.sql"), &row)?;
        Ok(())
    }

    /// The slot that was told to an installation id, and what opens it.
    pub(crate) fn slot_of(&self, claim: &KeyClaim, iid: &str) -> Result<Option<(u16, String)>, AuthorityError> {
        let find = sql!("slot_by_installation_id.sql");
        let row = of_key(claim, [iid.into()]);
        self.row(find, &row, |row| Ok((row.at(0)?, row.at(1)?)))
    }

    /// The first slot that was told to nobody and may still be told.
    pub(crate) fn free_slot(&self, claim: &KeyClaim) -> Result<Option<SlotRow>, AuthorityError> {
        let find = sql!("slot_free.sql");
        let row = of_key(claim, []);
        self.row(find, &row, slot_row)
    }

    pub(crate) fn take_slot(&self, claim: &KeyClaim, slot: u16, iid: &str, now: Moment) -> Result<(), AuthorityError> {
        let take = sql!("slot_take.sql");
        self.change(take, &of_key(claim, [slot.into(), iid.into(), now.unix().into()]))?;
        Ok(())
    }

    /// Forgets the computer whose license binds this key; whether there was one.
    pub(crate) fn accept_return(&self, host_key: &[u8], now: Moment) -> Result<bool, AuthorityError> {
        let keep = sql!("returned_insert.sql");
        self.change(keep, values![host_key, now.unix()])?;
        Ok(self.change(sql!("computer_delete.sql"), values![host_key])? > 0)
    }

    pub(crate) fn is_returned(&self, host_key: &[u8]) -> Result<bool, AuthorityError> {
        let find = sql!("returned_exists.sql");
        self.value(find, values![host_key])
    }

    /// Every computer, by key and then by when it was activated.
    pub(crate) fn activated(&self) -> Result<Vec<ActivatedRow>, AuthorityError> {
        self.rows(sql!("computer_list.sql"), &[], activated_row)
    }

    pub(crate) fn computers(&self, claim: &KeyClaim) -> Result<Vec<Computer>, AuthorityError> {
        let find = sql_of_engine!("computer_by_key.sql");
        self.rows(find, &of_key(claim, []), computer)
    }

    /// What was last recorded to sign for a computer.
    pub(crate) fn license_json(
        &self,
        claim: &KeyClaim,
        hardware: HardwareId,
    ) -> Result<Option<String>, AuthorityError> {
        let find = sql!("computer_license.sql");
        let row = of_key(claim, [hardware.as_bytes().as_slice().into()]);
        self.row(find, &row, |row| row.at(0))
    }

    pub(crate) fn record(&self, claim: &KeyClaim, row: &ComputerRow<'_>, now: Moment) -> Result<(), AuthorityError> {
        let ComputerRow { computer, machine, license_json, issued } = row;
        let more = [
            computer.hardware.as_bytes().as_slice().into(),
            (*machine).into(),
            computer.host_key.as_slice().into(),
            computer.activations.into(),
            now.unix().into(),
            (*license_json).into(),
            issued.signed_by.as_deref().into(),
            issued.directory.into(),
            issued.pack.into(),
        ];
        self.change(sql!("computer_upsert.sql"), &of_key(claim, more))?;
        Ok(())
    }
}

fn activated_row(row: &Row<'_>) -> Result<ActivatedRow, AuthorityError> {
    Ok(ActivatedRow {
        claim: key_claim(row)?,
        computer: computer(row)?,
        machine: row.get("machine")?,
        activated: Moment::from_unix(row.get("activated")?),
        license_json: row.get("claims")?,
    })
}

fn slot_row(row: &Row<'_>) -> Result<SlotRow, AuthorityError> {
    Ok(SlotRow {
        number: row.get("number")?,
        license_json: row.get("claims")?,
        sealed: row.get("sealed")?,
        free: row.get("free")?,
        signed_by: row.get("signed_by")?,
    })
}

fn key_claim(row: &Row<'_>) -> Result<KeyClaim, AuthorityError> {
    let (group, serial) = (row.get("key_group")?, row.get("serial")?);
    let claim = KeyClaim::new(kind_from_db(row.get("kind")?), group, serial);
    Ok(claim.ok_or_else(|| {
        StoreError::Damaged(sentence!("{serial} is no serial number", "{serial} はシリアル番号ではありません"))
    })?)
}

fn computer(row: &Row<'_>) -> Result<Computer, AuthorityError> {
    Ok(Computer {
        hardware: HardwareId::from_bytes(row.get("hardware")?),
        host_key: row.get("host_key")?,
        activations: row.get("activations")?,
        revoked: row.get("revoked")?,
    })
}

/// The values that name a product key, and more after them.
fn of_key<'v, const N: usize>(claim: &KeyClaim, more: [Value<'v>; N]) -> Vec<Value<'v>> {
    let key = [kind_to_db(claim.kind).into(), claim.group.into(), claim.serial.into()];
    key.into_iter().chain(more).collect()
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
