//! KEY004: MAK where KMS is expected.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "KEY004",
    severity: Severity::Low,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: needs::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text { en: "MAK where KMS is expected", ja: "KMS 環境で MAK を使用" },
    finding: Text {
        en: "{product} has a MAK and is not activated, while a KMS host serves this estate",
        ja: "KMS ホストがある環境で、{product} に MAK が使われ、ライセンス認証されていません",
    },
    actions: &[&action::INSTALL_CLIENT_KEY],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let idle = |unit: &Unit| unit.now.iter().all(|seen| seen.from == From::State);
    let mak = case.clients().filter(|(_, unit)| unit.channel() == Channel::Mak && !unit.is_licensed() && idle(unit));
    mak.filter(|_| case.has_estate()).map(|(index, unit)| Hit::of(index, &naming(unit, "MAK"))).collect()
}
