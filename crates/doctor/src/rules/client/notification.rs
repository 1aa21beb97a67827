//! CLI020: notification state.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI020",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Notification state", ja: "通知モード" },
    finding: Text { en: "{product} shows notifications ({code})", ja: "{product} は通知モードです ({code})" },
    actions: &[&action::ACTIVATE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let units = case.clients().filter(|(_, unit)| unit.license.status == Some(5) && unit.reason() != Some(GRACE_OVER));
    let stated = units.map(|(index, unit)| {
        Hit::of(index, &stating(unit)).with("code", unit.license.code.map(|code| code.to_string()).unwrap_or_default())
    });
    // The code of a volume client that was never activated says the same where no tool printed the license.
    let told = any(case, &[0xC004_F056]).into_iter();
    stated.chain(told.filter(|hit| unit_of(case, hit).is_some_and(|unit| unit.license.status.is_none()))).collect()
}
