//! NOI004: 1058 about OEM data.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NOI004",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Noise,
    step: Step::None,
    scope: Scope::Any,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "M21",
    title: Text { en: "1058 about OEM data", ja: "イベント 1058 (OEM 情報)" },
    finding: Text {
        en: "The installation has no OEM data, as volume and retail installations have none",
        ja: "ボリューム版とリテール版には OEM 情報がないため、問題ありません",
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.events(&[1058]).last().map(|event| Hit::global(&event.cites)).into_iter().collect()
}
