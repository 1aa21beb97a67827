//! CNT004: count stuck.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT004",
    confidence: Confidence::Likely,
    scope: Scope::Host,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "M11",
    title: Text { en: "Count stuck", ja: "カウントが増えない" },
    finding: Text {
        en: "{machines} machines asked with {cmids} ids, so the count stays at {count}",
        ja: "{machines} 台が {cmids} 個の CMID で要求したため、カウントは {count} のままです",
    },
    actions: &[&action::GENERALIZE],
    labels: &[Label::DuplicateCmid],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let distinct = |field: EventField| {
        let mut all: Vec<String> =
            case.requests.iter().map(|request| request.record.field(field).to_lowercase()).collect();
        all.sort();
        all.dedup();
        all.len()
    };
    let (machines, cmids) = (distinct(EventField::Machine), distinct(EventField::Cmid));
    let count = case.hosts().find_map(|(index, installed)| Some((index, installed.counts()?.count?)));
    match count {
        Some((index, count)) if machines >= 3 && cmids * 2 <= machines && count <= cmids as i64 => {
            let cites = case.requests.last().map(|request| request.cites.clone()).unwrap_or_default();
            vec![Hit::for_license(index, &cites).with("machines", machines).with("cmids", cmids).with("count", count)]
        }
        _ => Vec::new(),
    }
}
