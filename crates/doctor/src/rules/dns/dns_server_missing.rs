//! DNS005: no DNS servers.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "DNS005",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Discovery,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "ipconfig /all",
    sources: "S4 M15",
    title: Text { en: "No DNS servers", ja: "DNS サーバーが設定されていない" },
    finding: Text {
        en: "{code}: no DNS server is configured", ja: "{code}: DNS サーバーが構成されていません"
    },
    actions: &[&action::DNS_SERVER],
    labels: &[Label::NoDnsServer],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    kms(case, &[0x8007_267C])
}
