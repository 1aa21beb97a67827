//! DNS019: unexpected target.

use super::{DNS, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if unexpected_client_hosts(case).next().is_none() {
        return Vec::new();
    }
    let names: Vec<&str> =
        case.observations(ObservationKind::Computer).map(|(observation, _)| observation.value.as_str()).collect();
    let logged = case.requests.iter().map(|request| request.record.computer.as_str());
    let all: Vec<&str> = names.into_iter().chain(logged).collect();
    let unexpected = case.targets().filter(|(target, ..)| all.iter().any(|name| same_host(name, target)));
    unexpected.take(1).map(|(target, _, cites)| Hit::global(cites).with("host", target)).collect()
}
