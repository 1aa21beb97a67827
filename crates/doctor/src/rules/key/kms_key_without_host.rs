//! KEY005: KMS key on a machine that meets no host.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY005",
    severity: Severity::Medium,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "S3",
    title: Text {
        en: "KMS key on a machine that meets no host", ja: "ホストに接続できない環境の KMS キー"
    },
    finding: Text {
        en: "{product} was last activated {days} days before its newest attempt, and has met no host since",
        ja: "{product} の最後のライセンス認証は最新の試行の {days} 日前で、その後ホストに接続できていません",
    },
    actions: &[&action::VPN],
    labels: &[Label::ExpiredOffNetwork],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    roaming_clients(case).map(|(index, days, cites)| Hit::for_license(index, &cites).with("days", days)).collect()
}
