//! CNT001: count below the threshold.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CNT001",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Count,
    scope: Scope::Any,
    needs: needs::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0 S2 M7",
    title: Text { en: "Count below the threshold", ja: "カウントがしきい値に達していない" },
    finding: Text {
        en: "The host has counted {count}; {product} needs {needed}",
        ja: "ホストの現在の数は {count}、{product} には {needed} が必要です",
    },
    actions: &[&action::ADD_CLIENTS],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let cloned = !clones(case).is_empty();
    let mut hits: Vec<Hit> = kms(case, &[COUNT_TOO_LOW])
        .into_iter()
        .map(|hit| {
            let unit = unit_of(case, &hit);
            let told = unit.and_then(Unit::told_count).map(|(count, cites)| (count.to_string(), cites.to_vec()));
            let (count, cites) =
                told.or_else(|| hosts_count(case, unit)).unwrap_or_else(|| ("?".to_owned(), Vec::new()));
            let needed = unit.and_then(Unit::threshold).map_or("5 / 25".to_owned(), |needed| needed.to_string());
            let hit = hit.also(&cites).with("count", count).with("needed", needed);
            // Clones count as one: then the count is a consequence.
            if cloned { hit.role(Role::Side) } else { hit }
        })
        .collect();
    if hits.is_empty() {
        // Below five nobody is served, whoever asks.
        let low = case.hosts().filter_map(|(index, unit)| Some((index, unit, unit.counts()?.count?)));
        let asked = !case.requests.is_empty();
        hits.extend(
            low.filter(|(_, unit, count)| {
                (1..5).contains(count) && (asked || unit.counts().is_some_and(|counts| counts.total.is_some()))
            })
            .map(|(index, unit, count)| {
                let hit = Hit::of(index, &naming(unit, &count.to_string())).role(Role::Side).severity(Severity::Medium);
                hit.with("count", count).with("needed", 5)
            }),
        );
    }
    hits
}
