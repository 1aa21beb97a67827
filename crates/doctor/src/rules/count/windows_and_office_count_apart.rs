//! CNT012: Windows and Office have separate counts.

use super::{CNT, prelude::*};

values! { other: String, count: i64 }

/// A count that serves somebody.
const COUNT_MIN: i64 = 5;

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let short = |client: &InstalledLicense| client.active_code(&[code::COUNT_TOO_LOW]).is_some();
    let low = case.clients().filter(|(_, client)| short(client) && client.app() != App::Unknown);
    low.filter_map(|(index, client)| {
        let (other, count, cites) = of_host(case, client).or_else(|| of_sibling(case, client))?;
        Some(Hit::for_license(index, &cites).with(Values { other, count }))
    })
    .collect()
}

/// The count of a host of another kind of product.
fn of_host(case: &Case, client: &InstalledLicense) -> Option<(String, i64, Vec<Cite>)> {
    let mut counted = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.count?)));
    let (host, count) = counted.find(|(host, count)| host.app() != client.app() && *count >= COUNT_MIN)?;
    Some((host.name(), count, host.lines_with(&count.to_string())))
}

/// Without the host's own print: what it told the machine's other product.
fn of_sibling(case: &Case, client: &InstalledLicense) -> Option<(String, i64, Vec<Cite>)> {
    let siblings = case.clients().filter(|(_, other)| other.app() != client.app() && other.app() != App::Unknown);
    let mut told = siblings.filter_map(|(_, sibling)| Some((sibling, sibling.told_count()?)));
    let (sibling, (count, cites)) = told.find(|(_, (count, _))| *count >= COUNT_MIN)?;
    Some((sibling.name(), count, cites.to_vec()))
}
