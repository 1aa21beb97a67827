//! INT002: valid for longer than a host can make it.

use super::{INT, prelude::*};

values! { days: u64 }

pub(super) static RULE: Rule = Rule {
    id: "INT002",
    sources: "D",
    title: Text { en: "Validity longer than 180 days", ja: "有効期間が 180 日を超えている" },
    finding: Text {
        en: "{product} is licensed for longer than a KMS host makes it, which is 180 days (days left: {days})",
        ja: "{product} の残り日数は {days} 日です。KMS ホストによるライセンス認証の有効期間は 180 日です",
    },
    actions: &[&action::TALK_TO_OWNER],
    ..INT
};

/// 180 days in minutes.
const WHOLE: u64 = 259_200;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let of_microsoft = |client: &InstalledLicense| matches!(client.app(), App::Windows | App::Office);
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let left = client.license.minutes_left.filter(|left| *left > WHOLE)?;
        Some(Hit::for_license(index, &client.status_lines()).with(Values { days: left / 1440 }))
    };
    let clients = case.clients().filter(|(_, client)| client.channel() == Channel::KmsClient && of_microsoft(client));
    clients.filter_map(hit).collect()
}
