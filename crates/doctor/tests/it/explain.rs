//! The table of codes is whole, and codes are read however they are written.

use muster_core::{
    code::{CATALOGUE, Code},
    lang::Lang,
};
use muster_doctor::explain::{Basis, explain, known_codes};

/// The codes for which ospp.vbs points to an article that no longer helps.
const ANCHORS: &str = "80070422 80070426 C004F074 80070001 80070005 8007000D 8007232B 8007251D C004F014 C004F038 C004F039 \
                       C004F041 C004F042 C004C003 4004F040";

#[test]
fn every_code_once_with_both_languages() {
    let codes: Vec<Code> = known_codes().collect();
    assert!(codes.len() > 400 && codes.is_sorted_by(|a, b| a < b), "{}", codes.len());
    for code in codes {
        for lang in [Lang::En, Lang::Ja] {
            let found = explain(code, lang).unwrap_or_else(|| panic!("{code}"));
            assert!(!found.meaning.is_empty() && !found.cause.text.is_empty() && !found.fix.text.is_empty(), "{code}");
            assert!(
                !found.source.is_empty() && found.commands.iter().all(|command| !command.starts_with('/')),
                "{code}"
            );
            if found.basis == Basis::Documented {
                assert!(found.cause.asked && found.fix.asked, "{code}: documented in one language only");
            }
        }
        let japanese = explain(code, Lang::Ja).map(|found| found.meaning).unwrap_or_default();
        assert!(japanese.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c)), "{code}: {japanese}");
    }
}

#[test]
fn what_the_tools_point_to_is_answered() {
    for text in ANCHORS.split_whitespace() {
        let code = Code::from_printed(text).expect("a code");
        let found = explain(code, Lang::Ja).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(found.basis, Basis::Documented, "{code}");
    }
}

/// Whatever Muster itself prints can be looked up.
#[test]
fn musters_own_codes_are_among_them() {
    for entry in CATALOGUE {
        let found = explain(entry.code, Lang::En).unwrap_or_else(|| panic!("{}", entry.code));
        assert!(found.name.is_empty() || found.name.starts_with(entry.name), "{}: {}", entry.name, found.name);
    }
}
