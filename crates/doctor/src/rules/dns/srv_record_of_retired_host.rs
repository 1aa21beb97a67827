//! DNS009: SRV points to a retired host.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS009",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Side,
    step: Step::Name,
    sources: "M2",
    title: Text { en: "SRV points to a retired host", ja: "廃止されたホストを指す SRV レコード" },
    finding: Text {
        en: "{host} is in DNS and did not answer, while another host did",
        ja: "{host} は DNS に登録されていますが応答せず、別のホストが応答しました",
    },
    actions: &[&action::DELETE_SRV],
    labels: &[Label::HostUnreachable],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (index, installed) in
        case.clients().filter(|(_, installed)| installed.was_answered() || installed.succeeded_last)
    {
        let dead = installed
            .history
            .iter()
            .rev()
            .find(|event| is_unreached(event) && case.targets().any(|(target, ..)| tried(event, target)));
        hits.extend(dead.map(|event| Hit::for_license(index, &event.cites).with("host", host_of(event))));
    }
    hits.truncate(1);
    hits
}
