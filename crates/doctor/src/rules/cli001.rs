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
    finding: Text { en: "{product} is licensed{left}", ja: "{product} はライセンス認証済みです{left}" },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let well = |unit: &Unit| unit.is_licensed() && !unit.is_in_trouble() && unit.app() != App::Office;
    let units =
        case.clients().filter(|(_, unit)| well(unit) && unit.license.minutes_left.is_none_or(|left| left > 43_200));
    units
        .map(|(index, unit)| {
            let left = unit.license.minutes_left.map(|left| format!(" ({} d)", left / 1440)).unwrap_or_default();
            Hit::of(index, &stating(unit)).with("left", left)
        })
        .collect()
}
