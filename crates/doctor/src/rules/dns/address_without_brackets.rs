//! DNS020: an IPv6 address is set without brackets.

use super::{DNS, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "DNS020",
    severity: Severity::Medium,
    role: Role::Side,
    step: Step::Name,
    needs: required_evidence::REGISTRY,
    sources: "M3",
    title: Text { en: "IPv6 address without brackets", ja: "IPv6 アドレスの角かっこがない" },
    finding: Text {
        en: "The host is set to {host}; before a port an IPv6 address stands in brackets, as in [{host}]:1688",
        ja: "ホストが {host} に設定されています。ポートを付ける IPv6 アドレスは [{host}]:1688 のように角かっこで囲みます",
    },
    actions: &[&action::CLEAR_PIN, &action::PIN_HOST],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_bare = |host: &str| host.matches(':').count() > 1 && !host.contains('[');
    let set = case.registry("KeyManagementServiceName").filter(|(observation, _)| is_bare(&observation.value));
    set.take(1)
        .map(|(observation, cites)| Hit::global(cites).with(Values { host: observation.value.clone() }))
        .collect()
}
