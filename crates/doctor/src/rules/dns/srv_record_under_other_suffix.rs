//! DNS007: SRV exists under another suffix only.

use super::{DNS, prelude::*};

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
    actions: &[&action::SUFFIX, &action::PIN_HOST],
    labels: &[Label::SrvMissing],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let Some((srv, srv_cites)) = case.srvs.iter().find(|(srv, _)| srv.target.is_some()) else { return Vec::new() };
    let domain = srv.domain.clone().unwrap_or_default();
    let mut searched: Vec<String> = case.suffix.iter().map(|(suffix, _)| suffix.clone()).collect();
    searched.extend(case.observations(ObservationKind::SearchList).map(|(observation, _)| observation.value.clone()));
    searched.retain(|suffix| !suffix.is_empty());
    if searched.contains(&domain) {
        return Vec::new();
    }
    let hits = kms(case, &[0x8007_232B, 0x8007_251D, 0x8009_2328, 0x8007_007B]).into_iter();
    let seen_by = |hit: &Hit| license_of(case, hit).is_none_or(|installed| installed.license.registered_host.is_none());
    let told = if searched.is_empty() { "-".to_owned() } else { searched.join(", ") };
    hits.filter(seen_by).map(|hit| hit.with_cites(srv_cites).with("domain", &domain).with("searched", &told)).collect()
}
