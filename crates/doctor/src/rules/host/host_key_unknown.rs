//! HST029: host key newer than the host's Windows.

use super::{HST, prelude::*};

values! { code: Code, key: String }

pub(super) static RULE: Rule = Rule {
    id: "HST029",
    confidence: Confidence::Likely,
    step: Step::Key,
    sources: "M4",
    title: Text {
        en: "Host key newer than the host's Windows", ja: "ホスト キーがホストの Windows より新しい"
    },
    finding: Text {
        en: "{code}: the host, which serves with {key}, refused another key; if it is typed correctly, it is of a newer product, \
             and the host needs an update, or a newer Windows, first",
        ja: "{code}: {key} で稼働中のホストが別のキーを拒否しました。入力に誤りがなければ新しい製品のキーであり、先にホストの更新プログラム、または新しい Windows が必要です",
    },
    actions: &[&action::HOST_UPDATE, &action::OTHER_KEY],
    labels: &[Label::HostUpdateNeeded],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(found, host): (CodeMatch<'_>, &InstalledLicense)| {
        let key = host.channel_token().to_owned();
        let code = found.code();
        found.hit().with_cites(&host.lines_with(&key)).with(Values { code, key })
    };
    refused_host_keys(case).into_iter().map(hit).collect()
}
