//! OFF003: volume and subscription side by side.

use super::{OFF, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "OFF003",
    severity: Severity::Medium,
    role: Role::Side,
    command: "vnextdiag.ps1",
    sources: "M26",
    title: Text {
        en: "Volume and subscription side by side", ja: "ボリューム版とサブスクリプション版の混在"
    },
    finding: Text {
        en: "{product} and a subscription are both installed",
        ja: "{product} とサブスクリプション版の両方がインストールされています",
    },
    actions: &[&action::REMOVE_KEY],
    labels: &[Label::MultipleOfficeLicenses],
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let subscribed =
        case.observations(ObservationKind::Subscription).next().map(|(_, cites)| cites.to_vec()).or_else(|| {
            let installed = case.clients().find(|(_, installed)| {
                installed.app() == App::Office && installed.channel() == Channel::Subscription
            })?;
            Some(stating(installed.1))
        });
    let Some(cites) = subscribed else { return Vec::new() };
    let volume = case.clients().filter(|(_, installed)| {
        installed.app() == App::Office && matches!(installed.channel(), Channel::KmsClient | Channel::Mak)
    });
    volume.take(1).map(|(index, installed)| Hit::for_license(index, &stating(installed)).with_cites(&cites)).collect()
}
