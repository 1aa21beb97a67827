//! HST024: host licensed and enabled.

use super::{HST, prelude::*};

values! { count: Value }

pub(super) static RULE: Rule = Rule {
    id: "HST024",
    severity: Severity::Info,
    role: Role::State,
    scope: Scope::Host,
    sources: "S0",
    title: Text { en: "Host licensed and enabled", ja: "ホストはライセンス認証済みで有効" },
    finding: Text {
        en: "{product} is licensed and answers; its count is {count}",
        ja: "{product} はライセンス認証済みで、要求に応答できます (現在の数: {count})",
    },
    actions: &[&action::NONE],
    labels: &[Label::HostLicensedOk],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let well = case.hosts().filter(|(_, host)| host.is_licensed() && !host.is_in_trouble());
    let hit = |(index, host): (usize, &InstalledLicense)| {
        let count = host.counts()?.count.into();
        Some(Hit::for_license(index, &host.status_lines()).with(Values { count }))
    };
    well.filter_map(hit).collect()
}
