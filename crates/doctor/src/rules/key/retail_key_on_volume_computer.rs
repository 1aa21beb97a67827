//! KEY002: retail key on a volume computer.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY002",
    severity: Severity::High,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    sources: "M18",
    title: Text {
        en: "Retail key on a volume computer", ja: "ボリューム ライセンス環境でリテール キーを使用"
    },
    finding: Text {
        en: "{product} has a retail key; hosts or directory objects of this estate cannot activate it",
        ja: "{product} にリテール キーが使われています。この環境の KMS ホストや Active Directory ではライセンス認証できません",
    },
    actions: &[&action::INSTALL_CLIENT_KEY, &action::VOLUME_MEDIA],
    labels: &[Label::KeyWrongChannel],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.retail_in_environment()
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("RETAIL")))
        .collect()
}
