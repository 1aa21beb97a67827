//! INT001: host is not one of yours.

use super::{INT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "INT001",
    sources: "D",
    title: Text { en: "Host is not one of yours", ja: "承認されていないホスト" },
    finding: Text {
        en: "{product} asks {host}, an address of this machine itself or outside of private networks",
        ja: "{product} の要求先 {host} は、このコンピューター自身か、プライベート ネットワーク外のアドレスです",
    },
    actions: &[&action::TALK_TO_OWNER, &action::CLEAR_PIN],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.clients()
        .filter_map(|(index, installed)| {
            let (name, _) = host_and_port(&installed.host()?);
            let own =
                own_names(case, installed).iter().any(|own| same_host(own, &name)) && installed.app() != App::Office;
            let strange = is_loopback(&name) || is_public(&name) || own && case.hosts().next().is_none();
            strange.then(|| Hit::for_license(index, &naming(installed, &name)).with("host", name))
        })
        .collect()
}
