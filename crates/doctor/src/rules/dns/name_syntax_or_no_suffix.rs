//! DNS003: name syntax wrong, or no DNS suffix.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS003",
    needs: required_evidence::CLIENT,
    command: "ipconfig /all",
    sources: "S4 M15",
    title: Text {
        en: "Name syntax wrong, or no DNS suffix", ja: "名前の構文エラー、または DNS サフィックスの未設定"
    },
    finding: Text {
        en: "{code}: the machine has no DNS suffix to search, or the host is written with http:// or a path",
        ja: "{code}: 検索する DNS サフィックスがないか、ホスト名に http:// やパスが含まれています",
    },
    actions: &[&action::SUFFIX, &action::FIX_SYNTAX, &action::PUBLISH_IN_DOMAIN, &action::PIN_HOST],
    labels: &[Label::SrvMissing],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let searched = |domain: &str| {
        case.suffix.iter().any(|(suffix, _)| suffix == domain)
            || case.observations(ObservationKind::SearchList).any(|(observation, _)| observation.value == domain)
    };
    let found = case.srvs.iter().any(|(srv, _)| srv.target.is_some() && srv.domain.as_deref().is_some_and(searched));
    let hits = kms_client_with(case, &[code::INVALID_NAME]).map(|found| found.hit());
    // With a suffix in which the record stands, the code has another reason.
    hits.map(|hit| if found { hit.confidence(Confidence::Possible) } else { hit }).collect()
}
