//! HST025: host key gone.

use super::{HST, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let Some(last) = case.requests.last() else { return Vec::new() };
    if case.hosts().next().is_some() {
        return Vec::new();
    }
    let served = |installed: &InstalledLicense| {
        installed.license.name.contains("Server")
            && installed.channel() == Channel::KmsClient
            && !installed.cites.is_empty()
    };
    let lost = [NOT_ENABLED, 0xC004_F041, 0xC004_F042, NO_HOST];
    let failing = case.clients().find(|(_, installed)| installed.active_code(&lost).is_some()).map(|(index, _)| index);
    let servers = case.clients().filter(|(_, installed)| served(installed));
    let date = last.record.time.split(' ').next().unwrap_or_default().to_owned();
    servers
        .take(1)
        .filter(|_| failing.is_some())
        .map(|(index, installed)| {
            Hit::for_license(index, &last.cites).with_cites(&naming(installed, "VOLUME_KMSCLIENT")).with("date", &date)
        })
        .collect()
}
