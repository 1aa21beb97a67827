//! CNT005: image not generalised.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT005",
    confidence: Confidence::Likely,
    scope: Scope::Windows,
    needs: required_evidence::IMAGES,
    command: "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\" /v SkipRearm",
    sources: "S2",
    title: Text { en: "Image not generalised", ja: "イメージが一般化されていない" },
    finding: Text {
        en: "SkipRearm is set: machines made from this image keep its client machine ID",
        ja: "SkipRearm が設定されています。このイメージから作成したコンピューターの CMID は同じになります",
    },
    actions: &[&action::GENERALIZE],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let registry = case.registry("SkipRearm").filter(|(observation, _)| observation.value == "1");
    let answer_file = case
        .observations(ObservationKind::Sysprep)
        .filter(|(observation, _)| observation.about == "skip_rearm" && observation.value == "1");
    registry.chain(answer_file).take(1).map(|(_, cites)| Hit::global(cites)).collect()
}
