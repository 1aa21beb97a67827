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
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let short = |client: &InstalledLicense| client.active_code(&[code::COUNT_TOO_LOW]).is_some();
    let low = case.clients().filter(|(_, client)| short(client) && client.app() != App::Unknown);
    let (hosts, siblings) = (of_hosts(case), of_siblings(case));
    low.filter_map(|(index, client)| {
        let (_, other, count, cites) = hosts.iter().chain(&siblings).find(|(app, ..)| *app != client.app())?;
        Some(Hit::for_license(index, cites).with(Values { other: other.clone(), count: *count }))
    })
    .collect()
}

/// A kind of product, what is counted, its count, and the lines that say so.
type Counted = (App, String, i64, Vec<Cite>);

/// The counts of the hosts, the first of each kind of product.
fn of_hosts(case: &Case) -> Vec<Counted> {
    let counted = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.count?)));
    first_of_each(counted.filter(|(_, count)| *count >= COUNT_MIN), |(host, _)| host.app())
        .into_iter()
        .map(|(host, count)| (host.app(), host.name(), count, host.lines_with(&count.to_string())))
        .collect()
}

/// Without the host's own print: what it told the machine's products, the first of each kind.
fn of_siblings(case: &Case) -> Vec<Counted> {
    let told = case.clients().filter_map(|(_, sibling)| Some((sibling, sibling.told_count()?)));
    let known = told.filter(|(sibling, (count, _))| *count >= COUNT_MIN && sibling.app() != App::Unknown);
    first_of_each(known, |(sibling, _)| sibling.app())
        .into_iter()
        .map(|(sibling, (count, cites))| (sibling.app(), sibling.name(), count, cites.to_vec()))
        .collect()
}

/// There may be thousands of one kind, and each client asks for one of another kind.
fn first_of_each<T>(all: impl Iterator<Item = T>, app: impl Fn(&T) -> App) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for one in all {
        if !found.iter().any(|known| app(known) == app(&one)) {
            found.push(one);
        }
    }
    found
}
