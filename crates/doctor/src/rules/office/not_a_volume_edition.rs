//! OFF001: not a volume edition.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "OFF001",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Office,
    needs: needs::OFFICE,
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0",
    title: Text { en: "Not a volume edition", ja: "ボリューム ライセンス版ではない" },
    finding: Text {
        en: "{product} is a retail or subscription product; no KMS host can activate it",
        ja: "{product} はリテールまたはサブスクリプション版で、KMS ホストでは認証できません",
    },
    actions: &[&action::VOLUME_MEDIA, &action::USE_SUBSCRIPTION],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let retail = |unit: &Unit| {
        unit.app() == App::Office
            && matches!(unit.channel(), Channel::Retail | Channel::Subscription)
            && !unit.is_licensed()
            && !unit.needs_no_activation()
    };
    let kin = |unit: &Unit| {
        case.clients().any(|(_, other)| {
            other.family() == unit.family() && matches!(other.channel(), Channel::KmsClient | Channel::Mak)
        })
    };
    let units = case.clients().filter(|(_, unit)| retail(unit) && !kin(unit));
    units.map(|(index, unit)| Hit::of(index, &naming(unit, &unit.license.channel))).collect()
}
