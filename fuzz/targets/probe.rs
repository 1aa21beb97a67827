//! Any bytes as the answer to a bind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_evidence::probe;

fuzz_target!(|bytes: &[u8]| {
    let _ = (probe::listener(bytes), probe::answer_length(bytes));
});
