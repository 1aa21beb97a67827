//! HST019: host cannot reach Microsoft.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "HST019",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Answer,
    scope: Scope::Host,
    needs: required_evidence::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Host cannot reach Microsoft", ja: "ホストから Microsoft に到達できない" },
    finding: Text {
        en: "{code}: the host cannot reach Microsoft's activation servers",
        ja: "{code}: ホストから Microsoft のライセンス認証サーバーに接続できません",
    },
    actions: &[&action::INTERNET, &action::CALL_CENTRE],
    labels: &[Label::NoInternet],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hosts = case.hosts().filter(|(_, installed)| !installed.is_licensed());
    hosts
        .filter_map(|(index, installed)| Some(code_hit(index, installed, installed.active_code(&NO_INTERNET)?)))
        .collect()
}
