//! ADB006: activated through Active Directory.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ADB006",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "M18",
    title: Text { en: "Activated through Active Directory", ja: "Active Directory により認証済み" },
    finding: Text {
        en: "{product} is activated by {object}; the rules about hosts and counts do not apply to it",
        ja: "{product} は {object} により認証されています。KMS ホストやカウントは関係しません",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let by_license = case.clients().filter(|(_, unit)| unit.license.directory_object.is_some() && unit.is_licensed());
    let mut hits: Vec<Hit> = by_license
        .map(|(index, unit)| {
            Hit::of(index, &stating(unit)).with("object", unit.license.directory_object.clone().unwrap_or_default())
        })
        .collect();
    if hits.is_empty() {
        hits.extend(case.clients().filter_map(|(index, unit)| {
            let moment = unit.history.iter().rev().find(|moment| moment.entry == Entry::Directory)?;
            let object = case
                .observations(ObservationKind::ActivationObject)
                .next()
                .map_or("Active Directory".to_owned(), |(observation, _)| observation.value.clone());
            let name = if unit.name().is_empty() { "Windows".to_owned() } else { unit.name() };
            Some(Hit::of(index, &moment.cites).with("object", object).with("product", name))
        }));
    }
    hits
}
