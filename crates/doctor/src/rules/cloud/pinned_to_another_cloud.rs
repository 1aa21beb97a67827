//! CLD004: the machine moved, and still asks the host of the cloud that it came from.

use super::{CLD, clients_of_clouds, prelude::*};

values! { host: String, cloud: &'static str, place: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "CLD004",
    confidence: Confidence::Certain,
    sources: "M6",
    title: Text {
        en: "Still asks the host of another cloud", ja: "移行元クラウドの KMS ホストに固定されている"
    },
    finding: Text {
        en: "{product} asks {host}, which serves machines in {cloud} only, and this machine runs in {place}",
        ja: "{product} の要求先 {host} は {cloud} のコンピューターだけに応答しますが、このコンピューターは {place} 上にあります",
    },
    actions: &[&action::CLEAR_PIN, &action::PIN_HOST],
    labels: &[Label::HostUnreachable],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some((place, cites)) = case.cloud() else { return Vec::new() };
    let moved = clients_of_clouds(case).filter(|(_, client, _, host)| {
        let elsewhere = host.cloud() != place && !(host.is_azure() && place == "Azure");
        elsewhere && client.is_in_trouble()
    });
    moved
        .map(|(index, client, name, host)| {
            let lines = client.lines_with(&name);
            Hit::for_license(index, &lines).with_cites(&cites).with(Values { host: name, cloud: host.cloud(), place })
        })
        .collect()
}
