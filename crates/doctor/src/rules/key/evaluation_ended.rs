//! KEY014: evaluation has run out.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "KEY014",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Windows,
    needs: needs::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "K",
    title: Text { en: "Evaluation has run out", ja: "評価期間の終了" },
    finding: Text {
        en: "The evaluation of {product} has ended", ja: "{product} の評価期間が終了しています"
    },
    actions: &[&action::CONVERT_EDITION],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let over = |unit: &Unit| unit.license.status == Some(5) || unit.saw(&[GRACE_OVER, 0xC004_FC07]).is_some();
    let units = case.clients().filter(|(_, unit)| unit.channel() == Channel::Evaluation && over(unit));
    units.map(|(index, unit)| Hit::of(index, &naming(unit, "EVAL"))).collect()
}
