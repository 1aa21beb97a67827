//! What an attempt says of itself.

use crate::table::day;
use muster_core::{
    client::report::Attempt,
    code::{self, Code},
    id::ActivationId,
};

fn attempt(code: Code) -> Attempt {
    Attempt {
        product: ActivationId::from_bytes([1; 16]),
        name: "One".into(),
        code,
        by: None,
        granted: None,
        tries: Vec::new(),
        detail: None,
        threshold: 25,
        next_attempt: day("1"),
    }
}

#[test]
fn only_success_activates() {
    assert!(attempt(code::SUCCESS).is_activated());
    assert!(!attempt(code::COUNT_TOO_LOW).is_activated());
}
