//! Offline license files: licenses signed ahead of time, each in a slot that a confirmation id opens.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    issue_license::license_kind,
    issued_key::KeyState,
    slot_secrets::SlotSecrets,
    store::SlotRow,
};
use muster_core::{
    authority::quota::KeyStatus,
    id::HostId,
    keys::{
        installation_id::{ActivationTarget, SLOTS_MAX},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
    time::Moment,
};
use muster_platform::entropy;
use muster_proto::{
    license::License,
    slot_file::{Slot, SlotFile},
};
use muster_trust::{jwk::Sign, jws::Signer, sealed_slots::seal_slot};
use std::sync::Arc;

impl Authority {
    /// The offline license file of a key, with `unused` licenses that were told to nobody. It holds every slot that the key ever
    /// had, so a file can always be replaced by a later one; asked again, it makes no more than are missing.
    pub fn offline_file(&self, key: &ProductKey, unused: u16, now: Moment) -> Result<SlotFile, AuthorityError> {
        let claim = self.secret.check(key).filter(|claim| claim.kind != KeyKind::Setup);
        let claim = claim.ok_or_else(|| AuthorityError::NoKey(format!("{key:?}")))?;
        let root = self.root.current()?;
        let slots = self.make_slots(&claim, unused, &root.public().thumbprint(), now)?;
        let mut file = SlotFile::new(claim, self.secret.epoch()?.tag);
        for row in slots {
            let secrets = SlotSecrets::open(&self.secret, &claim, row.number, &row.sealed)?;
            let slot = signed_slot(&claim, &serde_json::from_str(&row.license_json)?, &secrets, &root)?;
            seal_slot(&mut file, &slot, *secrets.secret)?;
        }
        Ok(file)
    }

    /// Every slot of a key in its order, after as many were made as `unused` ones are missing.
    fn make_slots(
        &self,
        claim: &KeyClaim,
        unused: u16,
        signed_by: &str,
        now: Moment,
    ) -> Result<Vec<SlotRow>, AuthorityError> {
        let pack = self.pack_in_force(now)?;
        self.issue(|tx| {
            let KeyState { status, terms, .. } = tx.key_state(claim)?;
            if status != KeyStatus::Issued {
                return Err(AuthorityError::NoKey(format!("{} is blocked or was never issued", claim.masked())));
            }
            let slots = tx.slots(claim)?;
            if terms.ended(pack.group(claim.group), now) {
                return Err(AuthorityError::KeyEnded(claim.masked()));
            }
            // What is signed ahead of time has to name the end.
            let terms = terms.begin(tx, claim, now)?;
            let free = slots.iter().filter(|slot| slot.free).count();
            let missing = usize::from(unused).saturating_sub(free);
            if slots.len() + missing > usize::from(SLOTS_MAX) {
                let left = usize::from(SLOTS_MAX).saturating_sub(slots.len()) + free;
                return Err(AuthorityError::Slots(left.try_into().unwrap_or(SLOTS_MAX)));
            }
            for number in (0..SLOTS_MAX).skip(slots.len()).take(missing) {
                let secrets = SlotSecrets::random()?;
                let holder = HostId::from_random(entropy::bytes());
                let license = self.license(&pack, claim, &terms, (&secrets.key.public(), holder), now);
                let sealed = secrets.seal(&self.secret, claim, number);
                tx.add_slot(claim, number, &serde_json::to_string(&license)?, &sealed)?;
            }
            // The file that is made is signed anew, slots of earlier ones too.
            tx.sign_slots(claim, signed_by)?;
            let count = u32::try_from(missing).ok();
            tx.add_audit(AuditEntry { count, ..self.key_entry(AuditAction::Offline, claim, now) })?;
            tx.slots(claim)
        })
    }
}

fn signed_slot(
    claim: &KeyClaim,
    license: &License,
    secrets: &SlotSecrets,
    root: &Arc<dyn Sign>,
) -> Result<Slot, AuthorityError> {
    let seal = |target| Signer::new(license_kind(claim.kind, target), root.clone()).seal(license);
    let directory = (claim.kind == KeyKind::Host).then(|| seal(ActivationTarget::Directory)).transpose()?;
    Ok(Slot::new(secrets.key.seed(), seal(ActivationTarget::Machine)?, directory))
}
