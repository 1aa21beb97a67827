//! CLI017: a manual activation worked.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI017",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::TRANSCRIPTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text { en: "A manual activation worked", ja: "手動のライセンス認証は成功" },
    finding: Text {
        en: "The last command activated {product}", ja: "最後のコマンドで {product} が認証されました"
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let worked = |unit: &Unit| matches!(unit.outcomes.last(), Some((None, _)));
    let units = case.units.iter().enumerate().filter(|(_, unit)| worked(unit));
    units
        .map(|(index, unit)| {
            let hit = Hit::of(index, &unit.outcomes.last().map(|(_, cites)| cites.clone()).unwrap_or_default());
            // Where the license itself is known to be well, that says more.
            if unit.is_licensed() { hit.role(Role::Side) } else { hit }
        })
        .collect()
}
