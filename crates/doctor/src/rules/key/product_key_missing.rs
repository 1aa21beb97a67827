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
    let mut hits = any(case, &[NO_KEY]);
    for app in [App::Windows, App::Office] {
        let mut without =
            case.unused.iter().filter(|installed| installed.app() == app && installed.channel() != Channel::KmsHost);
        let used = case.clients().any(|(_, installed)| installed.app() == app && !installed.needs_no_activation());
        // Licenses that nobody uses are normal beside one that is used.
        if let Some(installed) = without.next().filter(|_| !used) {
            let removed: Vec<Cite> =
                case.observations(ObservationKind::KeyRemoved).flat_map(|(_, cites)| cites.to_vec()).collect();
            hits.push(
                Hit::global(&installed.cites)
                    .with_cites(&removed)
                    .with("product", installed.name())
                    .with("code", "0xC004F014"),
            );
        }
    }
    if hits.is_empty()
        && case.observations(ObservationKind::Subscription).next().is_none()
        && !case.no_key.is_empty()
        && !case.clients().any(|(_, installed)| installed.app() == App::Office)
    {
        hits.push(Hit::global(&case.no_key).with("product", "Office"));
    }
    hits
}
