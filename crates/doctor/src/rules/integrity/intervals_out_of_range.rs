//! INT003: intervals that no host of Microsoft sets.

use super::{INT, prelude::*};

values! { minutes: u64 }

pub(super) static RULE: Rule = Rule {
    id: "INT003",
    sources: "M3",
    title: Text { en: "Intervals outside what a host may set", ja: "範囲外の間隔" },
    finding: Text {
        en: "{product} got an interval of {minutes} minutes; a KMS host sets 15 to 43200",
        ja: "{product} の間隔が {minutes} 分に設定されています。KMS ホストが設定できるのは 15 ～ 43200 分です",
    },
    actions: &[&action::TALK_TO_OWNER],
    ..INT
};

/// What a host may set, in minutes.
const ALLOWED: std::ops::RangeInclusive<u64> = 15..=43_200;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let license = &client.license;
        let set = [license.activation_interval, license.renewal_interval];
        let minutes = set.into_iter().flatten().find(|minutes| *minutes > 0 && !ALLOWED.contains(minutes))?;
        Some(Hit::for_license(index, &client.lines_with(&minutes.to_string())).with(Values { minutes }))
    };
    case.clients().filter(|(_, client)| client.app() != App::Other && client.takes_kms()).filter_map(hit).collect()
}
