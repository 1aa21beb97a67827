//! DNS026: a host that cannot write its record because no DNS server answers it.

use super::{DNS, prelude::*};

values! { code: Code }

pub(super) static RULE: Rule = Rule {
    id: "DNS026",
    severity: Severity::High,
    scope: Scope::Host,
    needs: required_evidence::EVENTS,
    command: "ipconfig /all",
    sources: "M10 S2",
    title: Text {
        en: "The host has no DNS server that answers", ja: "ホストに応答する DNS サーバーがない"
    },
    finding: Text {
        en: "{code}: the host could not write its record, because no DNS server is set or none answers",
        ja: "{code}: DNS サーバーが設定されていないか応答しないため、ホストが SRV レコードを書き込めませんでした",
    },
    actions: &[&action::DNS_SERVER],
    labels: &[Label::DnsPublishFailed, Label::NoDnsServer],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some(event) = unpublished(case) else { return Vec::new() };
    let Some(code) = event.record.code.filter(|code| NO_DNS_SERVER.contains(code)) else { return Vec::new() };
    let hit = Hit::global(&event.cites).with(Values { code });
    vec![hit.about(case.hosts().next().map(|(index, _)| index))]
}
