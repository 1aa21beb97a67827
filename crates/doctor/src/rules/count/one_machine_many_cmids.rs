//! CNT009: one machine asks with ever new ids.

use super::{CNT, prelude::*};

values! { machine: String, ids: usize }

pub(super) static RULE: Rule = Rule {
    id: "CNT009",
    severity: Severity::Low,
    confidence: Confidence::Likely,
    scope: Scope::Host,
    sources: "D",
    title: Text { en: "One machine, many CMIDs", ja: "1 台に複数の CMID" },
    finding: Text {
        en: "{machine} asked with {ids} client machine ids: it is set up anew for each user, or was rearmed often",
        ja: "{machine} は {ids} 個のクライアント コンピューター ID (CMID) で要求しています。毎回展開し直される仮想デスクトップか、rearm の繰り返しです",
    },
    actions: &[&action::GENERALIZE],
    ..CNT
};

/// So many ids of one machine are no renaming or reinstallation.
const IDS_MIN: usize = 3;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut ids: std::collections::BTreeMap<String, std::collections::BTreeMap<&str, &LoggedEvent>> =
        Default::default();
    for request in &case.requests {
        let machine = request.record.field(EventField::Machine).to_lowercase();
        let id = request.record.field(EventField::Cmid);
        if !machine.is_empty() && !id.is_empty() {
            ids.entry(machine).or_default().entry(id).or_insert(request);
        }
    }
    let many = ids.into_iter().filter(|(_, ids)| ids.len() >= IDS_MIN);
    many.map(|(machine, ids)| {
        let cites: Vec<Cite> = ids.values().take(IDS_MIN).flat_map(|request| request.cites.clone()).collect();
        Hit::global(&cites).product("KMS").with(Values { machine, ids: ids.len() })
    })
    .collect()
}
