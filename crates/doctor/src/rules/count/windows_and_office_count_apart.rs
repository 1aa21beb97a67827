//! CNT012: Windows and Office have separate counts.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT012",
    severity: Severity::Info,
    sources: "S1",
    title: Text { en: "Windows and Office have separate counts", ja: "Windows と Office のカウントは別" },
    finding: Text {
        en: "The count of {other} ({count}) is no help for {product}",
        ja: "{other} のカウント ({count}) は {product} には関係しません",
    },
    actions: &[&action::NONE],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let low = case
        .clients()
        .filter(|(_, installed)| installed.active_code(&[COUNT_TOO_LOW]).is_some() && installed.app() != App::Unknown);
    let mut hits = Vec::new();
    for (index, installed) in low {
        let mut full = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.count?)));
        let other = full.find(|(host, count)| host.app() != installed.app() && *count >= 5);
        let by_host = other.map(|(host, count)| (host.name(), count, naming(host, &count.to_string())));
        // Without the host's own word: what it told the machine's other product.
        let by_sibling = || {
            let siblings = case
                .clients()
                .filter(|(_, siblings)| siblings.app() != installed.app() && siblings.app() != App::Unknown);
            let mut told = siblings.filter_map(|(_, siblings)| {
                siblings.told_count().map(|(count, cites)| (siblings.name(), count, cites.to_vec()))
            });
            told.find(|(_, count, _)| *count >= 5)
        };
        hits.extend(
            by_host
                .or_else(by_sibling)
                .map(|(name, count, cites)| Hit::for_license(index, &cites).with("other", name).with("count", count)),
        );
    }
    hits
}
