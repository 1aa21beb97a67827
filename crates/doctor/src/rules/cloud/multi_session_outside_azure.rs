//! CLD008: Enterprise multi-session outside Azure Virtual Desktop.

use super::{CLD, prelude::*};
use crate::dated::cloud::CloudHost;

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "CLD008",
    step: Step::Key,
    sources: "M31",
    title: Text {
        en: "Enterprise multi-session outside Azure", ja: "Azure 以外で Enterprise マルチセッションを使用"
    },
    finding: Text {
        en: "{product} is Enterprise multi-session, which is licensed in Azure Virtual Desktop only; {host} does not activate it",
        ja: "{product} は Enterprise マルチセッションで、Azure Virtual Desktop でのみライセンスされます。{host} ではライセンス認証できません",
    },
    actions: &[&action::AVD_ONLY],
    labels: &[Label::NotKmsClient],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_multi_session = |client: &InstalledLicense| {
        client.license.name.contains("ServerRdsh") || client.license.name.contains("multi-session")
    };
    let failing = case.clients().filter(|(_, client)| is_multi_session(client) && client.is_in_trouble());
    failing
        .filter_map(|(index, client)| {
            let (host, _) = host_and_port(&client.host()?);
            let outside = CloudHost::of(&host).is_none_or(|known| !known.is_azure());
            outside.then(|| Hit::for_license(index, &client.name_lines()).with(Values { host }))
        })
        .collect()
}
