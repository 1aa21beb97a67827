//! NOI008: sppsvc is stopped.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI008",
    needs: required_evidence::SERVICES,
    sources: "D",
    title: Text { en: "sppsvc is stopped", ja: "sppsvc は停止中" },
    finding: Text {
        en: "The service starts on demand; stopped is its normal state",
        ja: "サービスは必要に応じて開始されます。停止は通常の状態です",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.observations(ObservationKind::ServiceStart).any(|(observation, _)| observation.value == "disabled") {
        return Vec::new();
    }
    let stopped = case
        .observations(ObservationKind::ServiceState)
        .filter(|(observation, _)| observation.value == "stopped" && observation.about.ends_with("sppsvc"));
    stopped.take(1).map(|(_, cites)| Hit::global(cites)).collect()
}
