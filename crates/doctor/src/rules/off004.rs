//! OFF004: Office already licensed.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "OFF004",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Office,
    needs: needs::OFFICE,
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0",
    title: Text { en: "Office already licensed", ja: "Office は認証済み" },
    finding: Text { en: "{product} is licensed{left}", ja: "{product} はライセンス認証済みです{left}" },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let well = |unit: &Unit| {
        unit.app() == App::Office && unit.is_licensed() && !unit.is_in_trouble() && !unit.needs_no_activation()
    };
    let units =
        case.clients().filter(|(_, unit)| well(unit) && unit.license.minutes_left.is_none_or(|left| left > 43_200));
    units
        .map(|(index, unit)| {
            let left = unit.license.minutes_left.map(|left| format!(" ({} d)", left / 1440)).unwrap_or_default();
            Hit::of(index, &stating(unit)).with("left", left)
        })
        .collect()
}
