//! DNS014: lookup domain set by hand has no record.

use super::{DNS, prelude::*};

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
    actions: &[&action::CREATE_SRV, &action::CLEAR_PIN],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let by_registry = case
        .registry("KeyManagementServiceLookupDomain")
        .next()
        .map(|(observation, cites)| (observation.value.clone(), cites.to_vec()));
    let mut hits = Vec::new();
    for (index, installed) in case
        .clients()
        .filter(|(_, installed)| installed.takes_kms() && installed.active_code(&DISCOVERY_CODES).is_some())
    {
        let set = installed.license.lookup_domain.clone().map(|domain| (domain, stating(installed)));
        let Some((domain, cites)) = set.or_else(|| by_registry.clone()).filter(|(domain, _)| !domain.is_empty()) else {
            continue;
        };
        let there = case.srvs.iter().any(|(srv, _)| srv.target.is_some() && srv.domain.as_deref() == Some(&domain));
        if !there {
            hits.push(Hit::for_license(index, &cites).with("domain", domain));
        }
    }
    hits
}
