//! CLI012: one activation type alone is allowed, and it is not KMS.

use super::{CLI, prelude::*};

values! { number: String }

pub(super) static RULE: Rule = Rule {
    id: "CLI012",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Key,
    needs: required_evidence::REGISTRY,
    command: "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\" /v VLActivationType",
    sources: "M3",
    title: Text {
        en: "Only one activation type allowed", ja: "ライセンス認証の種類が制限されている"
    },
    finding: Text {
        en: "VLActivationType is {number}: {product} does not ask a KMS host",
        ja: "VLActivationType が {number} のため、{product} は KMS ホストに要求しません",
    },
    actions: &[&action::ANY_ACTIVATION_TYPE],
    ..CLI
};

/// Active Directory alone, and tokens alone.
const WITHOUT_KMS: [&str; 2] = ["1", "3"];

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut set = case.registry("VLActivationType");
    let fixed = set.find(|(observation, _)| WITHOUT_KMS.contains(&observation.value.as_str()));
    let Some((observation, cites)) = fixed else { return Vec::new() };
    let waits = |client: &InstalledLicense| client.channel() == Channel::KmsClient && client.is_in_trouble();
    let hit = |index| Hit::for_license(index, cites).with(Values { number: observation.value.clone() });
    case.clients().filter(|(_, client)| waits(client)).map(|(index, _)| hit(index)).collect()
}
