//! One target under libFuzzer; the variable `MUSTER_FUZZ` names it. `tools/fuzz` runs all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_fuzz::TARGETS;
use std::sync::LazyLock;

static RUN: LazyLock<fn(&[u8]) -> bool> = LazyLock::new(|| {
    let name = std::env::var("MUSTER_FUZZ").unwrap_or_default();
    TARGETS.iter().find(|target| target.name == name).unwrap_or_else(|| panic!("MUSTER_FUZZ='{name}' is no target")).run
});

fuzz_target!(|bytes: &[u8]| {
    RUN(bytes);
});
