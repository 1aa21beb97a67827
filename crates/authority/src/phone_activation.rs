//! Phone activation: offline license files, and confirmation ids for installation ids.

use crate::{authority::Authority, error::AuthorityError, issue_license::license_kind, store::ComputerRow};
use muster_core::{
    authority::quota::{self, Computer, Limit, QuotaDecision},
    code::{self, Code},
    id::{HardwareId, HostId},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId, SLOTS_MAX},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
    time::Moment,
};
use muster_proto::{
    license::License,
    slot_file::{Slot, SlotFile},
};
use muster_trust::{
    installation_id::{self, SlotSecret},
    jwk::SigningKey,
    sealed_slots::seal_slot,
};

impl Authority {
    /// Writes `count` more slots for a key: the offline license file that is delivered with it.
    pub fn offline_file(&self, key: &ProductKey, count: u16, now: Moment) -> Result<SlotFile, AuthorityError> {
        let claim = self.secret.check(key).filter(|claim| claim.kind != KeyKind::Setup);
        let claim = claim.ok_or_else(|| AuthorityError::NoKey(format!("{key:?}")))?;
        let pack = self.pack()?;
        let slots = self.store().write(|tx| {
            if tx.key_blocked(&claim)? != Some(false) {
                return Err(AuthorityError::NoKey(format!("{key:?} is blocked or was never issued")));
            }
            let first = tx.next_slot(&claim)?;
            if first.saturating_add(count) > SLOTS_MAX {
                return Err(AuthorityError::Slots(SLOTS_MAX - first.min(SLOTS_MAX)));
            }
            (first..first + count)
                .map(|number| {
                    let license = self.slot_license(&pack, &claim, number, now)?;
                    tx.add_slot(&claim, number, &serde_json::to_string(&license)?)?;
                    Ok((number, license))
                })
                .collect::<Result<Vec<_>, AuthorityError>>()
        })?;
        let mut file = SlotFile::new(claim, slots.first().map_or(0, |(number, _)| *number));
        for (number, license) in slots {
            seal_slot(&mut file, &self.slot(&claim, number, &license)?, self.slot_secret(&claim, number))?;
        }
        Ok(file)
    }

    /// Confirms an installation id: the confirmation id, or the documented code of the refusal. Confirming the same id again
    /// gives the same answer and costs nothing.
    pub fn confirm(&self, iid: &InstallationId, now: Moment) -> Result<Result<ConfirmationId, Code>, AuthorityError> {
        let claim = iid.claim;
        let key = self.secret.make(claim).filter(|_| claim.kind != KeyKind::Setup);
        let Some(key) = key.filter(|key| installation_id::is_proven(iid, key)) else {
            return Ok(Err(code::KEY_UNKNOWN));
        };
        if claim.kind != KeyKind::Host && iid.target == ActivationTarget::Directory {
            // A MAK activates no directory; no slot of its file holds a license for one.
            return Ok(Err(code::KEY_INVALID));
        }
        self.store().write(|tx| {
            let confirmation_for =
                |number| installation_id::confirmation_id(&key, iid, number, self.slot_secret(&claim, number));
            let status = Self::key_status(tx.key_blocked(&claim)?);
            let computers = tx.computers(&claim)?;
            let known = computers.iter().find(|computer| computer.hardware.short() == iid.hardware);
            if status == quota::KeyStatus::Issued && known.is_some_and(|computer| computer.revoked) {
                return Ok(Err(code::LICENSE_REVOKED));
            }
            if let (Some(number), quota::KeyStatus::Issued) = (tx.slot_of(&claim, &iid.to_string())?, &status) {
                return Ok(Ok(confirmation_for(number)));
            }
            let limit = tx.limit(&claim)?;
            let Some((number, text)) = tx.free_slot(&claim)? else { return Ok(Err(exhausted(limit))) };
            let public = self.slot_key(&claim, number)?.public();
            let hardware = HardwareId::from_short(iid.hardware);
            let decision = match quota::decide(&status, limit, &computers, hardware, public.as_bytes()) {
                Err(code) => return Ok(Err(code)),
                Ok(decision) => decision,
            };
            let activations = if let QuotaDecision::Issue(nth) = decision { nth } else { 1 };
            let hardware = known.map_or(hardware, |computer| computer.hardware);
            let computer = Computer { hardware, host_key: public.as_bytes().to_vec(), activations, revoked: false };
            tx.record(&claim, &ComputerRow { computer, machine: "(offline)", license_json: &text }, now)?;
            tx.take_slot(&claim, number, &iid.to_string(), now)?;
            Ok(Ok(confirmation_for(number)))
        })
    }

    fn slot(&self, claim: &KeyClaim, number: u16, license: &License) -> Result<Slot, AuthorityError> {
        let seal = |target| self.signer(license_kind(claim.kind, target)).seal(license);
        let directory = (claim.kind == KeyKind::Host).then(|| seal(ActivationTarget::Directory)).transpose()?;
        Ok(Slot::new(self.slot_key(claim, number)?.seed(), seal(ActivationTarget::Machine)?, directory))
    }

    fn slot_license(
        &self,
        pack: &muster_core::pack::Pack,
        claim: &KeyClaim,
        number: u16,
        now: Moment,
    ) -> Result<License, AuthorityError> {
        let [holder, _] = self.secret.derive(b"slot holder", claim, number);
        let public = self.slot_key(claim, number)?.public();
        Ok(self.license(pack, claim, &public, HostId::from_random(holder), now))
    }

    /// Secrets of slots are not kept: the authority's own secret makes them again.
    fn slot_secret(&self, claim: &KeyClaim, number: u16) -> SlotSecret {
        let [secret, _] = self.secret.derive(b"slot secret", claim, number);
        let [secret @ .., _] = secret;
        secret
    }

    fn slot_key(&self, claim: &KeyClaim, number: u16) -> Result<SigningKey, AuthorityError> {
        let halves = self.secret.derive(b"slot key", claim, number);
        let mut seed = [0; 32];
        seed.iter_mut().zip(halves.iter().flatten()).for_each(|(to, from)| *to = *from);
        SigningKey::from_seed(seed).map_err(AuthorityError::RootKey)
    }
}

/// The code of a key whose offline file has no license left: its limit.
fn exhausted(limit: Limit) -> Code {
    match limit {
        Limit::Host => code::KEY_LIMIT_EXCEEDED,
        Limit::Multiple { limit, ceiling } if limit < ceiling => code::MAK_LIMIT_EXCEEDED,
        Limit::Multiple { .. } => code::MAK_CEILING_EXCEEDED,
    }
}
