//! NET011: outbound filter.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NET011",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Port,
    scope: Scope::Any,
    needs: needs::PORTS,
    command: "Test-NetConnection HOST -Port 1688",
    sources: "D",
    title: Text { en: "Outbound filter", ja: "送信方向の遮断" },
    finding: Text {
        en: "{host} is reached from one machine and not from another",
        ja: "{host} には、あるコンピューターからは接続でき、別のコンピューターからは接続できません",
    },
    actions: &[&action::ALLOW_PORT],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let differs = |tried: &&Tried| {
        !tried.open
            && case.ports.iter().any(|other| {
                other.open && other.port == tried.port && same_host(&other.host, &tried.host) && !tried.host.is_empty()
            })
    };
    case.ports
        .iter()
        .filter(differs)
        .take(1)
        .map(|tried| Hit::at(&tried.cites).with("host", format!("{}:{}", tried.host, tried.port)))
        .collect()
}
