//! The catalogue of codes is whole.

use muster_core::{code::CATALOGUE, lang::Lang};
use std::collections::HashSet;

#[test]
fn every_code_once_in_order_with_both_languages() {
    let mut names = HashSet::new();
    for pair in CATALOGUE.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
    }
    for entry in CATALOGUE {
        assert!(names.insert(entry.name), "{} twice", entry.name);
        for text in [entry.title, entry.fix] {
            assert!(!text.en.is_empty() && text.en.is_ascii(), "{}", entry.code);
            assert!(text.ja.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c)), "{}: {}", entry.code, text.ja);
        }
        assert_eq!(entry.code.to_string().parse(), Ok(entry.code));
        assert_eq!(entry.code.title(Lang::Ja), entry.title.ja);
    }
}
