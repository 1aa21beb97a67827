//! HST024: host licensed.

use super::{HST, prelude::*};

values! { count: Value }

pub(super) static RULE: Rule = Rule {
    id: "HST024",
    severity: Severity::Info,
    role: Role::State,
    scope: Scope::Host,
    sources: "S0",
    title: Text { en: "Host licensed", ja: "ホストはライセンス認証済み" },
    finding: Text {
        en: "{product} is licensed (current count: {count})",
        ja: "{product} はライセンス認証済みです (現在の数: {count})",
    },
    labels: &[Label::HostLicensedOk],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let well = case.hosts().filter(|(_, host)| host.is_licensed() && !host.is_in_trouble());
    let hit = |(index, host): (usize, &InstalledLicense)| {
        let unknown = Value::Words(Text { en: "not stated", ja: "記載なし" });
        let count = host.counts().map_or(unknown, |counts| counts.count.into());
        Hit::for_license(index, &host.status_lines()).with(Values { count })
    };
    well.map(hit).collect()
}
