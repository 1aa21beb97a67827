//! Phone activation: confirmation ids for installation ids.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    guesses::Guess,
    issued_key::KeyState,
    store::{ComputerRow, IssuedLicense, SlotRow, StoreTransaction},
};
use muster_core::{
    authority::{
        key_groups::KeyGroups,
        quota::{self, Computer, KeyStatus, QuotaDecision},
    },
    code::{self, Code},
    id::HardwareId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyKind,
    },
    time::Moment,
};
use muster_proto::license::License;
use std::{collections::BTreeMap, net::IpAddr};

impl Authority {
    /// Confirms an installation id that a peer sent: as [`Authority::confirm`] does, unless too many guesses were wrong.
    pub fn confirm_for(
        &self,
        iid: &InstallationId,
        peer: IpAddr,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, AuthorityError> {
        let guess = Guess { action: AuditAction::Confirm, peer, claim: Some(iid.claim) };
        // Nothing in an installation id is known to its computer alone but the proof, which is the guess.
        self.limit_guess(guess, now, || Ok(false), || self.confirm(iid, now))
    }

    /// Confirms an installation id: the confirmation id, or the documented code of the refusal. Confirming the same id again
    /// gives the same answer and costs nothing.
    pub fn confirm(&self, iid: &InstallationId, now: Moment) -> Result<Result<ConfirmationId, Code>, AuthorityError> {
        self.confirm_within(&KeyGroups::All, iid, now)
    }

    /// The same for somebody who sees these key groups alone: a key of another is refused as one that was never issued.
    pub(crate) fn confirm_within(
        &self,
        groups: &KeyGroups,
        iid: &InstallationId,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, AuthorityError> {
        let claim = iid.claim;
        if !self.secrets.is_proven(iid)? || !groups.has(claim.group) {
            self.record_refusal(self.entry(AuditAction::Confirm, now), code::KEY_UNKNOWN, 1)?;
            return Ok(Err(code::KEY_UNKNOWN));
        }
        let entry = self.key_entry(AuditAction::Confirm, &claim, now);
        if claim.kind != KeyKind::Host && iid.target == ActivationTarget::Directory {
            // A MAK activates no directory; no slot of its file holds a license for one.
            self.record_refusal(entry, code::KEY_TYPE, 1)?;
            return Ok(Err(code::KEY_TYPE));
        }
        let anchors = self.anchors()?;
        let group = anchors.pack.group(claim.group);
        if !anchors.pack.activates(now) {
            self.record_refusal(entry, code::PACK_VERSION, 1)?;
            return Ok(Err(code::PACK_VERSION));
        }
        let refused = |tx: &StoreTransaction<'_>, code| {
            self.record_repeatable(tx, AuditEntry { code, ..entry.clone() }).map(|()| Err(code))
        };
        self.issue(|tx| {
            let KeyState { status, limit, terms } = tx.key_state(&claim)?;
            if status != KeyStatus::Unknown && terms.ended(group, now) {
                return refused(tx, code::KEY_ENDED);
            }
            let computers = tx.computers(&claim)?;
            let known = quota::known(&computers, iid.hardware);
            if status == KeyStatus::Issued && known.is_some_and(|computer| computer.revoked) {
                return refused(tx, code::LICENSE_REVOKED);
            }
            if let (Some((number, sealed)), KeyStatus::Issued) = (tx.slot_of(&claim, &iid.to_string())?, &status) {
                let slot = self.secrets.confirm(iid, number, &sealed)?;
                // What was returned costs nothing any more, and opens nothing.
                if tx.is_returned(slot.public.as_bytes())? {
                    return refused(tx, code::LICENSE_REVOKED);
                }
                self.record_repeatable(tx, entry.clone())?;
                return Ok(Ok(slot.confirmation));
            }
            // A file with no license left: the key has reached its limit.
            let Some(free) = tx.free_slot(&claim)? else { return refused(tx, limit.exceeded()) };
            let SlotRow { number, license_json, sealed, signed_by, .. } = free;
            let slot = self.secrets.confirm(iid, number, &sealed)?;
            let host_key = slot.public.as_bytes().to_vec();
            let hardware = HardwareId::from_short(iid.hardware);
            let decision = match quota::decide(&status, limit, &computers, hardware, &host_key) {
                Err(code) => return refused(tx, code),
                Ok(decision) => decision,
            };
            let activations = if let QuotaDecision::Issue(nth) = decision { nth } else { 1 };
            let hardware = known.map_or(hardware, |computer| computer.hardware);
            let computer = Computer { hardware, host_key, activations, revoked: false };
            let issued = IssuedLicense { signed_by, directory: iid.target == ActivationTarget::Directory, pack: None };
            let row = ComputerRow { computer, machine: "(offline)", license_json: &license_json, issued };
            tx.record(&claim, &row, now)?;
            tx.take_slot(&claim, number, &iid.to_string(), now)?;
            let holder = serde_json::from_str::<License>(&license_json)?.sub;
            tx.add_audit(AuditEntry { holder: Some(holder), ..entry.clone() })?;
            Ok(Ok(slot.confirmation))
        })
    }

    /// Confirms what a peer sent as installation ids, in their order. Those that are none are recorded together.
    pub fn confirm_all(
        &self,
        texts: &[String],
        peer: IpAddr,
        now: Moment,
    ) -> Result<Vec<Result<String, Code>>, AuthorityError> {
        let mut unreadable: BTreeMap<Code, u32> = BTreeMap::new();
        let one = |text: &String| match text.parse::<InstallationId>() {
            Ok(iid) => Ok(self.confirm_for(&iid, peer, now)?.map(|cid| cid.to_string())),
            Err(error) => {
                *unreadable.entry(error.code()).or_default() += 1;
                Ok(Err(error.code()))
            }
        };
        let all = texts.iter().map(one).collect::<Result<_, AuthorityError>>();
        for (code, count) in unreadable {
            self.record_refusal(self.entry(AuditAction::Confirm, now), code, count)?;
        }
        all
    }
}
