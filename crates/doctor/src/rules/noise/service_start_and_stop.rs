//! NOI013: start and stop of the service.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NOI013",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Noise,
    step: Step::None,
    scope: Scope::Any,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Start and stop of the service", ja: "サービスの開始と停止" },
    finding: Text {
        en: "The service starts when it is needed and stops when it is not",
        ja: "サービスは必要なときに開始し、不要になると停止します",
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.events(&[16384, 16394, 902, 903, 1066]).last().map(|event| Hit::global(&event.cites)).into_iter().collect()
}
