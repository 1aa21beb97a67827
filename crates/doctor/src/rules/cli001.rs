//! CLI001: licensed, nothing to do.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI001",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text { en: "Licensed, nothing to do", ja: "ライセンス認証済み (対処不要)" },
    finding: Text {
        en: "{product} is licensed (days left: {days})",
        ja: "{product} はライセンス認証済みです (残り日数: {days})",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let well = |unit: &Unit| unit.is_licensed() && !unit.is_in_trouble() && unit.app() != App::Office;
    let units =
        case.clients().filter(|(_, unit)| well(unit) && unit.license.minutes_left.is_none_or(|left| left > 43_200));
    units
        .map(|(index, unit)| {
            let days = unit.license.minutes_left.map_or("-".to_owned(), |left| (left / 1440).to_string());
            Hit::of(index, &stating(unit)).with("days", days)
        })
        .collect()
}
