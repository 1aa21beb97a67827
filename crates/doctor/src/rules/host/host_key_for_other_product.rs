//! HST003: wrong host key for this product.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "HST003",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Answer,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0 M8 M19",
    title: Text { en: "Wrong host key for this product", ja: "製品に対応しないホスト キー" },
    finding: Text {
        en: "The host's key does not cover {product} ({code})",
        ja: "ホストのキーは {product} に対応していません ({code})",
    },
    actions: &[&action::HOST_KEY],
    labels: &[Label::WrongHostProduct],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    kms(case, &[0xC004_F042])
}
