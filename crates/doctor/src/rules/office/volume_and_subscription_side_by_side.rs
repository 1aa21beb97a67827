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
    let office = || case.clients().filter(|(_, installed)| installed.app() == App::Office);
    let listed = case.observations(ObservationKind::Subscription).next().map(|(_, cites)| cites.to_vec());
    let printed = || office().find(|(_, installed)| installed.channel() == Channel::Subscription);
    let Some(subscription) = listed.or_else(|| printed().map(|(_, installed)| installed.status_lines())) else {
        return Vec::new();
    };
    let volume = office().find(|(_, installed)| matches!(installed.channel(), Channel::KmsClient | Channel::Mak));
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        Hit::for_license(index, &subscription).with_cites(&installed.status_lines())
    };
    volume.map(hit).into_iter().collect()
}
