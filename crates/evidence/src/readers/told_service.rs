//! That the service which licenses a product is disabled, as people tell it: "the script had disabled sppsvc", 「Software
//! Protection サービスが無効になっていました」.

use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    loose_code, sentences,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Service]) {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > sentences::LINE_MAX {
            continue;
        }
        let Some(service) = sentences::of_line(line).find_map(|sentence| told(&sentence.to_lowercase())) else {
            continue;
        };
        document.recognise(Kind::Service);
        let cites = vec![document.cite(index)];
        let start = Observation {
            kind: ObservationKind::ServiceStart,
            about: service.to_owned(),
            value: "disabled".to_owned(),
        };
        found.extend([Fact::told_in_prose("", cites.clone()), Fact::Observation(start, cites)]);
        // Who reads codes reads the line too.
        if !loose_code::is_in(document.line(index)) {
            document.claim(index);
        }
    }
    found
}

/// The service that a sentence in small letters tells to be disabled, in one of its clauses.
fn told(lower: &str) -> Option<&'static str> {
    (!doubt::is_supposed(lower)).then(|| lower.split([',', '、', '(', ')']).find_map(disabled)).flatten()
}

fn disabled(lower: &str) -> Option<&'static str> {
    const DISABLED: [&str; 19] = [
        " disabled",
        "\"disabled",
        "disabling ",
        " disables ",
        "deaktiviert",
        "désactivé",
        "deshabilitado",
        "desativado",
        "已禁用",
        "被禁用",
        "已停用",
        "が無効",
        "は無効",
        "「無効」",
        "を無効",
        "無効化され",
        "無効化して",
        "無効に設定",
        "無効になって",
    ];
    const OTHERWISE: [&str; 19] = [
        "not disabled",
        "n't disabled",
        "not be disabled",
        "never disabled",
        "no longer disabled",
        "nicht deaktiviert",
        "don't disable",
        "do not disable",
        "may be disabled",
        "may have",
        "might",
        "could be",
        "can be disabled",
        "or disabled",
        "無効ではな",
        "無効になっていな",
        "無効でな",
        "無効にしないで",
        "ありません",
    ];
    let service = if holds_any(lower, &["osppsvc", "office software protection"]) {
        "osppsvc"
    } else if holds_any(lower, &["sppsvc", "software protection"]) {
        "sppsvc"
    } else {
        return None;
    };
    (holds_any(lower, &DISABLED) && !holds_any(lower, &OTHERWISE)).then_some(service)
}
