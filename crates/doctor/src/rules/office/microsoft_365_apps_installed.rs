//! OFF002: Microsoft 365 Apps installed.

use super::{OFF, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "OFF002",
    command: "vnextdiag.ps1",
    sources: "M26",
    title: Text { en: "Microsoft 365 Apps installed", ja: "Microsoft 365 Apps がインストールされている" },
    finding: Text {
        en: "{name} is licensed by sign-in; ospp.vbs shows nothing of it",
        ja: "{name} はサインインで認証されるため、ospp.vbs には表示されません",
    },
    actions: &[&action::USE_SUBSCRIPTION],
    labels: &[Label::SubscriptionElsewhere],
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let said = case.observations(ObservationKind::Subscription).take(1);
    let mut hits: Vec<Hit> = said
        .map(|(observation, cites)| {
            Hit::global(cites).with("name", &observation.value).with("product", &observation.value)
        })
        .collect();
    let licenses = case
        .clients()
        .filter(|(_, installed)| installed.app() == App::Office && installed.channel() == Channel::Subscription);
    if hits.is_empty() {
        hits.extend(
            licenses
                .map(|(index, installed)| Hit::for_license(index, &stating(installed)).with("name", installed.name())),
        );
    }
    hits
}
