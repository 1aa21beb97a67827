//! Backup and restore: the restored authority issues nothing that the lost one may have issued.

use crate::audit::entries;
use muster_authority::{AuditAction, Authority, AuthorityError, LastRestore, NewSecrets, Records, RootPlace};
use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId},
        product_key::ProductKey,
        serial::epoch_of,
    },
    time::{Moment, Span},
};
use muster_proto::slot_file::SlotFile;
use muster_testbed::{PACK, host_key, mak};
use muster_trust::{installation_id::installation_id, sealed_slots::open_slot};
use std::{
    collections::HashSet,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const PASSPHRASE: &str = "a long passphrase";
/// 2026-11-21T10:00:00Z.
const NOW: Moment = Moment::from_unix(1_795_255_200);

/// A folder with an authority of one pack and one host key with two slots.
struct Place {
    folder: TempDir,
    key: ProductKey,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("authority");
        let made = Authority::init(&home, &RootPlace::File, PASSPHRASE, &NewSecrets::random());
        let authority = made.expect("an authority");
        authority.sign_pack(PACK, NOW).expect("a pack");
        let key = authority.issue_keys(&host_key(1), NOW).expect("a key")[0];
        authority.offline_file(&key, 2, NOW).expect("a file");
        Self { folder, key }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn home(&self) -> PathBuf {
        self.path("authority")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn open(folder: &Path) -> Authority {
    Authority::open(folder, PASSPHRASE).expect("an authority")
}

/// What an authority gives out after the backup.
struct Issued {
    keys: HashSet<String>,
    serials: HashSet<(u16, u32)>,
    /// Confirmation ids and the private keys of the slots that they open.
    told: HashSet<(String, [u8; 32])>,
    pack: u32,
}

fn issue(authority: &Authority, known: &ProductKey, machines: [u8; 2]) -> Issued {
    let now = NOW + Span::seconds(7_200);
    let mut keys = authority.issue_keys(&host_key(40), now).expect("keys");
    keys.extend(authority.issue_keys(&mak(5, 5), now).expect("a MAK"));
    let file = authority.offline_file(known, 2, now).expect("a file");
    let told = machines.map(|machine| tell(authority, known, &file, machine, now));
    authority.sign_pack_again(now).expect("a pack");
    Issued {
        serials: keys.iter().map(|key| (key.claim().group, key.claim().serial)).collect(),
        keys: keys.iter().map(ProductKey::reveal).collect(),
        told: told.into(),
        pack: authority.pack().expect("a pack").version,
    }
}

fn tell(authority: &Authority, key: &ProductKey, file: &SlotFile, machine: u8, now: Moment) -> (String, [u8; 32]) {
    let iid = installation_id(key, ActivationTarget::Machine, [machine; 6], [machine; 3]);
    let cid: ConfirmationId = authority.confirm(&iid, now).expect("no fault").expect("confirmed");
    let seed = open_slot(file, key, &iid, &cid).expect("opened").seed().expect("a seed");
    (cid.to_string(), seed)
}

#[test]
fn a_restored_authority_issues_nothing_that_was_issued_after_the_backup() {
    let place = Place::new();
    Authority::back_up(&place.home(), &place.path("backup")).expect("backed up");
    let lost = issue(&open(&place.home()), &place.key, [1, 2]);
    // Twice from the same backup, which stays as it is.
    let mut issued = vec![lost];
    for (name, hours) in [("one", 3), ("two", 4)] {
        let now = NOW + Span::seconds(3_600 * hours);
        let restored = Authority::restore(&place.path("backup"), &place.path(name), "uid 1000", now).expect("restored");
        assert_eq!(restored.offline_files, [place.key.claim()]);
        assert_eq!(u64::from(restored.first_pack), now.unix().cast_unsigned() / 60);
        let authority = open(&place.path(name));
        let recorded = entries(&place.path(name)).pop().expect("an entry");
        let detail = format!("packs from version {}", restored.first_pack);
        assert_eq!((recorded.action, &*recorded.by, recorded.at), (AuditAction::Restore, "uid 1000", now));
        assert_eq!((recorded.code, recorded.detail), (code::SUCCESS, Some(detail)));
        let last = Records::open(&place.path(name)).expect("records").last_restore().expect("read");
        assert_eq!(last, Some(LastRestore { at: now, first_pack: restored.first_pack, times: 1 }));
        issued.push(issue(&authority, &place.key, [3, 4]));
        assert_eq!(issued.last().expect("one").pack, restored.first_pack);
    }
    for (at, one) in issued.iter().enumerate() {
        for other in &issued[at + 1..] {
            assert!(one.keys.is_disjoint(&other.keys), "product keys");
            assert!(one.told.is_disjoint(&other.told), "slots");
            assert_ne!(one.pack, other.pack);
        }
    }
    assert!(issued[0].serials.is_disjoint(&issued[1].serials), "another epoch");
    assert!(issued[0].serials.iter().all(|(_, serial)| epoch_of(*serial) == 0));
    assert_eq!(place.names(), ["authority", "backup", "one", "two"], "nothing half is left");
}

/// What was told before the backup is told again; what was not told, never.
#[test]
fn a_slot_of_the_backup_is_told_to_nobody_else() {
    let place = Place::new();
    let authority = open(&place.home());
    let file = authority.offline_file(&place.key, 2, NOW).expect("a file");
    let before = tell(&authority, &place.key, &file, 1, NOW);
    Authority::back_up(&place.home(), &place.path("backup")).expect("backed up");
    let lost = tell(&authority, &place.key, &file, 2, NOW);
    Authority::restore(&place.path("backup"), &place.path("one"), "uid 1000", NOW).expect("restored");
    let authority = open(&place.path("one"));
    let again = authority.offline_file(&place.key, 2, NOW).expect("a file");
    assert_eq!(tell(&authority, &place.key, &again, 1, NOW), before);
    let other = tell(&authority, &place.key, &again, 3, NOW);
    assert!(other.0 != lost.0 && other.1 != lost.1);
    assert_eq!(authority.keys().expect("keys").len(), 1, "the keys of the backup");
}

/// As after a crash: what was committed last lies in the write-ahead log only.
#[test]
fn a_folder_that_an_authority_ran_in_is_restored_with_all_that_was_committed() {
    let place = Place::new();
    let authority = open(&place.home());
    let keys = authority.issue_keys(&host_key(3), NOW).expect("keys");
    assert!(fs::metadata(place.home().join("authority.db-wal")).expect("a log").len() > 0);
    Authority::restore(&place.home(), &place.path("one"), "uid 1000", NOW).expect("restored");
    let restored = open(&place.path("one"));
    assert_eq!(restored.keys().expect("keys").len(), 1 + keys.len());
    restored.offline_file(&keys[0], 1, NOW).expect("a key of before is known");
}

#[test]
fn neither_is_written_where_it_does_harm() {
    let place = Place::new();
    let (home, backup) = (place.home(), place.path("backup"));
    let way = place.path("way");
    symlink(&home, &way).expect("a link");
    for target in [home.clone(), way.clone(), home.join("backup"), way.join("a/backup"), home.join("../authority/b")] {
        let error = Authority::back_up(&home, &target).expect_err("refused");
        assert!(matches!(error, AuthorityError::OwnFolder(_)), "{}: {error}", target.display());
        assert_eq!(error.code(), code::INVALID_ARGUMENT);
    }
    Authority::back_up(&home, &backup).expect("backed up");
    let not_new = Authority::back_up(&home, &backup).expect_err("it is there");
    assert!(matches!(not_new, AuthorityError::NotNew(_)), "{not_new}");
    let error = Authority::restore(&backup, &home, "uid 1000", NOW).expect_err("an authority is there");
    assert!(matches!(error, AuthorityError::NotNew(_)), "{error}");
    let error = Authority::restore(&backup, &backup.join("authority"), "uid 1000", NOW).expect_err("in the backup");
    assert!(matches!(error, AuthorityError::OwnFolder(_)), "{error}");
    fs::create_dir(place.path("empty")).expect("a folder");
    Authority::restore(&backup, &place.path("empty"), "uid 1000", NOW).expect("restored");
    open(&place.path("empty"));
    open(&home);
}

#[test]
fn no_half_of_a_backup_or_a_restore_stays() {
    let place = Place::new();
    let (backup, other) = (place.path("backup"), place.path("other"));
    let store = place.home().join("authority.db");
    let whole = fs::read(&store).expect("the store");
    fs::write(&store, "no store at all").expect("damaged");
    Authority::back_up(&place.home(), &backup).expect_err("there is nothing to copy");
    assert_eq!(place.names(), ["authority"]);
    fs::write(&store, whole).expect("mended");
    Authority::back_up(&place.home(), &backup).expect("backed up");
    fs::write(backup.join("authority.db"), "no store at all").expect("damaged");
    Authority::restore(&backup, &other, "uid 1000", NOW).expect_err("damaged");
    fs::remove_file(backup.join("authority.db")).expect("removed");
    let error = Authority::restore(&backup, &other, "uid 1000", NOW).expect_err("not whole");
    assert!(matches!(error, AuthorityError::Backup { .. }) && error.code() == code::STATE_DAMAGED, "{error}");
    assert_eq!(place.names(), ["authority", "backup"]);
}

/// The way out that the error names: the folder is moved away and restored from.
#[test]
fn an_old_copy_put_back_by_hand_is_noticed() {
    let place = Place::new();
    let home = place.home();
    let old = fs::read(home.join("authority.db")).expect("the store");
    let put_back = || {
        fs::write(home.join("authority.db"), &old).expect("put back");
        Authority::open(&home, PASSPHRASE).map(drop)
    };
    put_back().expect("nothing was issued since");
    let issue: [&dyn Fn(&Authority); 4] = [
        &|authority| drop(authority.sign_pack_again(NOW).expect("a pack")),
        &|authority| drop(authority.issue_keys(&host_key(1), NOW).expect("a key")),
        &|authority| drop(authority.offline_file(&place.key, 3, NOW).expect("a file")),
        &|authority| {
            let iid = installation_id(&place.key, ActivationTarget::Machine, [1; 6], [1; 3]);
            authority.confirm(&iid, NOW).expect("no fault").expect("confirmed");
        },
    ];
    for (at, issue) in issue.iter().enumerate() {
        fs::remove_file(home.join("issued.json")).expect("removed");
        fs::write(home.join("authority.db"), &old).expect("put back");
        issue(&open(&home));
        let error = put_back().expect_err("older than what was issued");
        assert!(matches!(error, AuthorityError::StoreOld(_)), "{at}: {error}");
        assert_eq!(error.code(), code::STATE_DAMAGED);
        assert!(error.to_string().contains("muster authority restore --from"), "{error}");
    }
    fs::rename(&home, place.path("old")).expect("moved away");
    Authority::restore(&place.path("old"), &home, "uid 1000", NOW).expect("restored");
    open(&home);
    let error = put_back().expect_err("of another epoch");
    assert!(matches!(error, AuthorityError::StoreOld(_)), "{error}");
}
