//! DNS009: SRV points to a retired host.

use super::{DNS, prelude::*};

values! { host: String }

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let reached = case.clients().filter(|(_, installed)| installed.was_answered() || installed.succeeded_last);
    let dead = reached.filter_map(|(index, installed)| {
        let in_dns = |event: &&HistoryEvent| case.targets().any(|(target, ..)| failed_to_reach(event, target));
        let event = installed.history.iter().rev().find(in_dns)?;
        Some(Hit::for_license(index, &event.cites).with(Values { host: unreached_host(event)?.to_owned() }))
    });
    dead.take(1).collect()
}
