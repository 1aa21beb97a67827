//! HST004: Office volume license pack missing on the host.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST004",
    confidence: Confidence::Likely,
    scope: Scope::Office,
    command: "slmgr.vbs /dlv all",
    sources: "S1 M26",
    title: Text {
        en: "Office volume license pack missing on the host",
        ja: "ホストに Office ボリューム ライセンス パックがない",
    },
    finding: Text {
        en: "{product} asks a host on which no Office host license is found",
        ja: "{product} が要求しているホストに、Office のホスト ライセンスがありません",
    },
    actions: &[&action::HOST_KEY, &action::BETTER_HOST],
    labels: &[Label::HostKeyMissing],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.hosts().any(|(_, host)| host.app() == App::Office) {
        return Vec::new();
    }
    let has_host = case.hosts().next().is_some();
    let hit = |(index, installed): (usize, &InstalledLicense)| match installed
        .active_code(&[code::PRODUCT_NOT_COVERED, code::PRODUCT_NOT_INSTALLED])
    {
        Some(active) if has_host => Some(CodeMatch { index, installed, active }.hit().with(())),
        _ => Some(Hit::for_license(index, &absent_on_host(case, installed)?)),
    };
    let office = case.clients().filter(|(_, installed)| installed.app() == App::Office && installed.is_in_trouble());
    office.filter_map(hit).collect()
}

/// The host's own file says that Office's host license is not there. The diagnostic package puts the computer's name
/// first, and asks clients too, where the answer is normal.
fn absent_on_host(case: &Case, installed: &InstalledLicense) -> Option<Vec<Cite>> {
    let (host, _) = host_and_port(&installed.host()?);
    let own = own_names(case, installed);
    let absent = case.observations(ObservationKind::NotInstalled).filter(|(observation, cites)| {
        let office = product::by_id(&observation.value).is_some_and(|product| product.is_host);
        let file =
            cites.first().and_then(|cite| case.evidence.get(cite.file)).map_or("", |evidence| evidence.file.as_str());
        let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
        let owner = name.split(['_', ' ', '.']).next().unwrap_or_default();
        office && same_host(owner, &host) && !own.iter().any(|own| same_host(own, owner))
    });
    let cites: Vec<Cite> = absent.flat_map(|(_, cites)| cites.to_vec()).collect();
    (!cites.is_empty()).then_some(cites)
}
