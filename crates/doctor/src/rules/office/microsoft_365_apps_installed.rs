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
        let index = signed_in(case).map(|(index, _)| index);
        return vec![hit.about(index.filter(|_| has_ended_beside(case) || is_missed(case)))];
    }
    if let Some((index, installed)) = signed_in(case).filter(|_| is_missed(case)) {
        let hit = Hit::for_license(index, &installed.status_lines());
        return vec![hit.with(Values { name: installed.name() })];
    }
    if let Some(told) = case.topic("subscription_tool") {
        let name = "Microsoft 365 Apps".to_owned();
        return vec![Hit::global(told).product(name.clone()).confidence(Confidence::Likely).with(Values { name })];
    }
    // What ospp.vbs prints as licensed is no license that lies elsewhere.
    let is_elsewhere = |installed: &InstalledLicense| {
        installed.is_subscription() && !installed.is_licensed() && installed.active_code(codes_of("SVC009")).is_none()
    };
    // Setup leaves a license of grace for a subscription that nobody has: another Office that fails is what somebody asks about.
    let is_other_failing = case
        .clients()
        .any(|(_, other)| other.app() == App::Office && !other.is_subscription() && other.is_in_trouble());
    case.clients()
        .filter(|(_, installed)| is_elsewhere(installed) && !(is_other_failing && installed.is_temporary()))
        .map(|(index, installed)| {
            let hit = Hit::for_license(index, &installed.status_lines()).role(Role::Cause).severity(Severity::High);
            hit.with(Values { name: installed.name() })
        })
        .collect()
}

/// The license of whoever signed in.
fn signed_in(case: &Case) -> Option<(usize, &InstalledLicense)> {
    case.clients().find(|(_, installed)| installed.is_subscription() && installed.is_well())
}

/// Whether ospp.vbs prints a license of the same product that has ended: what it prints has to be explained.
fn has_ended_beside(case: &Case) -> bool {
    let has_ended = |installed: &InstalledLicense| installed.is_subscription() && installed.is_in_trouble();
    case.unused.iter().chain(&case.leftovers).any(has_ended)
}

/// Whether people tell that ospp.vbs shows nothing of the license with which somebody signed in: that has to be explained too.
fn is_missed(case: &Case) -> bool {
    case.told_cause("subscription").next().is_some()
}
