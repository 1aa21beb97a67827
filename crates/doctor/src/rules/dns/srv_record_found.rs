//! DNS024: SRV record found.

use super::{DNS, prelude::*};

values! { host: String, port: u64 }

pub(super) static RULE: Rule = Rule {
    id: "DNS024",
    severity: Severity::Info,
    role: Role::State,
    sources: "M2",
    title: Text { en: "SRV record found", ja: "SRV レコードあり" },
    finding: Text { en: "DNS names {host}:{port}", ja: "DNS に {host}:{port} が登録されています" },
    labels: &[Label::SrvOk],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit =
        |(target, port, cites): (&str, u64, &[Cite])| Hit::global(cites).with(Values { host: target.to_owned(), port });
    case.targets().map(hit).collect()
}
