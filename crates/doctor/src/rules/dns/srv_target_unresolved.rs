//! DNS008: SRV target does not resolve.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS008",
    step: Step::Name,
    command: "nslookup HOST",
    sources: "M2",
    title: Text { en: "SRV target does not resolve", ja: "SRV レコードの対象を解決できない" },
    finding: Text {
        en: "The record names {host}, and that name has no address",
        ja: "レコードが示す {host} の名前を解決できません",
    },
    actions: &[&action::DNS_SERVER, &action::DELETE_SRV],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let failed = |target: &str| {
        case.clients().find_map(|(index, installed)| {
            let active = installed.active_codes.iter().find(|active| {
                let tried = active.target.as_deref().map(|tried| host_and_port(tried).0);
                NO_ADDRESS.contains(&active.code) && tried.is_some_and(|tried| same_host(&tried, target))
            })?;
            Some((index, active.cites.clone()))
        })
    };
    case.targets()
        .filter_map(|(target, _, cites)| {
            let (index, tried) = failed(target)?;
            Some(Hit::for_license(index, cites).with_cites(&tried).with("host", target))
        })
        .take(1)
        .collect()
}
