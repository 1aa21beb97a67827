//! DNS008: SRV target does not resolve.

use super::{DNS, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "DNS008",
    step: Step::Name,
    command: "nslookup {host}",
    sources: "M2",
    title: Text { en: "SRV target does not resolve", ja: "SRV レコードの対象を解決できない" },
    finding: Text {
        en: "The record names {host}, and that name has no address",
        ja: "レコードが示す {host} の名前を解決できません",
    },
    actions: &[&action::DNS_SERVER, &action::DELETE_SRV],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let unresolved = |active: &&ActiveCode, target: &str| {
        let asked = active.target.as_deref().map(|asked| host_and_port(asked).0);
        NO_ADDRESS.contains(&active.code) && asked.is_some_and(|asked| same_host(&asked, target))
    };
    let failed = |target: &str| {
        case.clients().find_map(|(index, installed)| {
            let active = installed.active_codes.iter().find(|active| unresolved(active, target))?;
            Some((index, &active.cites))
        })
    };
    let hit = |(target, _, cites): (&str, u64, &[Cite])| {
        let (index, tried) = failed(target)?;
        Some(Hit::for_license(index, cites).with_cites(tried).with(Values { host: target.to_owned() }))
    };
    let tried = case.targets().filter_map(hit).take(1);
    let unknown = with_unresolved_host(case, |installed| {
        let license = &installed.license;
        license.dns_host.clone().filter(|_| license.registered_host.is_none())
    });
    // Whoever looked at the record and at the name has no need of a license to know.
    let looked_up = case.targets().filter_map(|(target, _, cites)| {
        Some(Hit::global(cites).with_cites(unresolved_at(case, target)?).with(Values { host: target.to_owned() }))
    });
    tried
        .chain(unknown.map(|(index, host, cites)| Hit::for_license(index, cites).with(Values { host })))
        .chain(looked_up)
        .take(1)
        .collect()
}
