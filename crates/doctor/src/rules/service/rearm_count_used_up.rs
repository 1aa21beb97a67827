//! SVC010: rearm count used up.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC010",
    severity: Severity::Medium,
    step: Step::Store,
    sources: "K",
    title: Text { en: "Rearm count used up", ja: "rearm の残り回数がない" },
    finding: Text {
        en: "No rearm is left for {product}; activation needs none",
        ja: "{product} の rearm の残り回数は 0 です (ライセンス認証に rearm は不要です)",
    },
    actions: &[&action::ACTIVATE],
    labels: &[Label::RearmExhausted],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let refused = any_license_with(case, &[code::REARM_LIMIT]).map(|found| found.hit().with(()));
    let spent = |installed: &InstalledLicense| installed.license.rearms_left == Some(0) && !installed.is_licensed();
    let printed = case
        .clients()
        .filter(|(_, installed)| spent(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("0")).role(Role::Side));
    refused.chain(printed).collect()
}
