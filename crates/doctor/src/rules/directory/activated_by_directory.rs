//! ADB006: activated through Active Directory.

use super::{ADB, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "ADB006",
    severity: Severity::Info,
    role: Role::State,
    step: Step::None,
    needs: required_evidence::LICENSES,
    sources: "M18",
    title: Text { en: "Activated through Active Directory", ja: "Active Directory により認証済み" },
    finding: Text {
        en: "{product} is activated by {object}; the rules about hosts and counts do not apply to it",
        ja: "{product} は {object} により認証されています。KMS ホストやカウントは関係しません",
    },
    actions: &[&action::NONE],
    labels: &[Label::AdbaActivated],
    ..ADB
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let by_license =
        case.clients().filter(|(_, installed)| installed.license.directory_object.is_some() && installed.is_licensed());
    let mut hits: Vec<Hit> = by_license
        .map(|(index, installed)| {
            Hit::for_license(index, &stating(installed))
                .with("object", installed.license.directory_object.clone().unwrap_or_default())
        })
        .collect();
    if hits.is_empty() {
        hits.extend(case.clients().filter_map(|(index, installed)| {
            let event = installed.history.iter().rev().find(|event| event.entry == Entry::Directory)?;
            let object = case
                .observations(ObservationKind::ActivationObject)
                .next()
                .map_or("Active Directory".to_owned(), |(observation, _)| observation.value.clone());
            let name = if installed.name().is_empty() { "Windows".to_owned() } else { installed.name() };
            Some(Hit::for_license(index, &event.cites).with("object", object).with("product", name))
        }));
    }
    hits
}
