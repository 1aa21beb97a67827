//! CLI021: product takes no part in KMS.

use super::{CLI, prelude::*};

values! { channel: String }

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
    labels: &[Label::NotKmsClient],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut hits: Vec<Hit<Values>> = case
        .clients()
        .filter(|(_, installed)| takes_no_part(installed.channel()) && !installed.needs_no_activation())
        .map(|(index, installed)| {
            let channel = installed.channel_token().to_owned();
            Hit::for_license(index, &installed.lines_with(&channel)).with(Values { channel })
        })
        .collect();
    // MGADiag names the license type in words.
    let types = case
        .observations(ObservationKind::GenuineType)
        .filter(|(observation, _)| observation.value.starts_with("OEM") || observation.value.starts_with("Retail"));
    if hits.is_empty() {
        hits.extend(types.map(|(observation, cites)| {
            Hit::global(cites).product("Windows").with(Values { channel: observation.value.clone() })
        }));
    }
    hits
}

fn takes_no_part(channel: Channel) -> bool {
    use Channel::{Evaluation, Oem, Retail, Subscription, VirtualMachine};
    matches!(channel, Retail | Oem | Evaluation | Subscription | VirtualMachine)
}
