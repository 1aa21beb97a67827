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
    let refused: Vec<Hit> = any_license_with(case, &[code::REARM_LIMIT]).map(|found| found.hit().with(())).collect();
    // Sysprep rearms, and fails where none is left, however well the product is licensed.
    let is_of_sysprep = |(code, cites): &&(Code, Vec<Cite>)| {
        *code == code::REARM_LIMIT && cites.iter().any(|cite| cite.text.contains("SYSPRP"))
    };
    let imaging = case.unattributed_codes.iter().find(is_of_sysprep).filter(|_| refused.is_empty());
    let imaging = imaging.map(|(_, cites)| Hit::global(cites).product("Windows"));
    let spent = |installed: &InstalledLicense| installed.license.rearms_left == Some(0) && !installed.is_licensed();
    let printed = case
        .clients()
        .filter(|(_, installed)| spent(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("0")).role(Role::Side));
    refused.into_iter().chain(imaging).chain(printed).collect()
}
