//! HST002: host not activated.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST002",
    needs: required_evidence::CLIENT,
    sources: "S0 S4",
    title: Text { en: "Host not activated", ja: "ホストが未認証" },
    finding: Text {
        en: "The KMS host is not activated ({code})",
        ja: "KMS ホストがライセンス認証されていません ({code})",
    },
    actions: &[&action::ACTIVATE_HOST],
    labels: &[Label::HostNotActivated],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = kms(case, &[0xC004_F041]);
    // The state alone says less than the code of an attempt to activate the host.
    let idle = |installed: &InstalledLicense| installed.license.status.is_some_and(|status| status != 1);
    let hosts = case.hosts().filter(|(_, installed)| idle(installed));
    hits.extend(hosts.map(|(index, installed)| {
        // The state alone says less than the code of an attempt to activate it.
        Hit::for_license(index, &stating(installed))
            .confidence(Confidence::Likely)
            .with("code", installed.license.code.map(|code| code.to_string()).unwrap_or_default())
    }));
    hits
}
