//! HST012: host key use exhausted.

use super::{HST, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "HST012",
    needs: required_evidence::CLIENT,
    sources: "S4",
    title: Text { en: "Host key use exhausted", ja: "ホスト キーのライセンス認証回数の超過" },
    finding: Text {
        en: "{code}: the KMS host key has been activated as often as it may",
        ja: "{code}: KMS ホスト キーのライセンス認証回数が上限に達しています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::HostKeyLimit],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    used_up_keys(case, true).map(|found| found.hit().with(Values { code: found.code().into() })).collect()
}
