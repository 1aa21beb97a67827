//! Any bytes as a zip archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_evidence::{Source, read};

fuzz_target!(|bytes: &[u8]| {
    let archive = [b"PK\x03\x04", bytes].concat();
    assert!(!read(&[Source { name: "bundle.zip".into(), bytes: archive }]).evidence.is_empty());
});
