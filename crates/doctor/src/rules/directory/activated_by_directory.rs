//! ADB006: activated through Active Directory.

use super::{ADB, prelude::*};

values! { object: String }

pub(super) static RULE: Rule = Rule {
    id: "ADB006",
    severity: Severity::Info,
    weight: Weight::ShowsHealth,
    role: Role::State,
    step: Step::None,
    needs: required_evidence::LICENSES,
    sources: "M18",
    title: Text {
        en: "Activated through Active Directory", ja: "Active Directory によりライセンス認証済み"
    },
    finding: Text {
        en: "{product} is activated by {object}; the rules about hosts and counts do not apply to it",
        ja: "{product} は {object} によりライセンス認証されています。KMS ホストやカウントは関係しません",
    },
    labels: &[Label::AdbaActivated],
    ..ADB
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let printed = case.clients().filter(|(_, installed)| installed.is_licensed());
    let mut hits: Vec<Hit<Values>> = printed
        .filter_map(|(index, installed)| {
            let object = installed.license.directory_object.clone()?;
            Some(Hit::for_license(index, &installed.status_lines()).with(Values { object }))
        })
        .collect();
    if hits.is_empty() {
        hits.extend(case.clients().filter_map(|(index, installed)| logged(case, index, installed)));
    }
    hits
}

/// Event 12308 says the same where no tool printed the license.
fn logged(case: &Case, index: usize, installed: &InstalledLicense) -> Option<Hit<Values>> {
    let event = installed.history.iter().rev().find(|event| event.entry == Entry::Directory { code: code::SUCCESS })?;
    let object = case.observations(ObservationKind::ActivationObject).next();
    let object = object.map_or("Active Directory".to_owned(), |(observation, _)| observation.value.clone());
    let name = Some(installed.name()).filter(|name| !name.is_empty()).unwrap_or_else(|| "Windows".to_owned());
    Some(Hit::for_license(index, &event.cites).product(name).with(Values { object }))
}
