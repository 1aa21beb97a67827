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
        ja: "{product} はサーバーです。クライアント OS の KMS ホストではサーバーを認証できません",
    },
    actions: &[&action::HOST_KEY],
    labels: &[Label::WrongHostProduct],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let server =
        |installed: &InstalledLicense| installed.name().contains("Server") || installed.license.name.contains("Server");
    let host = case.hosts().find(|(_, host)| host.app() == App::Windows && !server(host));
    let Some((_, host)) = host else { return Vec::new() };
    let asked = case.clients().filter(|(_, installed)| installed.app() == App::Windows && server(installed));
    asked
        .filter_map(|(index, installed)| {
            Some(
                code_hit(index, installed, installed.active_code(&[0xC004_F042, 0xC004_F015])?)
                    .with_cites(&stating(host)),
            )
        })
        .collect()
}
