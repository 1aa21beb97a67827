//! Offline license files: licenses signed ahead of time, each in a slot that a confirmation id opens.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    issued_key::KeyState,
    store::SlotRow,
};
use muster_core::{
    authority::quota::KeyStatus,
    id::HostId,
    keys::{
        installation_id::SLOTS_MAX,
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
    sentence::Sentence,
    time::Moment,
};
use muster_platform::entropy;
use muster_proto::slot_file::SlotFile;

impl Authority {
    /// The offline license file of a key, with `unused` licenses that were told to nobody. It holds every slot that the key ever
    /// had, so a file can always be replaced by a later one; asked again, it makes no more than are missing.
    pub fn offline_file(&self, key: &ProductKey, unused: u16, now: Moment) -> Result<SlotFile, AuthorityError> {
        let claim = self
            .secrets
            .check_key(key)?
            .ok_or_else(|| AuthorityError::NoKey(Sentence::foreign(format_args!("{key:?}"))))?;
        self.offline_file_of(&claim, unused, now)
    }

    /// The same for a key that is named by its claim.
    pub fn offline_file_of(&self, claim: &KeyClaim, unused: u16, now: Moment) -> Result<SlotFile, AuthorityError> {
        if claim.kind == KeyKind::Setup {
            return Err(AuthorityError::no_key(claim));
        }
        let root = self.secrets.root()?;
        let mut file = SlotFile::new(*claim, self.secrets.epoch()?.tag);
        for SlotRow { number, sealed, license_json, .. } in self.make_slots(claim, unused, &root.thumbprint(), now)? {
            file.slots.push(self.secrets.file_slot(claim, number, sealed, license_json)?);
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
                return Err(AuthorityError::not_in_use(claim));
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
                let slot = self.secrets.new_slot(claim, number)?;
                let holder = HostId::from_random(entropy::bytes());
                let license = self.license(&pack, claim, &terms, (&slot.public, holder), now);
                tx.add_slot(claim, number, &serde_json::to_string(&license)?, &slot.sealed)?;
            }
            // The file that is made is signed anew, slots of earlier ones too.
            tx.sign_slots(claim, signed_by)?;
            let count = u32::try_from(missing).ok();
            tx.add_audit(AuditEntry { count, ..self.key_entry(AuditAction::Offline, claim, now) })?;
            tx.slots(claim)
        })
    }
}
