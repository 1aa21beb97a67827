//! ESU006: the system lacks the update that the add-on needs.

use super::{ESU, prelude::*};

values! { build: String, least: String }

/// What Windows says of a key whose license files it does not have.
const REFUSED_KEY: [Code; 2] = [Code(0xC004_F050), Code(0xC004_F069)];

pub(super) static RULE: Rule = Rule {
    id: "ESU006",
    severity: Severity::Medium,
    confidence: Confidence::Possible,
    role: Role::Side,
    sources: "M30",
    title: Text { en: "Update before the ESU key missing", ja: "ESU キーに必要な更新プログラムがない" },
    finding: Text {
        en: "A key was refused on {build}; an ESU key needs {least} and its licensing preparation package",
        ja: "{build} でキーが拒否されました。ESU キーには {least} 以降とライセンス準備パッケージが必要です",
    },
    actions: &[&action::PREPARE_ADD_ON],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some((version, least)) = dated::esu::least_build("Windows 10") else { return Vec::new() };
    let old = case.observations(ObservationKind::OsBuild).find(|(observation, _)| {
        let revision = observation.value.strip_prefix(version).and_then(|rest| rest.strip_prefix('.'));
        revision.and_then(|revision| revision.parse().ok()).is_some_and(|revision: u32| revision < least)
    });
    let Some((observation, cites)) = old else { return Vec::new() };
    any_license_with(case, &REFUSED_KEY)
        .map(|found| {
            let values = Values { build: observation.value.clone(), least: format!("{version}.{least}") };
            found.hit().with_cites(cites).with(values)
        })
        .collect()
}
