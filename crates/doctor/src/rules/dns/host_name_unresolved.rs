//! DNS002: host name cannot be resolved.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS002",
    step: Step::Name,
    needs: required_evidence::CLIENT,
    command: "nslookup HOST",
    sources: "S4",
    title: Text { en: "Host name cannot be resolved", ja: "ホスト名を解決できない" },
    finding: Text {
        en: "{product} is set to ask {host}, and that name has no address ({code})",
        ja: "{product} に設定された {host} の名前を解決できません ({code})",
    },
    actions: &[&action::CLEAR_PIN, &action::DNS_SERVER],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let pinned = |installed: &InstalledLicense| {
        installed.license.registered_host.is_some() || case.observations(ObservationKind::HostSet).next().is_some()
    };
    let hits = kms(case, &[0x8007_232B, 0x8007_2AF9, 0x8007_251D]).into_iter();
    let named = hits.filter(|hit| license_of(case, hit).is_some_and(pinned));
    let targets = kms(case, &[0x8007_2AF9]).into_iter();
    named.chain(targets.filter(|hit| !license_of(case, hit).is_some_and(pinned))).collect()
}
