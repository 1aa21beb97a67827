//! KEY003: host key on a client.

use super::{KEY, prelude::*};

values! { count: i64 }

pub(super) static RULE: Rule = Rule {
    id: "KEY003",
    severity: Severity::High,
    needs: required_evidence::HOSTS,
    sources: "S2 M1",
    title: Text {
        en: "Host key on a client", ja: "クライアントに KMS ホスト キーがインストールされている"
    },
    finding: Text {
        en: "{product} is a client edition and holds a KMS host key: it answers clients with a count of {count}",
        ja: "{product} はクライアント エディションですが KMS ホスト キーが使われ、カウント {count} でクライアントに応答しています",
    },
    actions: &[&action::INSTALL_CLIENT_KEY, &action::DELETE_SRV],
    labels: &[Label::KeyWrongChannel],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    case.unexpected_client_hosts()
        .map(|(index, host)| {
            let count = host.counts().and_then(|counts| counts.count).unwrap_or(0);
            Hit::for_license(index, &host.lines_with("VOLUME_KMS")).with(Values { count })
        })
        .collect()
}
