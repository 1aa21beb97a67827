//! KEY013: key of another edition.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY013",
    scope: Scope::Windows,
    command: "DISM /Online /Get-CurrentEdition",
    sources: "K",
    title: Text { en: "Key of another edition", ja: "別エディションのキー" },
    finding: Text {
        en: "{code}: the key belongs to another edition than the installed one",
        ja: "{code}: インストールされているエディションとは別のエディションのキーです",
    },
    actions: &[&action::OTHER_KEY],
    labels: &[Label::KeyWrongEdition],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let is_evaluation = case.clients().any(|(_, installed)| installed.channel() == Channel::Evaluation);
    if !edition_is_known(case) || is_evaluation {
        return Vec::new();
    }
    any_license_with(case, &[WRONG_EDITION]).map(|found| found.hit()).collect()
}
