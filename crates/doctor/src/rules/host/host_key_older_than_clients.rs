//! HST007: host key older than clients.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST007",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Side,
    sources: "M4",
    title: Text { en: "Host key older than clients", ja: "ホスト キーがクライアントより古い" },
    finding: Text {
        en: "The host's key is {key}, and {product} is newer",
        ja: "ホストのキーは {key} で、{product} の方が新しい製品です",
    },
    actions: &[&action::HOST_KEY, &action::HOST_UPDATE],
    labels: &[Label::HostUpdateNeeded],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (index, installed) in case
        .clients()
        .filter(|(_, installed)| installed.active_code(&[0xC004_F042, 0xC004_F015, DATA_INVALID]).is_some())
    {
        let Some(wanted) = year_of(installed) else { continue };
        let older = case.hosts().find(|(_, host)| year_of_key(&host.license.channel).is_some_and(|year| year < wanted));
        hits.extend(older.map(|(_, host)| {
            Hit::for_license(index, &naming(host, &host.license.channel)).with("key", &host.license.channel)
        }));
    }
    hits
}
