//! MAK010: the ESU add-on has a key, and Windows itself is not activated.

use super::{MAK, prelude::*};

values! { base: String, id: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "MAK010",
    severity: Severity::High,
    scope: Scope::Windows,
    sources: "M30",
    title: Text {
        en: "ESU key present, base not licensed", ja: "ESU キーはあるが、Windows が未ライセンス認証"
    },
    finding: Text {
        en: "{product} is an add-on: {base} must be activated first, then the add-on by its activation ID {id}",
        ja: "{product} はアドオンです。先に {base} のライセンス認証を行い、その後ライセンス認証 ID {id} を指定してアドオンをライセンス認証します",
    },
    actions: &[&action::ACTIVATE_BASE, &action::ACTIVATE_ADD_ON],
    ..MAK
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_base = |client: &InstalledLicense| client.app() == App::Windows && client.esu_year().is_none();
    let base = case.clients().find(|(_, client)| is_base(client) && !client.is_licensed());
    let Some((_, base)) = base.filter(|_| !base_is_licensed(case)) else { return Vec::new() };
    let add_ons = case.extended_security_updates().filter(|(_, installed, _)| !installed.is_licensed());
    add_ons
        .map(|(index, installed, year)| {
            let values = Values { base: base.name(), id: year.value };
            Hit::for_license(index, &installed.status_lines()).with_cites(&base.status_lines()).with(values)
        })
        .collect()
}
