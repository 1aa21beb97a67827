//! HST006: host lacks an update for newer clients.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST006",
    confidence: Confidence::Likely,
    needs: required_evidence::CLIENT,
    command: "powershell Get-HotFix",
    sources: "S0 M4",
    title: Text {
        en: "Host lacks an update for newer clients",
        ja: "新しいクライアント用の更新プログラムがホストにない",
    },
    finding: Text {
        en: "{host} could not read the request of {product} ({code}): hosts older than the client need an update",
        ja: "{host} は {product} の要求を処理できません ({code})。クライアントより古いホストには更新プログラムが必要です",
    },
    actions: &[&action::HOST_UPDATE_8_1, &action::ACTIVATE],
    labels: &[Label::HostUpdateNeeded],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let unread = kms_client_with(case, &[code::INVALID_DATA]);
    unread.filter(CodeMatch::is_by_attempt).map(|found| found.hit()).collect()
}
