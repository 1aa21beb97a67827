//! CLI021: product takes no part in KMS.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI021",
    severity: Severity::Info,
    role: Role::Side,
    step: Step::Key,
    sources: "D",
    title: Text { en: "Product takes no part in KMS", ja: "KMS の対象外の製品" },
    finding: Text {
        en: "{product} has the channel {channel}: hosts, DNS and counts do not matter for it",
        ja: "{product} のチャネルは {channel} です。KMS ホスト、DNS、カウントは関係しません",
    },
    actions: &[&action::NONE],
    labels: &[Label::NotKmsClient],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let outside = |channel: Channel| {
        matches!(
            channel,
            Channel::Retail | Channel::Oem | Channel::Evaluation | Channel::Subscription | Channel::VirtualMachine
        )
    };
    let mut hits: Vec<Hit> = case
        .clients()
        .filter(|(_, installed)| outside(installed.channel()) && !installed.needs_no_activation())
        .map(|(index, installed)| {
            let license = &installed.license;
            let channel = if license.channel.is_empty() {
                license.key_channel.clone().unwrap_or_default()
            } else {
                license.channel.clone()
            };
            Hit::for_license(index, &naming(installed, &channel)).with("channel", channel)
        })
        .collect();
    // MGADiag names the license type in words.
    let types = case
        .observations(ObservationKind::GenuineType)
        .filter(|(observation, _)| observation.value.starts_with("OEM") || observation.value.starts_with("Retail"));
    if hits.is_empty() {
        hits.extend(types.map(|(observation, cites)| {
            Hit::global(cites).with("channel", &observation.value).with("product", "Windows")
        }));
    }
    hits
}
