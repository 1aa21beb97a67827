//! HST009: many requests are refused.

use super::{HST, prelude::*};

values! { failed: u64, total: u64 }

pub(super) static RULE: Rule = Rule {
    id: "HST009",
    severity: Severity::Low,
    role: Role::Side,
    scope: Scope::Host,
    sources: "D",
    title: Text { en: "Many failed requests", ja: "失敗した要求が多い" },
    finding: Text {
        en: "Failed requests to {product}: {failed} of {total}; the codes of event 12290 tell why",
        ja: "{product} への要求 {total} 件のうち {failed} 件が失敗しています。理由はイベント 12290 のコードで確認できます",
    },
    actions: &[&action::COLLECT_HOST],
    ..HST
};

/// Fewer requests say nothing.
const REQUESTS_MIN: u64 = 20;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(index, host): (usize, &InstalledLicense)| {
        let (total, failed) = (host.counts()?.total?, host.counts()?.failed?);
        let many = total >= REQUESTS_MIN && failed * 20 > total;
        let lines = host.lines_with(&failed.to_string());
        many.then(|| Hit::for_license(index, &lines).with(Values { failed, total }))
    };
    case.hosts().filter_map(hit).collect()
}
