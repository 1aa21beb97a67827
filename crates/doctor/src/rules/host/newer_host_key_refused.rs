//! HST031: the host refuses the key that would cover the product.

use super::{HST, is_refused_on_host, prelude::*};

values! { code: Code }

pub(super) static RULE: Rule = Rule {
    id: "HST031",
    confidence: Confidence::Likely,
    needs: required_evidence::CLIENT,
    command: "powershell Get-HotFix",
    sources: "M4 M19",
    title: Text {
        en: "Host too old for the key that it needs", ja: "必要なホスト キーに対応していない古いホスト"
    },
    finding: Text {
        en: "The host does not cover {product} ({code}), and its Windows does not take the key that would: it is too old, or lacks an update",
        ja: "ホストは {product} に対応しておらず ({code})、対応するホスト キーも拒否されています。ホストの Windows が古いか、更新プログラムが不足しています",
    },
    actions: &[&action::HOST_UPDATE, &action::HOST_KEY, &action::ACTIVATE],
    labels: &[Label::HostUpdateNeeded],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if !is_refused_on_host(case) {
        return Vec::new();
    }
    let uncovered = kms_client_with(case, &[code::PRODUCT_NOT_COVERED]);
    uncovered.map(|found| found.hit().with(Values { code: found.code() })).collect()
}
