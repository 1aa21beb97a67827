//! DNS014: lookup domain set by hand has no record.

use super::{DNS, prelude::*};

values! { domain: String }

pub(super) static RULE: Rule = Rule {
    id: "DNS014",
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "M3",
    title: Text {
        en: "Lookup domain set by hand has no record", ja: "手動設定の検索ドメインにレコードがない"
    },
    finding: Text {
        en: "Hosts are looked up in {domain} only, and there is no record",
        ja: "ホストの検索先が {domain} に固定されており、レコードがありません",
    },
    actions: &[&action::CLEAR_LOOKUP_DOMAIN, &action::CREATE_SRV],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let registry = case.registry("KeyManagementServiceLookupDomain").next();
    let registry = registry.map(|(observation, cites)| (observation.value.clone(), cites.to_vec()));
    let set_by_hand = |installed: &InstalledLicense| {
        let printed = installed
            .license
            .lookup_domain
            .clone()
            .map(|domain| (installed.lines_with(&domain), domain))
            .map(|(cites, domain)| (domain, cites));
        printed.or_else(|| registry.clone()).filter(|(domain, _)| !domain.is_empty())
    };
    let has_record =
        |domain: &str| case.srvs.iter().any(|(srv, _)| srv.target.is_some() && srv.domain.as_deref() == Some(domain));
    let failing = |installed: &InstalledLicense| installed.active_code(&DISCOVERY_CODES).is_some();
    case.clients()
        .filter(|(_, installed)| installed.takes_kms() && failing(installed))
        .filter_map(|(index, installed)| {
            let (domain, cites) = set_by_hand(installed).filter(|(domain, _)| !has_record(domain))?;
            Some(Hit::for_license(index, &cites).with(Values { domain }))
        })
        .collect()
}
