//! HST007: host key older than clients.

use super::{HST, prelude::*};

values! { key: String }

pub(super) static RULE: Rule = Rule {
    id: "HST007",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Side,
    sources: "M4",
    title: Text { en: "Host key older than clients", ja: "ホスト キーがクライアントより古い" },
    finding: Text {
        en: "The host's key is {key}, and {product} is newer",
        ja: "ホストのキーは {key} で、{product} の方が新しい製品です",
    },
    actions: &[&action::HOST_KEY, &action::HOST_UPDATE],
    labels: &[Label::HostUpdateNeeded],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let refusals = [code::PRODUCT_NOT_COVERED, code::PRODUCT_NOT_INSTALLED, code::INVALID_DATA];
    let refused = case.clients().filter(|(_, client)| client.active_code(&refusals).is_some());
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let wanted = year_of(client)?;
        let is_older = |host: &InstalledLicense| year_of_key(&host.license.channel).is_some_and(|year| year < wanted);
        let (_, host) = case.hosts().find(|(_, host)| is_older(host))?;
        let key = host.license.channel.clone();
        Some(Hit::for_license(index, &host.lines_with(&key)).with(Values { key }))
    };
    refused.filter_map(hit).collect()
}
