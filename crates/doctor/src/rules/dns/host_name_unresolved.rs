//! DNS002: host name cannot be resolved.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS002",
    step: Step::Name,
    needs: required_evidence::CLIENT,
    command: "nslookup {host}",
    sources: "S4",
    title: Text { en: "Host name cannot be resolved", ja: "ホスト名を解決できない" },
    finding: Text {
        en: "{product} is set to ask {host}, and that name has no address ({code})",
        ja: "{product} に設定された {host} の名前を解決できません ({code})",
    },
    actions: &[&action::CLEAR_PIN, &action::DNS_SERVER],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let pinned = |installed: &InstalledLicense| {
        installed.license.registered_host.is_some() || case.observations(ObservationKind::HostSet).next().is_some()
    };
    let named = kms_client_with(case, &NO_ADDRESS).filter(|found| pinned(found.installed));
    let targets = kms_client_with(case, &[code::NAME_NOT_RESOLVED, NAME_WITHOUT_ADDRESS])
        .filter(|found| !pinned(found.installed));
    let told: Vec<Hit<CodeAndHost>> = named.chain(targets).map(|found| found.hit()).collect();
    if !told.is_empty() {
        return told;
    }
    let unknown = with_unresolved_host(case, |installed| installed.license.registered_host.clone());
    unknown.map(|(index, host, cites)| Hit::for_license(index, cites).with(CodeAndHost::unknown(host))).collect()
}
