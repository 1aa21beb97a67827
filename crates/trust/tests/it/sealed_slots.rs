//! Activation without a network: the digits, and the slots that they open.

use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::{KeyClaim, KeyKind, KeyMac, ProductKey},
    },
};
use muster_proto::slot_file::{Slot, SlotFile};
use muster_trust::{
    installation_id::{SlotSecret, confirmation_id, installation_id, is_proven, nonce},
    sealed_slots::{OfflineError, SealSlotError, open_license, open_slot, seal_slot},
};

const CLAIM: KeyClaim = KeyClaim::new(KeyKind::Host, 90, 7).expect("a claim");
const OTHER: KeyClaim = KeyClaim::new(KeyKind::Host, 90, 8).expect("a claim");
const MAC: KeyMac = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0x01, 0x23];
const SECRET: SlotSecret = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

fn key() -> ProductKey {
    ProductKey::new(CLAIM, MAC)
}

fn iid() -> InstallationId {
    installation_id(&key(), ActivationTarget::Machine, [1, 2, 3, 4, 5, 6], [7, 8, 9])
}

/// Digits that another implementation of the documented form gives: they travel between versions, and may not change.
#[test]
fn the_digits_are_those_of_the_documented_form() {
    assert_eq!(iid().to_string(), "064497-713848-406195-717950-991302-497962-884140-289342-669671");
    let cid = confirmation_id(&key(), &iid(), 5, SECRET);
    assert_eq!(cid.to_string(), "000718-353017-075674-176586-098721-606385-191561-013514");
    assert_eq!(nonce(b"host-1", 3), [207, 93, 132]);
    assert_ne!(nonce(b"host-1", 4), nonce(b"host-1", 3));
    assert_ne!(nonce(b"host-2", 3), nonce(b"host-1", 3));
}

#[test]
fn an_installation_id_is_proven_by_the_whole_key_alone() {
    let iid = iid();
    assert!(is_proven(&iid, &key()));
    for bit in 0..80_u32 {
        let mac =
            (u128::from_be_bytes([&[0; 6], &MAC[..]].concat().try_into().expect("16 bytes")) ^ 1 << bit).to_be_bytes();
        let other = ProductKey::new(CLAIM, mac[6..].try_into().expect("10 bytes"));
        assert!(!is_proven(&iid, &other), "bit {bit} of the MAC");
    }
    assert!(!is_proven(&iid, &ProductKey::new(OTHER, MAC)));
    for altered in [
        InstallationId { nonce: [0; 3], ..iid },
        InstallationId { hardware: [0; 6], ..iid },
        InstallationId { target: ActivationTarget::Directory, ..iid },
        InstallationId { proof: [0; 6], ..iid },
    ] {
        assert!(!is_proven(&altered, &key()), "{altered:?}");
    }
}

/// An empty file with slots 0 to 4 of no use.
fn empty(claim: KeyClaim) -> SlotFile {
    SlotFile { slots: vec![String::new(); 5], ..SlotFile::new(claim, 0) }
}

/// Two slots, 5 and 6; the second has no license for a directory.
fn file(claim: KeyClaim) -> SlotFile {
    let mut file = empty(claim);
    let slots = [
        (Slot::new(&[50; 32], "machine 5".into(), Some("directory 5".into())), SECRET),
        (Slot::new(&[60; 32], "machine 6".into(), None), [6; 15]),
    ];
    for (slot, secret) in slots {
        seal_slot(&mut file, &slot, secret).expect("sealed");
    }
    assert_eq!(file.slots.len(), 7);
    assert!(!file.slots[5].contains("machine"));
    file
}

