//! Any bytes as a text: every reader, every rule, and the page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_core::lang::Lang;
use muster_doctor::{Source, diagnose, report};

fuzz_target!(|bytes: &[u8]| {
    let diagnosis = diagnose(&[Source { name: "evidence.txt".into(), bytes: bytes.to_vec() }]);
    let page = report::html(&diagnosis, Lang::Ja);
    assert!(!page.contains("<script"));
});
