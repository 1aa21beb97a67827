//! The seeds go through their targets: whole, and damaged in a few thousand ways.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use fastrand::Rng;
use muster_fuzz::TARGETS;
use std::{collections::BTreeSet, fs, path::PathBuf};

/// Damaged copies of each seed.
const COPIES: usize = 40;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder().join(target)).unwrap_or_else(|error| panic!("no seeds of {target}: {error}"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).expect("a seed"))).collect()
}

#[test]
fn every_folder_is_of_a_target_and_every_seed_is_understood() {
    let folders = fs::read_dir(folder()).expect("seeds").map(|entry| entry.expect("an entry").file_name());
    let folders: BTreeSet<_> = folders.map(|name| name.into_string().expect("a name")).collect();
    assert_eq!(folders, TARGETS.iter().map(|target| target.name.to_owned()).collect());
    let mut misread = Vec::new();
    for target in TARGETS {
        let seeds = seeds(target.name);
        assert!(!seeds.is_empty(), "{} has no seed", target.name);
        misread.extend(seeds.into_iter().filter(|(_, bytes)| !(target.run)(bytes)).map(|(path, _)| path));
    }
    assert!(misread.is_empty(), "not understood: {misread:#?}");
}

#[test]
fn damaged_seeds_make_no_target_panic() {
    for target in TARGETS {
        for (path, bytes) in seeds(target.name) {
            for copy in 0..COPIES {
                let mut rng = Rng::with_seed(copy as u64);
                let damaged = damage(&bytes, &mut rng);
                let outcome = std::panic::catch_unwind(|| (target.run)(&damaged));
                assert!(outcome.is_ok(), "{}: copy {copy} of {path}: {}", target.name, damaged.escape_ascii());
            }
        }
    }
}

/// Bytes changed, left out, doubled, and put in from a list of what breaks decoders.
fn damage(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    const ODD: [&[u8]; 8] =
        [b"\0", b"\xFF\xFF", b"\"", b"9223372036854775807", b"-1", b"[[[[", b"\r\n", b"\xE3\x81\x82"];
    let mut bytes = bytes.to_vec();
    for _ in 0..rng.usize(1..=4) {
        let at = rng.usize(0..=bytes.len());
        let until = (at + rng.usize(0..=8)).min(bytes.len());
        match rng.u8(0..4) {
            0 => bytes[at..until].fill_with(|| rng.u8(..)),
            1 => drop(bytes.drain(at..until)),
            2 => drop(bytes.splice(at..at, bytes[at..until].to_vec())),
            _ => drop(bytes.splice(at..until, ODD[rng.usize(..ODD.len())].iter().copied())),
        }
    }
    bytes
}
