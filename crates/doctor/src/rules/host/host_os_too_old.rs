//! HST021: host OS too old for this Office.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "HST021",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Answer,
    scope: Scope::Office,
    needs: needs::HOSTS,
    command: "systeminfo",
    sources: "M26",
    title: Text { en: "Host OS too old for this Office", ja: "Office に対してホストの OS が古い" },
    finding: Text {
        en: "{os} cannot be a host for {product}", ja: "{os} は {product} の KMS ホストにできません"
    },
    actions: &[&action::HOST_UPDATE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let systems = case
        .observations(ObservationKind::OperatingSystem)
        .filter(|(observation, _)| observation.value.contains("Server"));
    let oldest = systems
        .filter_map(|(observation, cites)| Some((year_of_product(&observation.value)?, observation, cites)))
        .min_by_key(|(year, ..)| *year);
    let Some((year, observation, cites)) = oldest else { return Vec::new() };
    let needs = |unit: &Unit| match year_of(unit) {
        Some(2024) => 2022,
        Some(2021) => 2016,
        Some(2019) => 2012,
        _ => 2008,
    };
    let refused =
        |unit: &Unit| unit.app() == App::Office && unit.saw(&[0xC004_F042, 0xC004_F015, 0xC004_F050]).is_some();
    let units = case.units.iter().enumerate().filter(|(_, unit)| refused(unit) && year < needs(unit));
    units.map(|(index, _)| Hit::of(index, cites).with("os", &observation.value)).collect()
}
