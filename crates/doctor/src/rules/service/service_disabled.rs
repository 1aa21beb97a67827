//! SVC002: software Protection service disabled.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC002",
    severity: Severity::Critical,
    needs: required_evidence::SERVICES,
    command: "sc qc sppsvc",
    sources: "D",
    title: Text { en: "Software Protection service disabled", ja: "ソフトウェア保護サービスが無効" },
    finding: Text {
        en: "The start type of {service} is disabled; stopped alone would be normal",
        ja: "{service} のスタートアップの種類が「無効」です (停止しているだけなら正常です)",
    },
    actions: &[&action::ENABLE_SERVICE],
    labels: &[Label::ServiceDisabled],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let started = case
        .observations(ObservationKind::ServiceStart)
        .filter(|(observation, _)| observation.value == "disabled" && observation.about != "clicktorunsvc");
    let by_service = started.map(|(observation, cites)| Hit::global(cites).with("service", &observation.about));
    let by_registry = case.observations(ObservationKind::RegistryValue).filter_map(|(observation, cites)| {
        let lower = observation.about.to_lowercase();
        let service = ["osppsvc", "sppsvc"].into_iter().find(|name| lower == format!("{name}\\start"))?;
        (observation.value == "4").then(|| Hit::global(cites).with("service", service))
    });
    by_service.chain(by_registry).take(1).collect()
}
