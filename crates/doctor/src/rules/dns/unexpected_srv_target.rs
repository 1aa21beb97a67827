//! DNS019: unexpected target.

use super::{DNS, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "DNS019",
    severity: Severity::High,
    role: Role::Side,
    sources: "S2",
    title: Text { en: "Unexpected target", ja: "想定外の KMS ホスト" },
    finding: Text {
        en: "DNS names {host} as a host, and that is the client edition found here",
        ja: "DNS に登録された {host} は、クライアント エディションのコンピューターです",
    },
    actions: &[&action::DELETE_SRV],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.unexpected_client_hosts().next().is_none() {
        return Vec::new();
    }
    let printed = case.observations(ObservationKind::Computer).map(|(observation, _)| observation.value.as_str());
    let logged = case.requests.iter().map(|request| request.record.computer.as_str());
    let names: Vec<&str> = printed.chain(logged).collect();
    let unexpected = case.targets().find(|(target, ..)| names.iter().any(|name| same_host(name, target)));
    let hit = |(target, _, cites): (&str, u64, &[Cite])| Hit::global(cites).with(Values { host: target.to_owned() });
    unexpected.map(hit).into_iter().collect()
}
