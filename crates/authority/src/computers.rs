//! What the authority knows of activated computers: the list, what is given back, and what is revoked.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    store::{ActivatedRow, Store},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    code::{self, Code},
    id::{HardwareId, HostId},
    keys::product_key::KeyClaim,
    time::Moment,
};
use muster_proto::{authority::ReturnRequest, license::License};
use muster_trust::{
    jwk::PublicKey,
    jws::{self, Kind},
};

/// A computer or directory that a key has activated.
#[derive(Clone, Debug)]
pub struct ActivatedComputer {
    /// The key.
    pub claim: KeyClaim,
    /// The holder of the license: what a revocation names.
    pub holder: HostId,
    /// The name it gave.
    pub machine: String,
    /// Its hardware.
    pub hardware: HardwareId,
    /// How often it was activated.
    pub activations: u32,
    /// When last.
    pub activated: Moment,
    /// Whether its license was revoked.
    pub revoked: bool,
}

pub(crate) fn list(store: &Store) -> Result<Vec<ActivatedComputer>, AuthorityError> {
    let computer = |row: ActivatedRow| {
        let license: License = serde_json::from_str(&row.license_json)?;
        Ok(ActivatedComputer {
            claim: row.claim,
            holder: license.sub,
            machine: row.machine,
            hardware: row.computer.hardware,
            activations: row.computer.activations,
            activated: row.activated,
            revoked: row.computer.revoked,
        })
    };
    store.read(|tx| tx.activated()?.into_iter().map(computer).collect())
}

impl Authority {
    /// Every computer that was activated, by key.
    pub fn computers(&self) -> Result<Vec<ActivatedComputer>, AuthorityError> {
        list(self.store())
    }

    /// Revokes the license of a holder, or an issuance license. It takes effect where the next pack is installed.
    pub fn revoke(&self, holder: HostId, now: Moment) -> Result<(), AuthorityError> {
        let known = self.computers()?.iter().any(|computer| computer.holder == holder);
        self.store().write(|tx| {
            if !known && !tx.is_issuance(holder)? {
                return Err(AuthorityError::NoHolder(holder));
            }
            tx.revoke(holder, now)?;
            tx.add_audit(AuditEntry { holder: Some(holder), ..self.entry(AuditAction::Revoke, now) })
        })
    }

    /// Lifts the revocation of a holder: it may ask for its license again at once, and whoever installs the next pack accepts
    /// what it decides.
    pub fn reinstate(&self, holder: HostId, now: Moment) -> Result<(), AuthorityError> {
        self.store().write(|tx| {
            if !tx.reinstate(holder)? {
                return Err(AuthorityError::NotRevoked(holder));
            }
            tx.add_audit(AuditEntry { holder: Some(holder), ..self.entry(AuditAction::Reinstate, now) })
        })
    }

    /// Takes an activation by a MAK back, once the machine has shown that it holds the key of its license, and revokes that
    /// license. A permanent one is not taken. The same again is the same.
    pub fn accept_return(&self, request: &ReturnRequest, now: Moment) -> Result<Result<(), Code>, AuthorityError> {
        let roots: Vec<PublicKey> = self.roots()?.into_iter().map(|root| root.key).collect();
        let entry = self.entry(AuditAction::Return, now);
        let Some((license, key)) = open_return(request, &roots) else {
            self.record_refusal(entry, code::SIGNATURE_INVALID, 1)?;
            return Ok(Err(code::SIGNATURE_INVALID));
        };
        let entry = AuditEntry { holder: Some(license.sub), ..entry };
        self.store().write(|tx| {
            if tx.is_returned(key.as_bytes())? {
                self.record_repeatable(tx, entry)?;
                return Ok(Ok(()));
            }
            let refusal = if license.permanent {
                Some(code::NOT_ALLOWED)
            } else if tx.is_revoked(license.sub)? {
                // Whoever gave a revoked license back could ask for another with the same key.
                Some(code::LICENSE_REVOKED)
            } else {
                (!tx.accept_return(key.as_bytes(), now)?).then_some(code::KEY_UNKNOWN)
            };
            if let Some(code) = refusal {
                self.record_repeatable(tx, AuditEntry { code, ..entry })?;
                return Ok(Err(code));
            }
            // A copy of the folder still holds the license: the next pack ends it.
            tx.revoke(license.sub, now)?;
            tx.add_audit(entry)?;
            Ok(Ok(()))
        })
    }
}

/// The license that is given back, and the key that it binds, if both signatures are good.
fn open_return(request: &ReturnRequest, roots: &[PublicKey]) -> Option<(License, PublicKey)> {
    let (license, _) = jws::open_by::<License>(&request.license, Kind::MakLicense, roots).ok()?;
    let key = PublicKey::try_from(&license.cnf.jwk).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(&request.signature).ok()?;
    key.verifies(request.license.as_bytes(), &signature).then_some((license, key))
}
