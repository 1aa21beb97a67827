//! Backup and restore: nothing is written where it does harm, and no half of anything stays.

use muster_core::code;
use muster_host::{Host, HostError};
use muster_testbed::harness::world::World;
use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.insert(path, bytes);
        }
    }
    found
}

#[test]
fn a_host_is_not_backed_up_into_itself() {
    let world = World::new();
    let host = world.activated_host("kms");
    let own = host.directory().to_owned();
    let way = world.path("way");
    symlink(&own, &way).expect("a link");
    let before = files(&own);
    for target in [own.join("backup"), own.join("a/b/backup"), way.join("backup"), own.join("../host/backup")] {
        let error = host.back_up(&target, world.now()).expect_err("refused");
        assert!(matches!(error, HostError::OwnFolder(_)), "{}: {error}", target.display());
        assert_eq!(error.code(), code::INVALID_ARGUMENT);
    }
    for target in [own.clone(), way] {
        assert!(matches!(host.back_up(&target, world.now()), Err(HostError::Exists(_))), "{}", target.display());
    }
    assert_eq!(files(&own), before);
}

/// From a read-only disk too: nothing is written beside the backup, and nothing in it.
#[test]
fn a_restore_leaves_the_backup_as_it_is() {
    let world = World::new();
    let host = world.activated_host("kms");
    let (backup, other) = (world.path("a back?up #1"), world.path("other/host"));
    host.back_up(&backup, world.now()).expect("backed up");
    assert!(!backup.join("host.lock").exists());
    let before = files(&backup);
    Host::restore(&backup, &other).expect("restored");
    assert_eq!(files(&backup), before);
}

#[test]
fn no_half_of_a_backup_or_a_restore_stays() {
    let world = World::new();
    let host = world.activated_host("kms");
    let (backup, other) = (world.path("backup"), world.path("other/host"));
    let store = host.directory().join("host.db");
    let whole = fs::read(&store).expect("the store");
    fs::write(&store, "no store at all").expect("damaged");
    host.back_up(&backup, world.now()).expect_err("there is nothing to copy");
    assert!(!backup.exists());
    fs::write(&store, whole).expect("mended");
    host.back_up(&backup, world.now()).expect("backed up");
    fs::write(backup.join("host.db"), "no store at all").expect("damaged");
    assert!(matches!(Host::restore(&backup, &other).map(drop), Err(HostError::Backup { .. })));
    assert!(!other.exists());
}
