//! SVC002: software Protection service disabled.

use super::{SVC, prelude::*};

values! { service: String }

pub(super) static RULE: Rule = Rule {
    id: "SVC002",
    severity: Severity::Critical,
    needs: required_evidence::SERVICES,
    command: "sc qc sppsvc",
    sources: "D",
    title: Text { en: "Software Protection service disabled", ja: "Software Protection サービスが無効" },
    finding: Text {
        en: "The start type of {service} is disabled; stopped alone would be normal",
        ja: "{service} のスタートアップの種類が「無効」です (停止しているだけなら正常です)",
    },
    actions: &[&action::ENABLE_SERVICE],
    labels: &[Label::ServiceDisabled],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let listed = case
        .observations(ObservationKind::ServiceStart)
        .filter(|(observation, _)| observation.value == "disabled" && observation.about != "clicktorunsvc")
        .map(|(observation, cites)| (observation.about.as_str(), cites));
    let registry = case
        .observations(ObservationKind::RegistryValue)
        .filter(|(observation, _)| observation.value == "4")
        .filter_map(|(observation, cites)| {
            let lower = observation.about.to_lowercase();
            let service = ["osppsvc", "sppsvc"].into_iter().find(|name| lower == format!("{name}\\start"))?;
            Some((service, cites))
        });
    let disabled = listed.chain(registry).take(1);
    disabled.map(|(service, cites)| Hit::global(cites).with(Values { service: service.to_owned() })).collect()
}
