//! CNT014: image was generalised.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT014",
    severity: Severity::Info,
    role: Role::State,
    scope: Scope::Windows,
    needs: required_evidence::IMAGES,
    command: "type %windir%\\System32\\Sysprep\\Panther\\setupact.log",
    sources: "M11",
    title: Text { en: "Image was generalised", ja: "イメージは一般化済み" },
    finding: Text {
        en: "sysprep /generalize was run: machines of this image have client machine IDs of their own",
        ja: "sysprep /generalize が実行されています。このイメージのコンピューターには個別の CMID が割り当てられます",
    },
    labels: &[Label::ImageGeneralized],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let generalized =
        case.observations(ObservationKind::Sysprep).filter(|(observation, _)| observation.about == "generalize");
    generalized.take(1).map(|(_, cites)| Hit::global(cites)).collect()
}
