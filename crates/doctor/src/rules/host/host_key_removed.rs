//! HST025: host key gone.

use super::{HST, prelude::*};

values! { date: String }

/// What clients of a host see whose key is gone.
const LOST: [Code; 4] =
    [code::HOST_NOT_ENABLED, code::HOST_NOT_ACTIVATED, code::PRODUCT_NOT_COVERED, code::NO_HOST_REACHED];

pub(super) static RULE: Rule = Rule {
    id: "HST025",
    confidence: Confidence::Likely,
    command: "slmgr.vbs /dlv all",
    sources: "S1",
    title: Text { en: "Host key gone", ja: "ホスト キーが削除された" },
    finding: Text {
        en: "Requests were answered until {date}, and the server now holds a client key",
        ja: "{date} まで要求に応答していましたが、現在サーバーにはクライアント キーがインストールされています",
    },
    actions: &[&action::HOST_KEY],
    labels: &[Label::HostKeyMissing],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some(last) = case.requests.last() else { return Vec::new() };
    let failing = case.clients().any(|(_, client)| client.active_code(&LOST).is_some());
    if case.hosts().next().is_some() || !failing {
        return Vec::new();
    }
    let served = |installed: &InstalledLicense| {
        installed.license.name.contains("Server")
            && installed.channel() == Channel::KmsClient
            && !installed.cites.is_empty()
    };
    let date = last.record.time.split(' ').next().unwrap_or_default();
    let hit = |(index, server): (usize, &InstalledLicense)| {
        let cites = [last.cites.clone(), server.lines_with("VOLUME_KMSCLIENT")].concat();
        Hit::for_license(index, &cites).with(Values { date: date.to_owned() })
    };
    case.clients().find(|(_, installed)| served(installed)).map(hit).into_iter().collect()
}
