//! KEY001: no product key.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY001",
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0 S4",
    title: Text { en: "No product key", ja: "プロダクト キーがない" },
    finding: Text {
        en: "No key is installed for {product}",
        ja: "{product} のプロダクト キーがインストールされていません",
    },
    actions: &[&action::INSTALL_CLIENT_KEY],
    labels: &[Label::NoKeyInstalled],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits: Vec<Hit> =
        any_license_with(case, &[code::KEY_NOT_INSTALLED]).map(|found| found.hit().with(())).collect();
    hits.extend([App::Windows, App::Office].into_iter().filter_map(|app| unused_only(case, app)));
    let has_office = case.clients().any(|(_, installed)| installed.app() == App::Office);
    let has_subscription = case.observations(ObservationKind::Subscription).next().is_some();
    if hits.is_empty() && !case.no_key.is_empty() && !has_office && !has_subscription {
        hits.push(Hit::global(&case.no_key).product("Office"));
    }
    hits
}

/// Licenses that nobody uses are normal beside one that is used; alone they mean that the key is missing.
fn unused_only(case: &Case, app: App) -> Option<Hit> {
    let used = case.clients().any(|(_, installed)| installed.app() == app && !installed.needs_no_activation());
    // A print without any state is cut off, maybe before its key.
    let without_key = |installed: &&InstalledLicense| {
        installed.app() == app && installed.channel() != Channel::KmsHost && installed.license.status.is_some()
    };
    let first = case.unused.iter().find(without_key).filter(|_| !used)?;
    let removed: Vec<Cite> =
        case.observations(ObservationKind::KeyRemoved).flat_map(|(_, cites)| cites.to_vec()).collect();
    Some(Hit::global(&first.cites).with_cites(&removed).product(first.name()))
}
