//! KEY022: a host's key on a client, as people tell it.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY022",
    severity: Severity::High,
    confidence: Confidence::Likely,
    needs: required_evidence::ANYTHING,
    sources: "S2 M1",
    title: Text {
        en: "Host key on a client, as it is told", ja: "クライアントに KMS ホスト キーがあるとの記述"
    },
    finding: Text {
        en: "The key of a KMS host is said to be installed on {product}, which needs the client setup key of its edition",
        ja: "{product} に KMS ホスト キーがインストールされているとの記述があります。エディションに合う KMS クライアント セットアップ キーが必要です",
    },
    actions: &[&action::INSTALL_CLIENT_KEY, &action::DELETE_SRV],
    labels: &[Label::KeyWrongChannel],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.topic("host_key_on_client").map(|told| Hit::global(told).product("Windows")).into_iter().collect()
}
