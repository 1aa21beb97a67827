//! CLI004: the renewal is overdue.

use super::{CLI, prelude::*};

values! { days: u64, overdue: u64 }

pub(super) static RULE: Rule = Rule {
    id: "CLI004",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Side,
    sources: "D",
    title: Text { en: "Renewal overdue", ja: "更新が止まっている" },
    finding: Text {
        en: "{product} is licensed (days left: {days}), and its renewals fail (days without one: {overdue})",
        ja: "{product} の残り日数は {days} 日で、{overdue} 日間更新されていません。7 日ごとの更新が失敗しています",
    },
    actions: &[&action::ACTIVATE],
    ..CLI
};

/// Minutes of an activation by a host.
const WHOLE: u64 = 259_200;
/// Two renewals that were left out, in minutes.
const OVERDUE: u64 = 20_160;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let fails = |client: &InstalledLicense| {
        let failing = |active: &ActiveCode| active.code.is_failure() && active.source != CodeSource::State;
        client.channel() == Channel::KmsClient
            && client.license.status == Some(1)
            && client.active_codes.iter().any(failing)
    };
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let left = client.license.minutes_left.filter(|left| *left > 0)?;
        let overdue = WHOLE.checked_sub(left).filter(|overdue| *overdue > OVERDUE)?;
        let values = Values { days: left / 1440, overdue: overdue / 1440 };
        Some(Hit::for_license(index, &client.status_lines()).with(values))
    };
    case.clients().filter(|(_, client)| fails(client)).filter_map(hit).collect()
}
