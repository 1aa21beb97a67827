//! Activation without a network: the digits, and the slots that they open.

use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
};
use muster_proto::slot_file::{Slot, SlotFile};
use muster_trust::{
    installation_id::{SlotSecret, confirmation_id, installation_id, is_proven, nonce},
    sealed_slots::{OfflineError, open_license, open_slot, seal_slot},
};

const CLAIM: KeyClaim = KeyClaim { kind: KeyKind::Host, group: 900, serial: 7 };
const MAC: u64 = 0x1_2345_6789_ABCD;
const SECRET: SlotSecret = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

fn iid() -> InstallationId {
    let key = ProductKey::new(CLAIM, MAC);
    installation_id(&key, CLAIM, ActivationTarget::Machine, [1, 2, 3, 4, 5, 6], [7, 8, 9])
}

/// Digits that another implementation of the documented form gives: they travel between versions, and may not change.
#[test]
fn the_digits_are_those_of_the_documented_form() {
    assert_eq!(iid().to_string(), "005889-144040-298628-055319-155566-692746-197615-857823-591375");
    let cid = confirmation_id(&iid(), 5, SECRET);
    assert_eq!(cid.to_string(), "000718-047967-675253-194197-319962-206547-080671-173219");
    assert_eq!(nonce(b"host-1", 3), [207, 93, 132]);
    assert_ne!(nonce(b"host-1", 4), nonce(b"host-1", 3));
    assert_ne!(nonce(b"host-2", 3), nonce(b"host-1", 3));
}

#[test]
fn an_installation_id_is_proven_by_the_whole_key_alone() {
    let iid = iid();
    assert!(is_proven(&iid, &ProductKey::new(CLAIM, MAC)));
    assert!(!is_proven(&iid, &ProductKey::new(CLAIM, MAC + 1)));
    for altered in [
        InstallationId { nonce: [0; 3], ..iid },
        InstallationId { hardware: [0; 6], ..iid },
        InstallationId { target: ActivationTarget::Directory, ..iid },
        InstallationId { proof: [0; 3], ..iid },
    ] {
        assert!(!is_proven(&altered, &ProductKey::new(CLAIM, MAC)), "{altered:?}");
    }
}

/// Two slots, 5 and 6; the second has no license for a directory.
fn file(claim: KeyClaim) -> SlotFile {
    let mut file = SlotFile::new(claim, 5);
    let slots = [
        (Slot::new(&[50; 32], "machine 5".into(), Some("directory 5".into())), SECRET),
        (Slot::new(&[60; 32], "machine 6".into(), None), [6; 15]),
    ];
    for (slot, secret) in slots {
        seal_slot(&mut file, &slot, secret).expect("sealed");
    }
    assert_eq!(file.slots.len(), 2);
    assert!(!file.slots[0].contains("machine"));
    file
}

/// Opens a license by a confirmation id: the license and the first byte of the seed, or why not.
fn check(files: &[SlotFile], iid: &InstallationId, cid: &ConfirmationId, expected: &str) {
    let found = match open_license(files, iid, cid) {
        Ok((license, seed)) => format!("{license}, seed {}", seed[0]),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expected);
}

#[test]
fn a_confirmation_id_opens_its_slot_for_its_installation_id() {
    let missing = |slot| format!("no installed offline license file of this key has slot {slot}");
    let not_bound = "it was issued for another installation id: of another machine, or used already";
    let (iid, files) = (iid(), [file(CLAIM)]);
    let directory = InstallationId { target: ActivationTarget::Directory, ..iid };
    check(&files, &iid, &confirmation_id(&iid, 5, SECRET), "machine 5, seed 50");
    check(&files, &iid, &confirmation_id(&iid, 6, [6; 15]), "machine 6, seed 60");
    check(&files, &directory, &confirmation_id(&directory, 5, SECRET), "directory 5, seed 50");
    check(&files, &directory, &confirmation_id(&directory, 6, [6; 15]), not_bound);
    check(&files, &iid, &confirmation_id(&iid, 4, SECRET), &missing(4));
    check(&files, &iid, &confirmation_id(&iid, 7, SECRET), &missing(7));
    check(&files, &iid, &confirmation_id(&iid, 6, SECRET), not_bound);
    check(&files, &InstallationId { nonce: [0; 3], ..iid }, &confirmation_id(&iid, 5, SECRET), not_bound);
    check(&[], &iid, &confirmation_id(&iid, 5, SECRET), &missing(5));
}

#[test]
fn the_file_is_the_one_of_the_key_that_has_the_slot() {
    let iid = iid();
    let cid = confirmation_id(&iid, 5, SECRET);
    let other_key = file(KeyClaim { serial: 8, ..CLAIM });
    let other_slots = SlotFile::new(CLAIM, 100);
    check(&[other_key.clone(), other_slots.clone(), file(CLAIM)], &iid, &cid, "machine 5, seed 50");
    let missing = "no installed offline license file of this key has slot 5";
    check(&[other_key, other_slots], &iid, &cid, missing);
}

#[test]
fn a_slot_is_bound_to_its_key_and_its_place() {
    let iid = iid();
    let cid = confirmation_id(&iid, 5, SECRET);
    assert_eq!(open_slot(&file(CLAIM), &iid, &cid).map(|slot| slot.machine), Some("machine 5".into()));
    let renamed = SlotFile { serial: 8, ..file(CLAIM) };
    assert!(open_slot(&renamed, &iid, &cid).is_none(), "the file of another key");
    let mut exchanged = file(CLAIM);
    exchanged.slots.swap(0, 1);
    assert!(open_slot(&exchanged, &iid, &cid).is_none(), "another slot's place");
}

#[test]
fn refusals_have_their_codes() {
    assert_eq!(OfflineError::Missing(1).code(), code::OFFLINE_VERSION);
    assert_eq!(OfflineError::NotBound.code(), code::OFFLINE_NOT_BOUND);
}
