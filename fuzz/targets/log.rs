//! Any bytes as an event log.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_evidence::{Source, read};

fuzz_target!(|bytes: &[u8]| {
    let log = [b"ElfFile\0", bytes].concat();
    let case = read(&[Source { name: "Application.evtx".into(), bytes: log }]);
    assert_eq!(case.evidence.len(), 1);
});
