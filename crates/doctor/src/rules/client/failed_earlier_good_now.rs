//! CLI018: failed earlier, good now.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI018",
    severity: Severity::Info,
    role: Role::Side,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Failed earlier, good now", ja: "過去に失敗、現在は正常" },
    finding: Text {
        en: "{failures} failures of {product} lie before its newest success",
        ja: "{product} の失敗 {failures} 件は、最新の成功より前のものです",
    },
    actions: &[&action::NONE],
    labels: &[Label::Recovered],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let failures =
        |installed: &InstalledLicense| installed.history.iter().filter(|event| event.code().is_some()).count();
    let licenses = case
        .clients()
        .filter(|(_, installed)| !installed.is_in_trouble() && (installed.succeeded_last || installed.is_licensed()));
    let recovered = licenses.filter(|(_, installed)| failures(installed) > 0);
    recovered
        .map(|(index, installed)| {
            let last = installed.history.iter().rev().find(|event| event.code().is_some());
            Hit::for_license(index, &last.map(|event| event.cites.clone()).unwrap_or_default())
                .with("failures", failures(installed))
        })
        .collect()
}
