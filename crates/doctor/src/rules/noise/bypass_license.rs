//! NOI002: 0xC004C003 of a bypass license.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NOI002",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Harmless,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::CLIENT,
    command: "wevtutil epl Application Application.evtx",
    sources: "S0",
    title: Text { en: "0xC004C003 of a bypass license", ja: "バイパス ライセンスの 0xC004C003" },
    finding: Text {
        en: "{product} needs no activation; that it cannot be activated means nothing",
        ja: "{product} はライセンス認証が不要なため、エラーは無視できます",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let tried = |unit: &Unit| {
        unit.outcomes.iter().rev().find(|(code, _)| *code == Some(KEY_BLOCKED)).map(|(_, cites)| cites.clone())
    };
    let bypass = case.clients().filter(|(_, unit)| unit.needs_no_activation());
    bypass.filter_map(|(index, unit)| Some(Hit::of(index, &tried(unit)?))).collect()
}
