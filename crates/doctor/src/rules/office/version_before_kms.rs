//! OFF006: a version of Office before KMS.

use super::{OFF, prelude::*};

values! { name: String }

pub(super) static RULE: Rule = Rule {
    id: "OFF006",
    severity: Severity::Medium,
    role: Role::Cause,
    sources: "S0",
    title: Text { en: "Office version before KMS", ja: "KMS に対応していないバージョンの Office" },
    finding: Text {
        en: "{name} knows no KMS: Office 2010 and later do",
        ja: "{name} は KMS に対応していません (KMS に対応しているのは Office 2010 以降です)",
    },
    actions: &[&action::NOT_FOR_KMS],
    labels: &[Label::NotKmsClient],
    ..OFF
};

const VERSIONS: [&str; 4] = ["Office 12,", "2007", "Office 11,", "Office 2003"];

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_old = |name: &str| name.contains("Office") && holds_any(name, &VERSIONS);
    let licenses = case.clients().filter(|(_, installed)| is_old(&installed.license.name));
    let mut hits: Vec<Hit<Values>> = licenses
        .map(|(index, installed)| {
            Hit::for_license(index, &installed.name_lines()).with(Values { name: installed.name() })
        })
        .collect();
    if hits.is_empty() {
        let installed = case.observations(ObservationKind::OfficeInstalled);
        let old = installed.filter(|(observation, _)| is_old(&observation.value)).take(1);
        hits.extend(old.map(|(observation, cites)| {
            let name = observation.value.clone();
            Hit::global(cites).product(name.clone()).with(Values { name })
        }));
    }
    hits
}
