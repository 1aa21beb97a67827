//! A disk that is full in the middle of a backup: the code says so, no half of a backup stays, and what was to be backed up is as it
//! was.

use crate::command::text;
use muster_testbed::harness::world::World;
use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// The files of a folder but those of its database, which is moved out of its log whenever it is opened.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let is_database = |entry: &fs::DirEntry| name(entry).contains(".db");
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let entries = entries.filter(|entry| entry.path().is_file() && !is_database(entry));
    entries.map(|entry| (name(&entry), fs::read(entry.path()).expect("a file"))).collect()
}

/// Backs up into a disk of so many kilobytes; exit code, what was said, and what lies on the disk afterwards, with its kilobytes.
fn back_up(world: &World, state: &Path, what: &str, size: u32) -> (i32, String, String, u32) {
    let disk = world.path("disk");
    fs::create_dir_all(&disk).expect("a mount point");
    // A private mount namespace: the disk goes with the process.
    let script = format!(
        "mount -t tmpfs -o size={size}k tmpfs {0} && {1} --lang en --state {2} {what} backup {0}/backup; code=$?; \
         echo; echo LEFT; ls -A {0}; du -sk {0}; exit $code",
        disk.display(),
        env!("CARGO_BIN_EXE_muster"),
        state.display(),
    );
    // Whoever is not root becomes it in a namespace of their own.
    let own: &[&str] = if rustix::process::geteuid().is_root() { &[] } else { &["--user", "--map-root-user"] };
    let output = Command::new("unshare").arg("--mount").args(own).args(["sh", "-c", &script]).output();
    let output = output.expect("unshare is installed (Debian package util-linux)");
    let printed = text(&output.stdout);
    let (_, left) = printed.split_once("\nLEFT\n").expect("a list");
    let (names, used) = left.trim().rsplit_once('\n').unwrap_or(("", left.trim()));
    let used = used.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number");
    (output.status.code().expect("an exit code"), text(&output.stderr), names.to_owned(), used)
}

#[track_caller]
fn check(world: &World, state: &Path, what: &str, holds: &dyn Fn() -> String) {
    let folder = state.join(what);
    let (code, told, left, whole) = back_up(world, state, what, 65_536);
    assert_eq!((code, left.as_str()), (0, "backup"), "{told}");
    // A host remembers when it was backed up last.
    let before = (files(&folder), holds());
    // Full at the first file, in the middle, and at the end.
    for size in [4, whole / 4, whole / 2, whole - 8] {
        let (code, told, left, _) = back_up(world, state, what, size);
        assert_eq!((code, left.as_str()), (1, ""), "{size}: {told}");
        assert!(told.starts_with("Error: 0x80070070 "), "{size}: {told}");
        assert!((files(&folder), holds()) == before, "{size}: what is backed up was changed");
    }
}

#[test]
fn a_backup_of_a_host_that_finds_no_room_leaves_nothing() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let holds = || {
        let host = muster_host::Host::open(&world.state("kms").join("host")).expect("the host");
        format!("{:?}", host.admin().expect("a store").report(world.now()).expect("a report"))
    };
    check(&world, &world.state("kms"), "host", &holds);
}

#[test]
fn a_backup_of_an_authority_that_finds_no_room_leaves_nothing() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let holds = || {
        let records = muster_authority::Records::open(&world.path("authority")).expect("records");
        format!("{:?} {:?}", records.keys().expect("keys"), records.computers().expect("computers"))
    };
    check(&world, &world.path(""), "authority", &holds);
}
