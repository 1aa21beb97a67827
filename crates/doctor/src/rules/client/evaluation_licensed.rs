//! CLI023: an evaluation that is licensed.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI023",
    severity: Severity::Low,
    scope: Scope::Windows,
    sources: "K S0",
    title: Text { en: "Evaluation, licensed until its end", ja: "評価版 (期限までライセンス認証済み)" },
    finding: Text {
        en: "{product} is an evaluation and licensed until its end (days left: {days}): no KMS host can activate it",
        ja: "{product} は評価版で、期限まではライセンス認証済みです (残り日数: {days})。KMS ホストではライセンス認証できません",
    },
    actions: &[&action::CONVERT_EDITION],
    labels: &[Label::EvalEdition, Label::LicensedOk],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    let evaluations = case.clients().filter(|(_, installed)| installed.channel() == Channel::Evaluation);
    let licensed = evaluations.filter(|(_, installed)| installed.is_well());
    licensed
        .map(|(index, installed)| {
            let hit = Hit::for_license(index, &installed.status_lines()).with(days_left(installed));
            // It works until it ends, as it is meant to.
            if ends_soon(installed) { hit.severity(Severity::Medium) } else { hit }
        })
        .collect()
}

fn ends_soon(installed: &InstalledLicense) -> bool {
    installed.license.minutes_left.is_some_and(|left| left <= MONTH_MINUTES)
}
