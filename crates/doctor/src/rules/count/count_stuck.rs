//! CNT004: count stuck.

use super::{CNT, prelude::*};
use std::collections::BTreeSet;

values! { machines: usize, cmids: usize, count: i64 }

pub(super) static RULE: Rule = Rule {
    id: "CNT004",
    confidence: Confidence::Likely,
    scope: Scope::Host,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "M11",
    title: Text { en: "Count stuck", ja: "カウントが増えない" },
    finding: Text {
        en: "The count stays at {count}: machines that asked: {machines}, different client machine IDs: {cmids}",
        ja: "{machines} 台が {cmids} 個の CMID で要求したため、カウントは {count} のままです",
    },
    actions: &[&action::GENERALIZE],
    labels: &[Label::DuplicateCmid],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let distinct = |field: EventField| {
        let all = case.requests.iter().map(|request| request.record.field(field).to_lowercase());
        all.collect::<BTreeSet<String>>().len()
    };
    let (machines, cmids) = (distinct(EventField::Machine), distinct(EventField::Cmid));
    let counted = case.hosts().find_map(|(index, host)| Some((index, host.counts()?.count?)));
    let (Some((index, count)), Some(last)) = (counted, case.requests.last()) else { return Vec::new() };
    if machines < 3 || cmids * 2 > machines || count > cmids as i64 {
        return Vec::new();
    }
    vec![Hit::for_license(index, &last.cites).with(Values { machines, cmids, count })]
}
