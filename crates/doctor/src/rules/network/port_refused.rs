//! NET001: port refused.

use super::{NET, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = kms(case, &[0x8007_274D]);
    let probed = case.observations(ObservationKind::Probe).filter(|(observation, _)| observation.value == "refused");
    if port_mismatch(case).is_none()
        && !case.observations(ObservationKind::Probe).any(|(observation, _)| observation.value == "open+kms")
    {
        hits.extend(probed.map(|(observation, cites)| Hit::global(cites).with("host", &observation.about)));
    }
    hits
}
