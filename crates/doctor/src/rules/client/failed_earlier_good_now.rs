//! CLI018: failed earlier, good now.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI018",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Side,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Failed earlier, good now", ja: "過去に失敗、現在は正常" },
    finding: Text {
        en: "{failures} failures of {product} lie before its newest success",
        ja: "{product} の失敗 {failures} 件は、最新の成功より前のものです",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let failures = |unit: &Unit| unit.history.iter().filter(|moment| moment.code().is_some()).count();
    let units = case.clients().filter(|(_, unit)| !unit.is_in_trouble() && (unit.succeeded_last || unit.is_licensed()));
    let recovered = units.filter(|(_, unit)| failures(unit) > 0);
    recovered
        .map(|(index, unit)| {
            let last = unit.history.iter().rev().find(|moment| moment.code().is_some());
            Hit::of(index, &last.map(|moment| moment.cites.clone()).unwrap_or_default())
                .with("failures", failures(unit))
        })
        .collect()
}
