//! HST028: no host key.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST028",
    sources: "S0",
    title: Text { en: "No host key", ja: "ホスト キーなし" },
    finding: Text {
        en: "No key is installed for {product}: it serves nobody, or its key was uninstalled",
        ja: "{product} のキーがインストールされていません (未インストール、または削除済み)。この製品の要求には応答しません",
    },
    actions: &[&action::HOST_KEY],
    labels: &[Label::HostKeyMissing],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let without_key = case.hosts().filter(|(_, host)| host.has_no_key());
    without_key.map(|(index, host)| Hit::for_license(index, &host.status_lines())).collect()
}
