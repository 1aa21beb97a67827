//! CLD006: a key for virtual machines on Hyper-V, in Azure.

use super::{CLD, avma_without_datacenter_host::avma, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLD006",
    step: Step::Key,
    sources: "M6",
    title: Text { en: "AVMA key in Azure", ja: "Azure で AVMA キーを使用" },
    finding: Text {
        en: "{product} has a key for automatic virtual machine activation, which does not exist in Azure",
        ja: "{product} は仮想マシンの自動ライセンス認証 (AVMA) のキーを使用していますが、Azure では利用できません",
    },
    actions: &[&action::SETUP_KEY_FOR_AZURE],
    labels: &[Label::KeyWrongChannel, Label::NotKmsClient],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.is_in_azure() { avma(case) } else { Vec::new() }
}
