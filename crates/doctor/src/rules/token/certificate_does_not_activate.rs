//! TOK001: certificate does not activate.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "TOK001",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /ltc",
    sources: "M22",
    title: Text { en: "Certificate does not activate", ja: "証明書でライセンス認証できない" },
    finding: Text {
        en: "{code}: no certificate of this computer meets the conditions of its issuance license",
        ja: "{code}: このコンピューターの証明書は、発行ライセンスの条件を満たしていません",
    },
    actions: &[&action::MEND_CERTIFICATE],
    labels: &[],
};

/// What a token-based attempt ends with; 0xC004F309 is left out, for it says that somebody else answered.
const TOKEN: [u32; 14] = [
    0xC004_F302,
    0xC004_F303,
    0xC004_F304,
    0xC004_F305,
    0xC004_F308,
    0xC004_F30A,
    0xC004_F30B,
    0xC004_F30D,
    0xC004_F30E,
    0xC004_F30F,
    0xC004_F310,
    0xC004_F311,
    0xC004_F312,
    0xC004_F062,
];

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &TOKEN)
}
