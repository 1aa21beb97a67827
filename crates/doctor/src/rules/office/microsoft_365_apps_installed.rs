//! OFF002: Microsoft 365 Apps installed.

use super::{OFF, prelude::*};

values! { name: String }

pub(super) static RULE: Rule = Rule {
    id: "OFF002",
    command: "vnextdiag.ps1",
    sources: "M26",
    title: Text { en: "Microsoft 365 Apps installed", ja: "Microsoft 365 Apps がインストールされている" },
    finding: Text {
        en: "{name} is licensed by sign-in; ospp.vbs shows nothing of it",
        ja: "{name} はサインインでライセンス認証されるため、ospp.vbs には表示されません",
    },
    actions: &[&action::USE_SUBSCRIPTION],
    labels: &[Label::SubscriptionElsewhere],
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if let Some((observation, cites)) = case.observations(ObservationKind::Subscription).next() {
        let name = observation.value.clone();
        let hit = Hit::global(cites).product(name.clone()).with(Values { name });
        return vec![hit.about(signed_in_beside_leftover(case))];
    }
    if let Some(index) = signed_in_beside_leftover(case).filter(|_| is_missed(case)) {
        let installed = case.licenses.get(index);
        let hit = installed.map(|installed| {
            Hit::for_license(index, &installed.status_lines()).with(Values { name: installed.name() })
        });
        return hit.into_iter().collect();
    }
    if let Some(told) = case.topic("subscription_tool") {
        let name = "Microsoft 365 Apps".to_owned();
        return vec![Hit::global(told).product(name.clone()).confidence(Confidence::Likely).with(Values { name })];
    }
    // What ospp.vbs prints as licensed is no license that lies elsewhere.
    let is_elsewhere = |installed: &InstalledLicense| {
        installed.is_subscription() && !installed.is_licensed() && installed.active_code(codes_of("SVC009")).is_none()
    };
    case.clients()
        .filter(|(_, installed)| is_elsewhere(installed))
        .map(|(index, installed)| {
            let hit = Hit::for_license(index, &installed.status_lines()).role(Role::Cause).severity(Severity::High);
            hit.with(Values { name: installed.name() })
        })
        .collect()
}

/// The license of whoever signed in, where ospp.vbs prints one of the same product that has ended, or people tell that it shows none:
/// what it prints has to be explained.
fn signed_in_beside_leftover(case: &Case) -> Option<usize> {
    let has_ended = |installed: &InstalledLicense| installed.is_subscription() && installed.is_in_trouble();
    let is_signed_in = |installed: &InstalledLicense| installed.is_subscription() && installed.is_well();
    let ended = || case.unused.iter().chain(&case.leftovers).any(has_ended) || is_missed(case);
    let index = case.clients().find(|(_, installed)| is_signed_in(installed)).map(|(index, _)| index);
    index.filter(|_| ended())
}

/// Whether people tell that ospp.vbs shows nothing of the license with which somebody signed in.
fn is_missed(case: &Case) -> bool {
    case.told("cause").any(|(told, _)| told.value == "subscription")
}
