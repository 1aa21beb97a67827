//! NOI006: codes inside event 1003.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NOI006",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Noise,
    step: Step::None,
    scope: Scope::Any,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Codes inside event 1003", ja: "イベント 1003 内のコード" },
    finding: Text {
        en: "Event 1003 lists the state of every license; its codes are states, not failures",
        ja: "イベント 1003 はすべてのライセンスの状態の一覧です。コードは状態であり、エラーではありません",
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.events(&[1003]).last().map(|event| Hit::global(&event.cites)).into_iter().collect()
}
