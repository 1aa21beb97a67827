//! CNT002: servers activate, clients do not.

use super::{CNT, prelude::*};

values! { count: i64 }

pub(super) static RULE: Rule = Rule {
    id: "CNT002",
    scope: Scope::Windows,
    needs: required_evidence::CLIENT,
    sources: "S2 M7",
    title: Text {
        en: "Servers activate, clients do not",
        ja: "サーバーはライセンス認証されるが、クライアントはされない",
    },
    finding: Text {
        en: "A count of {count} is enough for servers and Office (5), not for Windows clients (25)",
        ja: "現在の数 {count} は、サーバーと Office (5) には足りますが、Windows クライアント (25) には不足しています",
    },
    actions: &[&action::ADD_CLIENTS, &action::COMPARE_CMIDS],
    labels: &[Label::CountBelowThreshold],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let short = |installed: &InstalledLicense| {
        installed.threshold() == Some(25) && installed.active_code(&[code::COUNT_TOO_LOW]).is_some()
    };
    case.clients()
        .filter(|(_, installed)| short(installed))
        .filter_map(|(index, installed)| {
            let (count, cites) = installed.told_count().filter(|(count, _)| (5..25).contains(count))?;
            Some(Hit::for_license(index, cites).with(Values { count }))
        })
        .collect()
}
