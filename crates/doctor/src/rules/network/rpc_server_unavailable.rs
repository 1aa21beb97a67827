//! NET004: RPC server unavailable.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NET004",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Rpc,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "Test-NetConnection HOST -Port 1688",
    sources: "S4 M9",
    title: Text { en: "RPC server unavailable", ja: "RPC サーバーを利用できない" },
    finding: Text {
        en: "{code}: the host {host} did not answer at all",
        ja: "{code}: ホスト {host} から応答がありません",
    },
    actions: &[&action::CHECK_HOST_SERVICE, &action::ALLOW_PORT, &action::DELETE_SRV],
    labels: &[Label::HostUnreachable],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hits = kms(case, &[0x8007_06BA, 0xC002_0017]).into_iter();
    hits.filter(|hit| license_of(case, hit).is_none_or(|installed| !installed.was_answered())).collect()
}
