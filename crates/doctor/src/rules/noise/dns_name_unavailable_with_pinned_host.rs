//! NOI010: DNS name not available, with a host set by hand.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI010",
    needs: required_evidence::LICENSES,
    sources: "D",
    title: Text {
        en: "DNS name not available, with a host set by hand",
        ja: "ホスト指定時の「DNS 名は利用できません」",
    },
    finding: Text {
        en: "{product} has a host set by hand, so nothing is looked up",
        ja: "{product} にはホストが手動で設定されているため、検索は行われません",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let both = |license: &License| license.host_not_found && license.registered_host.is_some();
    case.clients()
        .filter(|(_, installed)| both(&installed.license))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("not available")))
        .collect()
}
