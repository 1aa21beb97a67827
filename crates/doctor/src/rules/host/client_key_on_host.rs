//! HST030: a client key on the host.

use super::{HST, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "HST030",
    confidence: Confidence::Likely,
    command: "slmgr.vbs /dlv all",
    sources: "S1",
    title: Text {
        en: "Client key on the host", ja: "ホストにクライアント キーがインストールされている"
    },
    finding: Text {
        en: "{host} is the host that clients are sent to, and holds a client key itself: it asks itself and serves nobody",
        ja: "{host} はクライアントの要求先のホストですが、クライアント キーがインストールされています。自分自身に要求し、要求には応答しません",
    },
    actions: &[&action::HOST_KEY],
    labels: &[Label::HostKeyMissing],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.hosts().next().is_some() {
        return Vec::new();
    }
    let asks = |installed: &InstalledLicense| {
        installed.app() != App::Office
            && installed.license.name.contains("Server")
            && installed.channel() == Channel::KmsClient
            && installed.is_in_trouble()
    };
    let hit = |(index, server): (usize, &InstalledLicense)| {
        let (host, _) = host_and_port(&server.host()?);
        let is_own = own_names(case, server).iter().any(|own| same_host(own, &host));
        let cites = server.lines_with(&host);
        is_own.then(|| Hit::for_license(index, &cites).with(Values { host }))
    };
    case.clients().filter(|(_, installed)| asks(installed)).filter_map(hit).collect()
}
