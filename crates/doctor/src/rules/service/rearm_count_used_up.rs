//! SVC010: rearm count used up.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "SVC010",
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Store,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "K",
    title: Text { en: "Rearm count used up", ja: "rearm の残り回数なし" },
    finding: Text {
        en: "No rearm is left for {product}; activation needs none",
        ja: "{product} の rearm の残り回数は 0 です (ライセンス認証に rearm は不要です)",
    },
    actions: &[&action::ACTIVATE],
    labels: &[Label::RearmExhausted],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = any(case, &[0xC004_D307]);
    let spent =
        case.clients().filter(|(_, installed)| installed.license.rearms_left == Some(0) && !installed.is_licensed());
    hits.extend(spent.map(|(index, installed)| Hit::for_license(index, &naming(installed, "0")).role(Role::Side)));
    hits
}
