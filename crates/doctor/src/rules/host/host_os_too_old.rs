//! HST021: host OS too old for this Office.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST021",
    scope: Scope::Office,
    command: "systeminfo",
    sources: "M26",
    title: Text { en: "Host OS too old for this Office", ja: "Office に対してホストの OS が古い" },
    finding: Text {
        en: "{os} cannot be a host for {product}", ja: "{os} は {product} の KMS ホストにできません"
    },
    actions: &[&action::HOST_UPDATE],
    labels: &[Label::HostUpdateNeeded],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let systems = case
        .observations(ObservationKind::OperatingSystem)
        .filter(|(observation, _)| observation.value.contains("Server"));
    let oldest = systems
        .filter_map(|(observation, cites)| Some((year_of_product(&observation.value)?, observation, cites)))
        .min_by_key(|(year, ..)| *year);
    let Some((year, observation, cites)) = oldest else { return Vec::new() };
    let needs = |installed: &InstalledLicense| match year_of(installed) {
        Some(2024) => 2022,
        Some(2021) => 2016,
        Some(2019) => 2012,
        _ => 2008,
    };
    let refused = |installed: &InstalledLicense| {
        installed.app() == App::Office && installed.active_code(&[0xC004_F042, 0xC004_F015, 0xC004_F050]).is_some()
    };
    let licenses =
        case.licenses.iter().enumerate().filter(|(_, installed)| refused(installed) && year < needs(installed));
    licenses.map(|(index, _)| Hit::for_license(index, cites).with("os", &observation.value)).collect()
}
