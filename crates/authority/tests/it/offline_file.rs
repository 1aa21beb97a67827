//! Offline license files: a later one holds all of an earlier, and nothing in the authority's folder opens them.

use muster_authority::{Authority, AuthorityError, NewSecrets, RootPlace};
use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::ProductKey,
    },
};
use muster_proto::slot_file::{SlotFile, SlotKeyKind};
use muster_testbed::{harness::world::World, host_key, mak};
use muster_trust::{
    installation_id::installation_id,
    sealed_slots::{open_license, open_slot},
};
use std::fs;

fn iid(key: &ProductKey, machine: u8, target: ActivationTarget) -> InstallationId {
    installation_id(key, target, [machine; 6], [machine; 3])
}

#[test]
fn a_file_made_again_holds_every_slot_and_the_desk_tells_the_lowest_free_one() {
    let world = World::new();
    let (authority, key) = (&world.vendor.authority, &world.vendor.host_key);
    let file = |unused| authority.offline_file(key, unused, world.now()).expect("a file");
    let first = file(3);
    assert_eq!((first.kind, first.slots.len(), file(3).slots.len()), (SlotKeyKind::Host, 3, 3), "no more are made");
    for machine in 0..3 {
        let iid = iid(key, machine, ActivationTarget::Machine);
        let cid = authority.confirm(&iid, world.now()).expect("no fault").expect("confirmed");
        assert_eq!(u8::try_from(cid.slot), Ok(machine));
        // Three are unused, beside those that were told.
        let again = file(3);
        assert_eq!(again.slots.len(), 4 + usize::from(machine));
        for file in [&first, &again] {
            open_license(std::slice::from_ref(file), key, &iid, &cid).expect("either file opens it");
        }
        assert_eq!(authority.confirm(&iid, world.now()).expect("no fault").expect("again").masked, cid.masked);
    }
    let error = authority.offline_file(key, 4096, world.now()).map(drop).expect_err("too many");
    assert!(matches!(error, AuthorityError::Slots(4093)), "{error}");
}

#[test]
fn a_directory_takes_no_slot_of_a_mak() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let key = authority.issue_keys(&mak(5, 5), world.now()).expect("a MAK")[0];
    authority.offline_file(&key, 2, world.now()).expect("a file");
    let directory = iid(&key, 1, ActivationTarget::Directory);
    assert_eq!(authority.confirm(&directory, world.now()).expect("no fault"), Err(code::KEY_TYPE));
    let cid = authority.confirm(&iid(&key, 2, ActivationTarget::Machine), world.now()).expect("no fault");
    assert_eq!(cid.map(|cid| cid.slot), Ok(0), "no slot was taken");
}

/// With everything in the authority's folder and a delivered file, and without the passphrase, nothing makes a key or opens a slot.
#[test]
fn the_folder_holds_no_secret_in_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("authority");
    let secrets = NewSecrets::random();
    let (root, key_secret) = (secrets.root.clone(), secrets.key_secret.clone());
    let authority = Authority::init(&home, &RootPlace::File, "a long passphrase", &secrets).expect("an authority");
    let now = World::new().now();
    authority.sign_pack(muster_testbed::PACK, now).expect("a pack");
    let key = authority.issue_keys(&host_key(1), now).expect("a key")[0];
    let file = authority.offline_file(&key, 2, now).expect("a file");
    let iid = iid(&key, 1, ActivationTarget::Machine);
    let cid = authority.confirm(&iid, now).expect("no fault").expect("confirmed");
    let slot = open_slot(&file, &key, &iid, &cid).expect("opened");
    let seed = slot.seed().expect("a seed");
    drop(authority);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes();
    let mut secret: Vec<Vec<u8>> = vec![slot.seed.clone().into_bytes(), key.reveal().into_bytes(), key.mac().to_vec()];
    for bytes in [&root[..], &key_secret[..], &seed] {
        secret.extend([bytes.to_vec(), hex(bytes)]);
    }
    let mut files = 0;
    for entry in fs::read_dir(&home).expect("the folder") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("readable");
        files += 1;
        for secret in &secret {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{}", path.display());
        }
    }
    assert!(files >= 3, "root.jwk, root.sealed.json, authority.db");
    assert!(!home.join("key-secret.txt").exists());
    let error = Authority::open(&home, "another passphrase").map(drop).expect_err("refused");
    assert_eq!(error.code(), code::WRONG_PASSPHRASE);
}

#[test]
fn a_new_root_key_keeps_the_keys_and_slots() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("authority");
    let authority =
        Authority::init(&home, &RootPlace::File, "a long passphrase", &NewSecrets::random()).expect("an authority");
    let now = World::new().now();
    authority.sign_pack(muster_testbed::PACK, now).expect("a pack");
    let key = authority.issue_keys(&host_key(1), now).expect("a key")[0];
    authority.offline_file(&key, 2, now).expect("a file");
    let iid = iid(&key, 1, ActivationTarget::Machine);
    let cid = authority.confirm(&iid, now).expect("no fault").expect("confirmed");
    let next = RootPlace::File;
    let error = authority.add_root(&next, "short", &NewSecrets::random(), now).map(drop).expect_err("too short");
    assert!(matches!(error, AuthorityError::PassphraseShort(12)), "{error}");
    authority.add_root(&next, "the next passphrase", &NewSecrets::random(), now).expect("made");
    authority.sign_pack_again(now).expect("a pack");
    drop(authority.switch_root("the next passphrase", false, now).expect("switched"));
    let authority = Authority::open(&home, "the next passphrase").expect("an authority");
    assert_eq!(authority.confirm(&iid, now).expect("no fault").expect("again").masked, cid.masked);
    let file: SlotFile = authority.offline_file(&key, 1, now).expect("a file");
    open_license(&[file], &key, &iid, &cid).expect("the slot of before");
}
