//! INT001: host is not one of yours.

use super::{INT, prelude::*};

values! { host: String }

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let has_host = case.hosts().next().is_some();
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        let (host, _) = host_and_port(&installed.host()?);
        let is_own = || own_names(case, installed).iter().any(|own| same_host(own, &host));
        // Office on its own host has a rule of its own.
        let asks_itself = installed.app() != App::Office && !has_host && is_own();
        let cites = installed.lines_with(&host);
        (is_loopback(&host) || is_public(&host) || asks_itself)
            .then(|| Hit::for_license(index, &cites).with(Values { host }))
    };
    case.clients().filter_map(hit).collect()
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.starts_with("127.") || host == "[::1]" || host == "::1" || host == "0.0.0.0"
}

/// An IPv4 address outside private networks that is not one of Microsoft's hosts for Azure (catalogue, CLD001).
fn is_public(host: &str) -> bool {
    const AZURE: [&str; 3] = ["20.118.99.224", "40.83.235.53", "23.102.135.246"];
    let Ok(address) = host.parse::<core::net::Ipv4Addr>() else { return false };
    let inside = address.is_private() || address.is_loopback() || address.is_link_local() || address.is_documentation();
    !inside && !AZURE.contains(&host)
}
