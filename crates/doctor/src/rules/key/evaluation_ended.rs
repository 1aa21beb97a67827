//! KEY014: evaluation has run out.

use super::{KEY, are_words_alone, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY014",
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    sources: "K",
    title: Text { en: "Evaluation has run out", ja: "評価期間の終了" },
    finding: Text {
        en: "The evaluation of {product} has ended", ja: "{product} の評価期間が終了しています"
    },
    actions: &[&action::ACTIVATE_EVALUATION, &action::CONVERT_EDITION],
    labels: &[Label::EvalExpired, Label::EvalEdition],
    ..KEY
};

/// The validity of the license has ended.
const VALIDITY_ENDED: Code = Code(0xC004_FC07);

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let over = |installed: &InstalledLicense| {
        installed.license.status == Some(5) || installed.active_code(&[code::GRACE_EXPIRED, VALIDITY_ENDED]).is_some()
    };
    let printed = |(index, installed): (usize, &InstalledLicense)| {
        let is_evaluation = installed.channel() == Channel::Evaluation && over(installed);
        is_evaluation.then(|| Hit::for_license(index, &installed.lines_with("EVAL")))
    };
    // Of a print that names no channel, people may tell it.
    let told = |(index, installed): (usize, &InstalledLicense)| {
        let is_told = installed.channel() == Channel::Unknown && over(installed) && case.is_evaluation(installed);
        let hit = || Hit::for_license(index, &installed.status_lines()).confidence(Confidence::Likely);
        is_told.then(|| hit().with_cites(&case.told_evaluation().cloned().collect::<Vec<Cite>>()))
    };
    let over = |client| printed(client).or_else(|| told(client)).or_else(|| by_its_code(client));
    let hits: Vec<Hit> = case.clients().filter_map(over).collect();
    if hits.is_empty() { told_alone(case).into_iter().collect() } else { hits }
}

/// What people tell in their own words, where no tool shows a product and no code says more.
fn told_alone(case: &Case) -> Option<Hit> {
    let (_, cites) = case.told("evaluation_ended").last().filter(|_| are_words_alone(case))?;
    Some(Hit::global(cites).product("Windows").confidence(Confidence::Likely))
}

/// A license that a log names by its id alone, or of which a text tells the code alone: products of hosts and of retail are known by
/// their ids, and of the other Windows only evaluations are valid for a time.
fn by_its_code((index, installed): (usize, &InstalledLicense)) -> Option<Hit> {
    let is_unknown = installed.channel() == Channel::Unknown && matches!(installed.app(), App::Unknown | App::Windows);
    let ended = installed.active_code(&[VALIDITY_ENDED]).filter(|_| is_unknown)?;
    let hit = Hit::for_license(index, &ended.cites);
    let is_named = installed.license.activation_id.is_some() && installed.license.channel.is_empty();
    Some(if is_named { hit } else { hit.confidence(Confidence::Likely) })
}
