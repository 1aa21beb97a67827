//! CNT013: count is zero.

use super::{CNT, count_below_threshold::told_count, prelude::*};

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
    let hits: Vec<Hit> = counted
        .filter(|(_, _, count)| *count <= 0)
        .map(|(index, host, _)| Hit::for_license(index, &host.lines_with("0")))
        .collect();
    if hits.is_empty() { told(case).into_iter().collect() } else { hits }
}

/// What somebody tells of a host that prints nothing, where no client is told that the count is too low.
fn told(case: &Case) -> Option<Hit> {
    let prints = case.hosts().any(|(_, host)| host.counts().is_some_and(|counts| counts.count.is_some()));
    let is_asked =
        case.kms_client_in_trouble().is_some() || kms_client_with(case, &[code::COUNT_TOO_LOW]).next().is_some();
    let (_, cites) = told_count(case).filter(|(count, _)| *count == 0 && !prints && !is_asked)?;
    Some(Hit::global(&cites).role(Role::Cause).confidence(Confidence::Likely))
}
