//! HST024: host licensed and enabled.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST024",
    severity: Severity::Info,
    role: Role::State,
    scope: Scope::Host,
    sources: "S0",
    title: Text { en: "Host licensed and enabled", ja: "ホストは認証済みで有効" },
    finding: Text {
        en: "{product} is licensed and answers; its count is {count}",
        ja: "{product} は認証済みで応答可能です (現在の数: {count})",
    },
    actions: &[&action::NONE],
    labels: &[Label::HostLicensedOk],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let well = |installed: &InstalledLicense| installed.is_licensed() && !installed.is_in_trouble();
    let licenses = case.hosts().filter(|(_, installed)| well(installed) && installed.counts().is_some());
    licenses
        .map(|(index, installed)| {
            let count =
                installed.counts().and_then(|counts| counts.count).map_or("?".to_owned(), |count| count.to_string());
            Hit::for_license(index, &stating(installed)).with("count", count)
        })
        .collect()
}
