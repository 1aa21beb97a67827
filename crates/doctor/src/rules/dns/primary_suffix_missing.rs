//! DNS004: no primary DNS suffix.

use super::{DNS, prelude::*, searches_nowhere};

pub(super) static RULE: Rule = Rule {
    id: "DNS004",
    severity: Severity::High,
    needs: required_evidence::NETWORK,
    command: "ipconfig /all",
    sources: "M15 S2",
    title: Text {
        en: "No primary DNS suffix", ja: "プライマリ DNS サフィックスが設定されていない"
    },
    finding: Text {
        en: "The primary DNS suffix is empty and nothing is searched instead, so no query for a host is made",
        ja: "プライマリ DNS サフィックスが空で検索一覧もないため、ホストを検索する照会が行われません",
    },
    actions: &[&action::SUFFIX, &action::PUBLISH_IN_DOMAIN, &action::PIN_HOST],
    labels: &[Label::SrvMissing],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let Some(cites) = searches_nowhere(case) else { return Vec::new() };
    case.kms_client_in_trouble().map(|index| Hit::for_license(index, cites)).into_iter().collect()
}
