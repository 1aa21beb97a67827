//! ESU007: the add-on is for another version of Windows.

use super::{ESU, prelude::*};

values! { build: String }

/// Builds of Windows 10, from the first to the one before 22H2.
const BEFORE_22H2: std::ops::Range<u32> = 10_240..19_045;

pub(super) static RULE: Rule = Rule {
    id: "ESU007",
    confidence: Confidence::Likely,
    sources: "M30",
    title: Text { en: "Version takes no ESU key", ja: "ESU キーの対象外のバージョン" },
    finding: Text {
        en: "Extended Security Updates of Windows 10 are for version 22H2 (build 19045), and this is {build}",
        ja: "Windows 10 の拡張セキュリティ更新プログラムの対象はバージョン 22H2 (ビルド 19045) ですが、このコンピューターは {build} です",
    },
    actions: &[&action::UPGRADE_SYSTEM],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let wanted = |year: dated::esu::Year| year.subject == "Windows 10";
    let installed =
        || case.extended_security_updates().any(|(_, installed, year)| wanted(year) && !installed.is_licensed());
    let missing = || {
        let mut all = case.observations(ObservationKind::NotInstalled);
        all.any(|(observation, _)| dated::esu::by_id(&observation.value).is_some_and(wanted))
    };
    if !installed() && !missing() {
        return Vec::new();
    }
    let number = |version: &str| version.split('.').nth(2).and_then(|build| build.parse::<u32>().ok());
    let old = case
        .observations(ObservationKind::OsBuild)
        .find(|(observation, _)| number(&observation.value).is_some_and(|build| BEFORE_22H2.contains(&build)));
    old.map(|(observation, cites)| {
        Hit::global(cites).product("Extended Security Updates").with(Values { build: observation.value.clone() })
    })
    .into_iter()
    .collect()
}
