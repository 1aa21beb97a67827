//! DNS013: the host is set by hand, and DNS names the same.

use super::{DNS, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "DNS013",
    severity: Severity::Low,
    role: Role::Side,
    sources: "D",
    title: Text { en: "Pinned though DNS names the host", ja: "不要な固定設定" },
    finding: Text {
        en: "{product} is set to ask {host}, which DNS names too: the setting stays behind when the host is replaced",
        ja: "{product} は {host} に固定されていますが、DNS でも同じホストが見つかります。ホストを入れ替えると固定設定だけが残ります",
    },
    actions: &[&action::CLEAR_PIN],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let (host, port) = host_and_port(client.license.registered_host.as_deref()?);
        let (.., cites) = case.targets().find(|(target, other, _)| same_host(target, &host) && *other == port)?;
        let lines = client.lines_with(&host);
        Some(Hit::for_license(index, &lines).with_cites(cites).with(Values { host }))
    };
    case.clients().filter(|(_, client)| client.is_well()).filter_map(hit).collect()
}
