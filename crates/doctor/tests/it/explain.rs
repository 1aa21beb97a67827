//! The table of codes is whole, and codes are read however they are written.

use muster_core::{
    code::{CATALOGUE, Code},
    lang::Lang,
};
use muster_doctor::{
    all_rules,
    explain::{Basis, EventExplanation, Subject, explain, known_codes, known_events, subject},
};
use std::collections::BTreeSet;

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

/// What a question is about, in one word.
fn about(asked: &str) -> String {
    match subject(asked) {
        Ok(Subject::Code(code, near)) if near.is_empty() => code.to_string(),
        Ok(Subject::Code(code, near)) => format!("{code}? {}", near.join(" ")),
        Ok(Subject::Event(event)) => format!("event {}", event.id),
        Ok(Subject::Rule(rule)) => rule.id.to_owned(),
        Ok(Subject::Status(status)) => format!("status {}", status.number),
        Ok(Subject::Unknown(not)) => format!("unknown, near {}", not.near.join(" ")),
        Err(not) => not.message(Lang::En),
    }
}

#[test]
fn a_code_is_known_in_every_spelling() {
    for spelling in [
        "0xC004F074",
        "C004F074",
        "c004f074",
        "-1073418124",
        "3221549172",
        "OxC004F074",
        "0xCOO4FO74",
        "COO4FO74",
        "０ｘＣ００４Ｆ０７４",
        "−1073418124",
        "0xc004 f074",
        "\"0xC004F074\",",
        "hr=0xC004F074",
        "Error: 0xC004F074",
        "エラー コード: 0xC004F074。",
        "(0xC004F074)",
        "SL_E_VL_BINDING_SERVICE_UNAVAILABLE",
        "sl_e_vl_binding_service_unavailable",
        "0xC004FO74\u{200b}",
    ] {
        assert_eq!(about(spelling), "0xC004F074", "{spelling}");
    }
    assert_eq!(about("1722"), "0x800706BA");
    assert_eq!(about("80070005"), "0x80070005");
    assert_eq!(about("error 5"), "0x80070005");
}

#[test]
fn events_rules_and_statuses_are_known_by_what_the_reports_print() {
    for event in [
        "12288",
        "１２２８８",
        "Event 12288",
        "event id: 12288",
        "イベント 12288",
        "イベント ID 12288",
        "0x40003000",
        "1073754112",
    ] {
        assert_eq!(about(event), "event 12288", "{event}");
    }
    for event in ["12289", "12290", "12293", "8198", "8200", "900", "1003", "12401"] {
        assert_eq!(about(event), format!("event {event}"));
    }
    for rule in ["NET014", "net014", "ｎｅｔ０１４", "rule NET014", "[NET014]"] {
        assert_eq!(about(rule), "NET014", "{rule}");
    }
    for status in ["5", "Notification", "---NOTIFICATIONS---", "通知"] {
        assert_eq!(about(status), "status 5", "{status}");
    }
    assert_eq!(about("OOBGrace"), "status 2");
    assert_eq!(about("---OOT_GRACE---"), "status 3");
    assert_eq!(about("Additional grace period"), "status 3");
    assert_eq!(about("ライセンスされています"), "status 1");
}

#[test]
fn what_is_unknown_gets_what_is_near() {
    assert_eq!(about("0xC004F047"), "0xC004F047");
    assert_eq!(about("0x8004F074"), "0x8004F074? 0xC004F074");
    assert!(about("0xC004F0740").contains("0xC004F074"), "{}", about("0xC004F0740"));
    assert!(about("C004F0 74 1").contains("; near it: 0xC004F041, "), "{}", about("C004F0 74 1"));
    assert!(about("0xC0O4FA38").contains("0xC004F038"), "{}", about("0xC0O4FA38"));
    assert_eq!(about("12228"), "unknown, near 12288");
    assert!(about("NET015").starts_with("unknown, near NET014"), "{}", about("NET015"));
    assert!(about("NTE014").contains("NET014"), "{}", about("NTE014"));
    assert!(about("hello").starts_with("'hello' is not known as a code"), "{}", about("hello"));
    assert!(about("SL_E_VL_BINDING_SERVICE_UNAVAILABEL").contains("near it: SL_E_VL_BINDING_SERVICE_UNAVAILABLE"));
    assert!(about("VL_INVALID_TIMESTAMP").contains("SL_E_VL_INVALID_TIMESTAMP"));
    let japanese = subject("こんにちは").err().map(|not| not.message(Lang::Ja)).unwrap_or_default();
    assert!(japanese.starts_with("「こんにちは」はコード"), "{japanese}");
    for nothing in ["", " ", "-", "0x", "\u{200b}", "Ｏ", "x", "{}", "é", "error", "99999999999999999999"] {
        assert!(subject(nothing).is_err(), "{nothing:?}");
    }
}

/// Every event has both languages, and names rules that are there.
#[test]
fn every_event_once_with_both_languages() {
    let events: Vec<u16> = known_events().collect();
    let once: BTreeSet<u16> = events.iter().copied().collect();
    assert!(events.len() > 60 && once.len() == events.len(), "{events:?}");
    let rules: Vec<&str> = all_rules().iter().map(|rule| rule.id).collect();
    for id in events {
        let event = EventExplanation::of(id).unwrap_or_else(|| panic!("{id}"));
        for text in [event.meaning, event.reading] {
            assert!(!text.en.is_empty() && text.ja.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c)), "{id}");
        }
        assert_eq!(event.fields.en.is_empty(), event.fields.ja.is_empty(), "{id}");
        assert!(event.rules.iter().all(|rule| rules.contains(rule)), "{id}: {:?}", event.rules);
    }
}
