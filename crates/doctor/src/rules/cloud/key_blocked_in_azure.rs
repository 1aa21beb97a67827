//! CLD009: a key that was good on premises is blocked in Azure.

use super::{CLD, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "CLD009",
    step: Step::Key,
    sources: "M32",
    title: Text {
        en: "Key blocked after the move to Azure", ja: "Azure への移行後にキーがブロックされている"
    },
    finding: Text {
        en: "{code}: Microsoft blocks the key of {product}; a machine that moved to Azure is activated by Azure's host with a setup key",
        ja: "{code}: {product} のキーがブロックされています。Azure に移行したコンピューターは、セットアップ キーを使用して Azure の KMS ホストでライセンス認証します",
    },
    actions: &[&action::SETUP_KEY_FOR_AZURE, &action::CALL_CENTRE],
    labels: &[Label::MakBlocked],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if !case.is_in_azure() {
        return Vec::new();
    }
    any_license_with(case, &[Code(0xC004_C003)])
        .filter(|found| found.installed.app() == App::Windows)
        .map(|found| found.hit().confidence(Confidence::Certain).with(Values { code: found.code().into() }))
        .collect()
}
