//! CNT013: count is zero.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT013",
    severity: Severity::Medium,
    scope: Scope::Host,
    sources: "S1",
    title: Text { en: "Count is zero", ja: "カウントが 0" },
    finding: Text {
        en: "{product} has counted no client yet", ja: "{product} にはまだクライアントの要求がありません"
    },
    actions: &[&action::CREATE_SRV],
    labels: &[Label::CountZero],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let counted = case.hosts().filter_map(|(index, host)| Some((index, host, host.counts()?.count?)));
    counted
        .filter(|(_, _, count)| *count <= 0)
        .map(|(index, host, _)| Hit::for_license(index, &host.lines_with("0")))
        .collect()
}
