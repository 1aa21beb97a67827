//! HST010: host listens on another port than 1688.

use super::{HST, prelude::*};

values! { port: u64 }

pub(super) static RULE: Rule = Rule {
    id: "HST010",
    severity: Severity::Info,
    role: Role::Side,
    step: Step::Port,
    scope: Scope::Host,
    sources: "S0",
    title: Text {
        en: "Host listens on another port than 1688", ja: "ホストのポートが既定値 (1688) でない"
    },
    finding: Text { en: "The host listens on {port}", ja: "ホストはポート {port} で待ち受けています" },
    actions: &[&action::PORT_EQUAL],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let ports = case.hosts().filter_map(|(index, host)| Some((index, host, host.counts()?.port?)));
    ports
        .filter(|(_, _, port)| *port != DEFAULT_PORT)
        .map(|(index, host, port)| Hit::for_license(index, &host.lines_with(&port.to_string())).with(Values { port }))
        .collect()
}
