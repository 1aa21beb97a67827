//! HST010: host listens on another port than 1688.

use super::{HST, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let ports = case.hosts().filter_map(|(index, installed)| Some((index, installed, installed.counts()?.port?)));
    ports
        .filter(|(_, _, port)| *port != 1688)
        .map(|(index, installed, port)| {
            Hit::for_license(index, &naming(installed, &port.to_string())).with("port", port)
        })
        .collect()
}
