//! OFF003: volume and subscription side by side.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "OFF003",
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    role: Role::Side,
    step: Step::Key,
    scope: Scope::Office,
    needs: needs::OFFICE,
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
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let subscribed =
        case.observations(ObservationKind::Subscription).next().map(|(_, cites)| cites.to_vec()).or_else(|| {
            let unit = case
                .clients()
                .find(|(_, unit)| unit.app() == App::Office && unit.channel() == Channel::Subscription)?;
            Some(stating(unit.1))
        });
    let Some(cites) = subscribed else { return Vec::new() };
    let volume = case
        .clients()
        .filter(|(_, unit)| unit.app() == App::Office && matches!(unit.channel(), Channel::KmsClient | Channel::Mak));
    volume.take(1).map(|(index, unit)| Hit::of(index, &stating(unit)).also(&cites)).collect()
}
