//! HST024: host licensed and enabled.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "HST024",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::Answer,
    scope: Scope::Host,
    needs: needs::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text { en: "Host licensed and enabled", ja: "ホストは認証済みで有効" },
    finding: Text {
        en: "{product} is licensed and answers; its count is {count}",
        ja: "{product} は認証済みで応答可能です (現在の数: {count})",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let well = |unit: &Unit| unit.is_licensed() && !unit.is_in_trouble();
    let units = case.hosts().filter(|(_, unit)| well(unit) && unit.counts().is_some());
    units
        .map(|(index, unit)| {
            let count = unit.counts().and_then(|counts| counts.count).map_or("?".to_owned(), |count| count.to_string());
            Hit::of(index, &stating(unit)).with("count", count)
        })
        .collect()
}
