//! SVC022: licensing service does not start.

use super::{SVC, prelude::*};

values! { service: String, number: String }

pub(super) static RULE: Rule = Rule {
    id: "SVC022",
    severity: Severity::Critical,
    needs: required_evidence::SERVICES,
    command: "sc start sppsvc",
    sources: "D",
    title: Text { en: "Licensing service does not start", ja: "ライセンス サービスを開始できない" },
    finding: Text {
        en: "{service} does not start: Windows error {number}",
        ja: "{service} を開始できません (システム エラー {number})",
    },
    actions: &[&action::ENABLE_SERVICE, &action::REPAIR],
    labels: &[Label::ServiceDisabled],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let others = |number: &str| ![BAD_SIGNATURE, REFUSED].contains(&number);
    let failed = service_start_errors(case).filter(|(error, _)| others(&error.value)).last();
    let hit = |(error, cites): (&Observation, &[Cite])| {
        Hit::global(cites).with(Values { service: error.about.clone(), number: error.value.clone() })
    };
    failed.map(hit).or_else(|| logged(case)).into_iter().collect()
}

/// What the service says itself of a start that failed (1001), where its log shows no other start after it.
fn logged(case: &Case) -> Option<Hit<Values>> {
    let last = case.last_event(1001, &[902, 903])?;
    let number = last.record.code?.to_string();
    Some(Hit::global(&last.cites).with(Values { service: "sppsvc".to_owned(), number }))
}
