//! HST021: host OS too old for this Office.

use super::{HST, prelude::*};

values! { os: String }

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let servers = case
        .observations(ObservationKind::OperatingSystem)
        .filter(|(observation, _)| observation.value.contains("Server"));
    let oldest = servers
        .filter_map(|(observation, cites)| Some((year_of_product(&observation.value)?, observation, cites)))
        .min_by_key(|(year, ..)| *year);
    let Some((year, observation, cites)) = oldest else { return Vec::new() };
    let refusals = [code::PRODUCT_NOT_COVERED, code::PRODUCT_NOT_INSTALLED, code::KEY_INVALID];
    let office = |installed: &InstalledLicense| installed.app() == App::Office && year < server_needed(installed);
    CodeMatch::all(case, office, &refusals)
        .map(|found| Hit::for_license(found.index, cites).with(Values { os: observation.value.clone() }))
        .collect()
}

/// The year of the oldest Windows Server that can be a host for this Office.
fn server_needed(office: &InstalledLicense) -> u32 {
    match year_of(office) {
        Some(2024) => 2022,
        Some(2021) => 2016,
        Some(2019) => 2012,
        _ => 2008,
    }
}
