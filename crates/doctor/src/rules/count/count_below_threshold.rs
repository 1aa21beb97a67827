//! CNT001: count below the threshold.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT001",
    severity: Severity::Critical,
    role: Role::Cause,
    needs: required_evidence::CLIENT,
    sources: "S0 S2 M7",
    title: Text { en: "Count below the threshold", ja: "カウントがしきい値に達していない" },
    finding: Text {
        en: "The host has counted {count}; {product} needs {needed}",
        ja: "ホストの現在の数は {count}、{product} には {needed} が必要です",
    },
    actions: &[&action::ADD_CLIENTS],
    labels: &[Label::CountBelowThreshold],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let cloned = !clones(case).is_empty();
    let mut hits: Vec<Hit> = kms(case, &[COUNT_TOO_LOW])
        .into_iter()
        .map(|hit| {
            let installed = license_of(case, &hit);
            let told = installed
                .and_then(InstalledLicense::told_count)
                .map(|(count, cites)| (count.to_string(), cites.to_vec()));
            let (count, cites) =
                told.or_else(|| hosts_count(case, installed)).unwrap_or_else(|| ("?".to_owned(), Vec::new()));
            let needed = installed
                .and_then(InstalledLicense::threshold)
                .map_or("5 / 25".to_owned(), |needed| needed.to_string());
            let hit = hit.with_cites(&cites).with("count", count).with("needed", needed);
            // Clones count as one: then the count is a consequence.
            if cloned { hit.role(Role::Side) } else { hit }
        })
        .collect();
    if hits.is_empty() {
        // Below five nobody is served, whoever asks.
        let low = case.hosts().filter_map(|(index, installed)| Some((index, installed, installed.counts()?.count?)));
        let asked = !case.requests.is_empty();
        hits.extend(
            low.filter(|(_, installed, count)| {
                (1..5).contains(count) && (asked || installed.counts().is_some_and(|counts| counts.total.is_some()))
            })
            .map(|(index, installed, count)| {
                let hit = Hit::for_license(index, &naming(installed, &count.to_string()))
                    .role(Role::Side)
                    .severity(Severity::Medium);
                hit.with("count", count).with("needed", 5)
            }),
        );
    }
    hits
}
