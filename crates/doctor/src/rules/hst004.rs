//! HST004: Office volume license pack missing on the host.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "HST004",
    severity: Severity::Critical,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Answer,
    scope: Scope::Office,
    needs: needs::HOSTS,
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
    actions: &[&action::HOST_KEY],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let serves = case.hosts().any(|(_, host)| host.app() == App::Office);
    let asked =
        case.clients().filter(|(_, unit)| unit.app() == App::Office && unit.saw(&[0xC004_F042, 0xC004_F015]).is_some());
    let known = case.hosts().next().is_some();
    asked
        .filter(|_| known && !serves)
        .filter_map(|(index, unit)| Some(seen(index, unit, unit.saw(&[0xC004_F042, 0xC004_F015])?)))
        .collect()
}
