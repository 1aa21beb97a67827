//! SVC005: NETWORK SERVICE profile damaged.

use super::{SVC, prelude::*};

values! { path: String }

pub(super) static RULE: Rule = Rule {
    id: "SVC005",
    confidence: Confidence::Likely,
    scope: Scope::Windows,
    needs: required_evidence::REGISTRY,
    command: "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList\\S-1-5-20\"",
    sources: "M12",
    title: Text { en: "NETWORK SERVICE profile damaged", ja: "NETWORK SERVICE プロファイルの破損" },
    finding: Text {
        en: "The profile of NETWORK SERVICE points to {path}",
        ja: "NETWORK SERVICE のプロファイル パスが {path} です",
    },
    actions: &[&action::RESTORE_RIGHTS],
    labels: &[Label::RegistryPermission],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let path = case.registry("ProfileImagePath").filter(|(observation, _)| observation.about.contains("S-1-5-20"));
    let odd = path.filter(|(observation, _)| !observation.value.to_lowercase().contains("networkservice"));
    odd.map(|(observation, cites)| Hit::global(cites).with(Values { path: observation.value.clone() })).collect()
}
