//! KEY013: key of another edition.

use super::{KEY, prelude::*, refused_in_log};

pub(super) static RULE: Rule = Rule {
    id: "KEY013",
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
    let is_evaluation = case.clients().any(|(_, installed)| installed.channel() == Channel::Evaluation)
        || case.told_evaluation().next().is_some();
    let known = edition_is_known(case);
    let differs = codes_of(RULE.id);
    // Beside an evaluation of Windows its own rule says more.
    let fits = |found: &CodeMatch<'_>| match found.installed.app() {
        App::Office => true,
        _ if differs.contains(&found.code()) => true,
        _ => !is_evaluation && (known || found.is_by_key_command() || case.windows() == Some(Windows::Client)),
    };
    let hit = |found: CodeMatch<'_>| if known { found.hit() } else { found.hit().confidence(Confidence::Likely) };
    let codes = [&[WRONG_EDITION], differs].concat();
    let hits: Vec<Hit<CodeAndHost>> = any_license_with(case, &codes).filter(fits).map(hit).collect();
    if hits.is_empty() && !is_evaluation { refused_in_log(case, &codes).into_iter().collect() } else { hits }
}
