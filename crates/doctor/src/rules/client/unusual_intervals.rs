//! CLI014: the intervals are not the shipped ones.

use super::{CLI, prelude::*};

values! { activation: u64, renewal: u64 }

pub(super) static RULE: Rule = Rule {
    id: "CLI014",
    severity: Severity::Low,
    role: Role::Side,
    sources: "M3",
    title: Text { en: "Unusual intervals", ja: "間隔が既定値でない" },
    finding: Text {
        en: "{product} tries every {activation} minutes and renews every {renewal}; the defaults are 120 and 10080",
        ja: "{product} の試行間隔は {activation} 分、更新間隔は {renewal} 分です (既定値は 120 と 10080)",
    },
    actions: &[&action::DEFAULT_INTERVALS],
    ..CLI
};

/// What a host may set, in minutes; beyond it is INT003.
const ALLOWED: std::ops::RangeInclusive<u64> = 15..=43_200;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let (activation, renewal) = (client.license.activation_interval?, client.license.renewal_interval?);
        let unusual = (activation, renewal) != (120, 10_080);
        let allowed = ALLOWED.contains(&activation) && ALLOWED.contains(&renewal);
        let lines = client.lines_with(&renewal.to_string());
        (unusual && allowed).then(|| Hit::for_license(index, &lines).with(Values { activation, renewal }))
    };
    case.clients().filter(|(_, client)| client.app() != App::Other).filter_map(hit).collect()
}
