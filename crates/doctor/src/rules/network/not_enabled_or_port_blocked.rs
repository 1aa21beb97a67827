//! NET012: service not enabled, or port blocked?.

use super::{NET, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NET012",
    confidence: Confidence::Likely,
    step: Step::Rpc,
    weight: Weight::NamesNoCause,
    needs: required_evidence::CLIENT,
    sources: "S0 S4",
    title: Text {
        en: "Service not enabled, or port blocked?", ja: "サービスが無効か、ポートがブロックされている"
    },
    finding: Text {
        en: "{code}: no KMS answered at {host}. If the port accepts connections, KMS is not enabled there; if not, the way is blocked",
        ja: "{code}: {host} の KMS が応答しません。ポートに接続できる場合は KMS が無効です。接続できない場合は経路上でブロックされています",
    },
    actions: &[&action::COMPARE_HOST, &action::CHECK_FIREWALL, &action::CHECK_HOST_SERVICE, &action::CLEAR_PIN],
    labels: &[Label::HostNotEnabled],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    kms_client_with(case, &[code::HOST_NOT_ENABLED])
        .filter(|found| !is_known_not_enabled(case, found.installed))
        .map(|found| found.hit())
        .collect()
}
