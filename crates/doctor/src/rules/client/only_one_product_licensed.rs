//! CLI016: one product is licensed, the other is not.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI016",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Side,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text { en: "One product is licensed, the other is not", ja: "製品ごとに状態が異なる" },
    finding: Text {
        en: "{licensed} is licensed, {product} is not: each application has its own count and CMID",
        ja: "{licensed} は認証済みですが {product} は未認証です (カウントと CMID は製品ごとに別です)",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let well = case.clients().find(|(_, unit)| unit.is_licensed() && !unit.is_in_trouble() && unit.takes_kms());
    let Some((_, well)) = well else { return Vec::new() };
    let other = case.clients().filter(|(_, unit)| unit.is_in_trouble() && unit.takes_kms() && unit.app() != well.app());
    let known = other.filter(|(_, unit)| unit.app() != App::Unknown);
    known
        .map(|(index, unit)| Hit::of(index, &stating(unit)).also(&stating(well)).with("licensed", well.name()))
        .collect()
}
