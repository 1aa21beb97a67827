//! KEY014: evaluation has run out.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY014",
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    sources: "K",
    title: Text { en: "Evaluation has run out", ja: "評価期間の終了" },
    finding: Text {
        en: "The evaluation of {product} has ended", ja: "{product} の評価期間が終了しています"
    },
    actions: &[&action::CONVERT_EDITION],
    labels: &[Label::EvalExpired],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let over = |installed: &InstalledLicense| {
        installed.license.status == Some(5)
            || installed.active_code(&[code::GRACE_EXPIRED, Code(0xC004_FC07)]).is_some()
    };
    let evaluations = case.clients().filter(|(_, installed)| installed.channel() == Channel::Evaluation);
    evaluations
        .filter(|(_, installed)| over(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("EVAL")))
        .collect()
}
