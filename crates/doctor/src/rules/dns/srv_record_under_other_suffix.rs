//! DNS007: SRV exists under another suffix only.

use super::{DNS, prelude::*};

values! { domain: String, searched: String }

pub(super) static RULE: Rule = Rule {
    id: "DNS007",
    confidence: Confidence::Likely,
    command: "ipconfig /all",
    sources: "M2 S2",
    title: Text {
        en: "SRV exists under another suffix only", ja: "SRV レコードが別のサフィックスにのみ存在"
    },
    finding: Text {
        en: "A record exists in {domain}; {product} searches {searched} and does not find it",
        ja: "レコードは {domain} にありますが、{product} は {searched} を検索するため見つかりません",
    },
    actions: &[&action::SUFFIX, &action::PUBLISH_IN_DOMAIN, &action::PIN_HOST],
    labels: &[Label::SrvMissing],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some((srv, srv_cites)) = case.srvs.iter().find(|(srv, _)| srv.target.is_some()) else { return Vec::new() };
    let domain = srv.domain.clone().unwrap_or_default();
    let mut searched: Vec<&str> = case.suffix.iter().map(|(suffix, _)| suffix.as_str()).collect();
    let list = case.observations(ObservationKind::SearchList);
    searched.extend(list.map(|(observation, _)| observation.value.as_str()));
    searched.retain(|suffix| !suffix.is_empty());
    if searched.contains(&domain.as_str()) {
        return Vec::new();
    }
    let searched = if searched.is_empty() { "-".to_owned() } else { searched.join(", ") };
    let codes = [NO_RECORD.as_slice(), &[code::INVALID_NAME]].concat();
    kms_client_with(case, &codes)
        .filter(|found| found.installed.license.registered_host.is_none())
        .map(|found| {
            let values = Values { domain: domain.clone(), searched: searched.clone() };
            found.hit().with_cites(srv_cites).with(values)
        })
        .collect()
}
