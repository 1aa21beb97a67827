//! ADB003: retail edition in an environment with Active Directory activation.

use super::{ADB, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "ADB003",
    role: Role::Side,
    step: Step::Key,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    sources: "M18",
    title: Text {
        en: "Retail edition in an estate with Active Directory activation",
        ja: "Active Directory によるライセンス認証の環境でリテール版を使用",
    },
    finding: Text {
        en: "An activation object exists, and {product} has a retail key that cannot use it",
        ja: "ライセンス認証オブジェクトはありますが、{product} のリテール キーでは使用できません",
    },
    actions: &[&action::INSTALL_CLIENT_KEY, &action::VOLUME_MEDIA],
    labels: &[Label::KeyWrongChannel],
    ..ADB
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let Some((_, object)) = case.observations(ObservationKind::ActivationObject).next() else { return Vec::new() };
    case.retail_in_environment()
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("RETAIL")).with_cites(object))
        .collect()
}
