//! OFF011: Visio or Project has no key while Office is fine.

use super::{OFF, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "OFF011",
    severity: Severity::High,
    role: Role::Cause,
    sources: "S0",
    title: Text { en: "Visio or Project without a key", ja: "Visio または Project のキーがない" },
    finding: Text {
        en: "Office is licensed, and {product} has no key of its own",
        ja: "Office はライセンス認証済みですが、{product} にはプロダクト キーがありません",
    },
    actions: &[&action::INSTALL_CLIENT_KEY],
    ..OFF
};

/// No key is installed.
const NO_KEY: [Code; 1] = [Code(0xC004_F014)];

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let is_extra =
        |client: &InstalledLicense| ["Visio", "Project"].iter().any(|name| client.license.name.contains(name));
    let of_office = |client: &InstalledLicense| client.app() == App::Office && !is_extra(client);
    if !case.clients().any(|(_, client)| of_office(client) && client.is_licensed()) {
        return Vec::new();
    }
    let bare = |client: &InstalledLicense| {
        // A product that notifies has a key, though the line with its end was cut off.
        let is_bare = !client.license.has_key() && client.license.status == Some(0);
        let no_key = client.active_code(&NO_KEY).is_some() || is_bare;
        is_extra(client) && no_key && client.is_in_trouble()
    };
    let clients = case.clients().filter(|(_, client)| bare(client));
    clients.map(|(index, client)| Hit::for_license(index, &client.status_lines())).collect()
}
