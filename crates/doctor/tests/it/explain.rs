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
            for text in [found.meaning, found.cause, found.fix] {
                let japanese = text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c));
                assert!(!text.is_empty() && japanese == (lang == Lang::Ja), "{code}: {text}");
            }
            assert!(!found.source.is_empty(), "{code}");
        }
    }
}

/// A command can be pasted: it begins with a program, says nothing beside it, and what the reader has to fill in stands in
/// angle brackets.
#[test]
fn commands_can_be_run() {
    const PROGRAMS: &str = "DISM Enable-NetFirewallRule Restart-Service Test-NetConnection bcdedit chmod cscript icacls ipconfig \
                            mofcomp net nltest nslookup ospprearm.exe ping ren sc schtasks sfc shutdown slmgr slui w32tm \
                            wevtutil winmgmt";
    for code in known_codes() {
        for command in explain(code, Lang::En).map(|found| found.commands).unwrap_or_default() {
            let program = command.split(' ').next().unwrap_or_default();
            assert!(PROGRAMS.split_whitespace().any(|known| known == program), "{code}: {command}");
            let remark = command.contains(" (") || command.contains(" +") || command.contains('…');
            assert!(!remark && !command.ends_with("sethst"), "{code}: {command}");
        }
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
