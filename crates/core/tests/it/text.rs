//! The tables of text are whole: both languages say the same, with the same values.

use muster_core::{
    code::CATALOGUE,
    event, labels,
    lang::{Lang, Text},
    text::{LABELS, literal},
};
use std::collections::{BTreeSet, HashSet};

/// The names of the values that a sentence has places for.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Both languages have the same values. `same` are the names of those that read alike in both.
fn check(key: &str, text: &Text, same: &[&str]) {
    assert_eq!(placeholders(text.en), placeholders(text.ja), "{key}");
    assert!(text.en.chars().all(|c| c.is_ascii() || c == '…'), "{key}: {}", text.en);
    assert!(is_japanese(text.ja) || same.contains(&key), "{key}: {}", text.ja);
}

#[test]
fn every_code_once_in_order_with_both_languages() {
    let mut names = HashSet::new();
    for pair in CATALOGUE.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
    }
    for entry in CATALOGUE {
        assert!(names.insert(entry.name), "{} twice", entry.name);
        for text in [entry.title, entry.fix] {
            check(entry.name, &text, &[]);
            assert!(placeholders(text.en).is_empty(), "{}", entry.name);
        }
        assert_eq!(entry.code.to_string().parse(), Ok(entry.code));
        assert_eq!(entry.code.title(Lang::Ja), entry.title.ja);
    }
}

/// A sentence names only fields that the event has.
#[test]
fn every_event_once_in_order_with_both_languages() {
    for pair in event::CATALOGUE.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} before {}", pair[0].id, pair[1].id);
    }
    for entry in event::CATALOGUE {
        let id = entry.id.to_string();
        check(&id, &entry.text, &[]);
        assert!(placeholders(entry.text.en).iter().all(|name| entry.fields.contains(name)), "{id}");
        assert_eq!(entry.fields.iter().collect::<HashSet<_>>().len(), entry.fields.len(), "{id}");
        assert!(entry.level.is_some() || entry.fields.first() == Some(&"code"), "{id}: nothing decides its level");
    }
}

#[test]
fn every_label_in_both_languages() {
    for (name, text) in labels::ALL {
        check(name, text, &["AO_DN", "REASON"]);
    }
}

fn keys(table: &str) -> Vec<&str> {
    table.lines().filter_map(|line| line.split('\t').next()).collect()
}

/// A table without a row that nothing reads: a code, a label, or what evidence alone knows.
#[test]
fn no_table_has_a_row_that_nothing_reads() {
    let codes: Vec<String> = CATALOGUE.iter().map(|entry| entry.code.to_string()).collect();
    for table in [include_str!("../../text/codes.en.tsv"), include_str!("../../text/codes.ja.tsv")] {
        assert_eq!(keys(table), codes);
    }
    let mut events: Vec<String> = event::CATALOGUE.iter().map(|entry| entry.id.to_string()).collect();
    events.sort_unstable();
    for table in [include_str!("../../text/events.en.tsv"), include_str!("../../text/events.ja.tsv")] {
        assert_eq!(keys(table), events);
    }
    let printed: HashSet<String> = labels::ALL.iter().map(|(name, _)| name.to_lowercase()).collect();
    let read_only = [
        "connection_suffix",
        "dns_servers",
        "expiry_timebased",
        "primary_suffix",
        "rearm_count",
        "search_list",
        "settings_activated",
    ];
    for table in LABELS.iter().filter(|table| ["en", "ja"].contains(&table.language)) {
        for (key, _) in table.entries() {
            assert!(printed.contains(key) || read_only.contains(&key), "{}: {key}", table.language);
        }
    }
}

#[test]
fn labels_stand_in_order_and_have_a_text() {
    let english: BTreeSet<&str> = LABELS[0].entries().map(|(key, _)| key).collect();
    for table in LABELS {
        for (key, text) in table.entries() {
            assert!(english.contains(key), "{}: {key} is not English", table.language);
            assert!(text.trim() == text && !text.contains('\t'), "{}: {key}", table.language);
        }
    }
}

#[test]
fn a_text_is_filled_once() {
    let text = Text { en: "{host} answers; {count} of {threshold}", ja: "{host} {count}/{threshold}" };
    let fill = |values: &[(&str, &dyn std::fmt::Display)]| text.fill(Lang::En, values);
    assert_eq!(fill(&[("host", &"{count}"), ("count", &7), ("threshold", &25)]), "{count} answers; 7 of 25");
    assert_eq!(fill(&[("count", &7)]), "{host} answers; 7 of {threshold}", "a value that is missing shows");
    assert_eq!(Text { en: "100% {", ja: "" }.fill(Lang::En, &[]), "100% {");
}

#[test]
fn a_printed_text_is_recognised_by_its_longest_literal() {
    for (text, expected) in [
        ("Volume activation will expire {end}", "Volume activation will expire"),
        ("{name} is in Notification mode", "is in Notification mode"),
        ("有効期限: {end}", "有効期限"),
        ("Notification", "Notification"),
    ] {
        assert_eq!(literal(text), expected);
    }
}

#[test]
fn a_label_is_found_by_its_key_in_its_language() {
    let texts = |language, key| -> Vec<&str> {
        let table = LABELS.iter().find(|table| table.language == language).expect("a language");
        table.texts(key).collect()
    };
    assert_eq!(texts("ja", "current_count"), ["現在の数", "現在のカウント"]);
    assert_eq!(texts("en", "current_count")[0], "Current count");
    assert!(texts("ja", "no such key").is_empty());
}

#[test]
fn every_event_once_in_order_and_found_by_its_number() {
    for pair in event::CATALOGUE.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} before {}", pair[0].id, pair[1].id);
    }
    for known in event::CATALOGUE {
        assert_eq!(event::entry(known.id).map(|entry| entry.fields), Some(known.fields), "{}", known.id);
        assert!(!known.fields.is_empty(), "{}", known.id);
    }
    assert!(event::entry(1).is_none());
}
