//! HST008: host with a client edition asked by servers.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST008",
    sources: "M4",
    title: Text {
        en: "Host with a client edition asked by servers", ja: "クライアント OS のホストにサーバーが要求"
    },
    finding: Text {
        en: "{product} is a server; a host with a client edition's key never serves it",
        ja: "{product} はサーバーです。クライアント OS の KMS ホストではサーバーをライセンス認証できません",
    },
    actions: &[&action::HOST_KEY],
    labels: &[Label::WrongHostProduct],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let is_server =
        |installed: &InstalledLicense| installed.name().contains("Server") || installed.license.name.contains("Server");
    let Some((_, host)) = case.hosts().find(|(_, host)| host.app() == App::Windows && !is_server(host)) else {
        return Vec::new();
    };
    let servers =
        |installed: &InstalledLicense| !installed.is_host() && installed.app() == App::Windows && is_server(installed);
    CodeMatch::all(case, servers, &[code::PRODUCT_NOT_COVERED, code::PRODUCT_NOT_INSTALLED])
        .map(|found| found.hit().with_cites(&host.status_lines()).with(()))
        .collect()
}
