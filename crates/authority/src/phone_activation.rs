//! Phone activation: confirmation ids for installation ids.

use crate::{
    authority::Authority,
    error::AuthorityError,
    guesses::Guess,
    slot_secrets::SlotSecrets,
    store::{ComputerRow, SlotRow},
};
use muster_core::{
    authority::quota::{self, Computer, Limit, QuotaDecision},
    code::{self, Code},
    id::HardwareId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyKind,
    },
    time::Moment,
};
use muster_trust::installation_id;
use std::net::IpAddr;

impl Authority {
    /// Confirms an installation id that a peer sent: as [`Authority::confirm`] does, unless too many guesses were wrong.
    pub fn confirm_for(
        &self,
        iid: &InstallationId,
        peer: IpAddr,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, AuthorityError> {
        self.limit_guess(Guess { peer, claim: Some(iid.claim) }, now, || self.confirm(iid, now))
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
        self.issue(|tx| {
            let confirmation_for =
                |number, slot: &SlotSecrets| installation_id::confirmation_id(&key, iid, number, slot.secret);
            let status = Self::key_status(tx.key_blocked(&claim)?);
            let computers = tx.computers(&claim)?;
            let known = computers.iter().find(|computer| computer.hardware.short() == iid.hardware);
            if status == quota::KeyStatus::Issued && known.is_some_and(|computer| computer.revoked) {
                return Ok(Err(code::LICENSE_REVOKED));
            }
            if let (Some((number, sealed)), quota::KeyStatus::Issued) = (tx.slot_of(&claim, &iid.to_string())?, &status)
            {
                let slot = SlotSecrets::open(&self.secret, &claim, number, &sealed)?;
                return Ok(Ok(confirmation_for(number, &slot)));
            }
            let limit = tx.limit(&claim)?;
            let Some(free) = tx.free_slot(&claim)? else { return Ok(Err(exhausted(limit))) };
            let SlotRow { number, license_json, sealed, .. } = free;
            let slot = SlotSecrets::open(&self.secret, &claim, number, &sealed)?;
            let host_key = slot.public();
            let hardware = HardwareId::from_short(iid.hardware);
            let decision = match quota::decide(&status, limit, &computers, hardware, &host_key) {
                Err(code) => return Ok(Err(code)),
                Ok(decision) => decision,
            };
            let activations = if let QuotaDecision::Issue(nth) = decision { nth } else { 1 };
            let hardware = known.map_or(hardware, |computer| computer.hardware);
            let computer = Computer { hardware, host_key, activations, revoked: false };
            tx.record(&claim, &ComputerRow { computer, machine: "(offline)", license_json: &license_json }, now)?;
            tx.take_slot(&claim, number, &iid.to_string(), now)?;
            Ok(Ok(confirmation_for(number, &slot)))
        })
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
