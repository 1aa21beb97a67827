//! NET001: port refused.

use super::{NET, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "NET001",
    sources: "S0",
    title: Text { en: "Port refused", ja: "接続が拒否された" },
    finding: Text {
        en: "{host} refused the connection: nothing listens there",
        ja: "{host} が接続を拒否しました。待ち受けているサービスがありません",
    },
    actions: &[&action::CHECK_HOST_SERVICE, &action::ALLOW_PORT],
    labels: &[Label::PortBlocked],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let refused = kms_client_with(case, &[CONNECTION_REFUSED]);
    let mut hits: Vec<Hit<Values>> = refused.map(|found| found.hit().with(Values { host: found.host() })).collect();
    let probes = || case.observations(ObservationKind::Probe);
    if case.derived.port_mismatch.is_none() && !probes().any(|(observation, _)| observation.value == "open+kms") {
        let refused = probes().filter(|(observation, _)| observation.value == "refused");
        hits.extend(
            refused.map(|(observation, cites)| Hit::global(cites).with(Values { host: observation.about.clone() })),
        );
    }
    hits
}