/// Opens a license by a confirmation id: the license and the first byte of the seed, or why not.
fn check(files: &[SlotFile], iid: &InstallationId, cid: &ConfirmationId, expected: &str) {
    let found = match open_license(files, &key(), iid, cid) {
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
    check(&files, &iid, &confirmation_id(&key(), &iid, 5, SECRET), "machine 5, seed 50");
    check(&files, &iid, &confirmation_id(&key(), &iid, 6, [6; 15]), "machine 6, seed 60");
    check(&files, &directory, &confirmation_id(&key(), &directory, 5, SECRET), "directory 5, seed 50");
    check(&files, &directory, &confirmation_id(&key(), &directory, 6, [6; 15]), not_bound);
    check(&files, &iid, &confirmation_id(&key(), &iid, 4, SECRET), not_bound);
    check(&files, &iid, &confirmation_id(&key(), &iid, 7, SECRET), &missing(7));
    check(&files, &iid, &confirmation_id(&key(), &iid, 6, SECRET), not_bound);
    check(&files, &InstallationId { nonce: [0; 3], ..iid }, &confirmation_id(&key(), &iid, 5, SECRET), not_bound);
    check(&[], &iid, &confirmation_id(&key(), &iid, 5, SECRET), &missing(5));
}

/// One sheet of paper and the delivered file do not activate another machine: the mask is keyed by the product key.
#[test]
fn both_ids_and_the_file_open_nothing_without_the_product_key() {
    let (iid, file) = (iid(), file(CLAIM));
    let cid = confirmation_id(&key(), &iid, 5, SECRET);
    for mac in [[0; 10], [255; 10], [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0x01, 0x22]] {
        let other = ProductKey::new(CLAIM, mac);
        assert!(open_slot(&file, &other, &iid, &cid).is_none());
        let refused = open_license(std::slice::from_ref(&file), &other, &iid, &cid).expect_err("another key");
        assert_eq!(refused, OfflineError::NotBound);
    }
    assert!(open_slot(&file, &key(), &iid, &cid).is_some());
}

/// Of files that claim the slot, one opens it: a file of another time must not hide the right one.
#[test]
fn every_file_of_the_key_that_has_the_slot_is_tried() {
    let iid = iid();
    let mut stale = empty(CLAIM);
    seal_slot(&mut stale, &Slot::new(&[1; 32], "stale".into(), None), [9; 15]).expect("sealed");
    let cid = confirmation_id(&key(), &iid, 5, SECRET);
    check(&[stale.clone(), file(CLAIM)], &iid, &cid, "machine 5, seed 50");
    check(&[file(CLAIM), stale], &iid, &cid, "machine 5, seed 50");
}

#[test]
fn a_file_holds_what_a_confirmation_id_can_name() {
    let mut file = SlotFile { slots: vec![String::new(); 4095], ..empty(CLAIM) };
    let slot = Slot::new(&[1; 32], "last".into(), None);
    seal_slot(&mut file, &slot, SECRET).expect("sealed");
    assert!(matches!(seal_slot(&mut file, &slot, SECRET), Err(SealSlotError::Full)));
    assert_eq!(file.slots.len(), 4096, "nothing was dropped or added");
}

#[test]
fn the_file_is_the_one_of_the_key_that_has_the_slot() {
    let iid = iid();
    let cid = confirmation_id(&key(), &iid, 5, SECRET);
    let other_key = file(OTHER);
    let other_slots = empty(CLAIM);
    check(&[other_key.clone(), other_slots.clone(), file(CLAIM)], &iid, &cid, "machine 5, seed 50");
    let missing = "no installed offline license file of this key has slot 5";
    check(&[other_key, other_slots], &iid, &cid, missing);
}

#[test]
fn a_slot_is_bound_to_its_key_and_its_place() {
    let iid = iid();
    let cid = confirmation_id(&key(), &iid, 5, SECRET);
    assert_eq!(open_slot(&file(CLAIM), &key(), &iid, &cid).map(|slot| slot.machine), Some("machine 5".into()));
    let renamed = SlotFile { serial: 8, ..file(CLAIM) };
    assert!(open_slot(&renamed, &key(), &iid, &cid).is_none(), "the file of another key");
    let mut exchanged = file(CLAIM);
    exchanged.slots.swap(5, 6);
    assert!(open_slot(&exchanged, &key(), &iid, &cid).is_none(), "another slot's place");
}

#[test]
fn refusals_have_their_codes() {
    assert_eq!(OfflineError::Missing(1).code(), code::OFFLINE_VERSION);
    assert_eq!(OfflineError::NotBound.code(), code::OFFLINE_NOT_BOUND);
}
