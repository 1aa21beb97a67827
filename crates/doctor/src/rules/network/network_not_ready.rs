//! NET010: not in the right state to reach a host.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NET010",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Rpc,
    scope: Scope::Any,
    needs: required_evidence::EVENTS,
    command: "ipconfig /all",
    sources: "M9",
    title: Text {
        en: "Not in the right state to reach a host", ja: "ホストに接続できる状態になっていない"
    },
    finding: Text {
        en: "Every failure of {product} is {code}: the network, a VPN or a tunnel was not ready",
        ja: "{product} の失敗はすべて {code} です。ネットワーク、VPN、トンネルの準備ができていません",
    },
    actions: &[&action::VPN, &action::ALLOW_PORT],
    labels: &[Label::PortBlocked],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    kms(case, &[0x8007_139F])
}
