//! NOI005: 12321 about tokens.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NOI005",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Noise,
    step: Step::None,
    scope: Scope::Any,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "M22",
    title: Text { en: "12321 about tokens", ja: "イベント 12321 (トークン認証)" },
    finding: Text {
        en: "Token activation is not in use here", ja: "トークンによるライセンス認証は使用されていません"
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.events(&[12321]).last().map(|event| Hit::global(&event.cites)).into_iter().collect()
}
