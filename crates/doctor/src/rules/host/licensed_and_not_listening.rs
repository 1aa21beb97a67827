//! HST023: the license is good, and nothing listens.

use super::{HST, prelude::*};

values! { port: u64 }

pub(super) static RULE: Rule = Rule {
    id: "HST023",
    confidence: Confidence::Likely,
    scope: Scope::Host,
    step: Step::Port,
    needs: required_evidence::PORTS,
    command: "netstat -ano",
    sources: "D",
    title: Text { en: "Licensed and nothing listens", ja: "有効だがポートが閉じている" },
    finding: Text {
        en: "{product} is licensed, and on the host itself port {port} accepts no connection: its service is not running as a host",
        ja: "{product} はライセンス認証済みですが、ホスト自身のポート {port} に接続できません。サービスがホストとして動作していません",
    },
    actions: &[&action::CHECK_HOST_SERVICE],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    const ITSELF: [&str; 4] = ["localhost", "127.0.0.1", "::1", "[::1]"];
    let is_itself =
        |host: &str| ITSELF.contains(&host) || case.computer().is_some_and(|computer| same_host(computer, host));
    let hit = |(index, host): (usize, &InstalledLicense)| {
        let port = host.counts().and_then(|counts| counts.port).unwrap_or(DEFAULT_PORT);
        let closed = case.ports.iter().find(|probe| !probe.open && probe.port == port && is_itself(&probe.host))?;
        Some(Hit::for_license(index, &host.status_lines()).with_cites(&closed.cites).with(Values { port }))
    };
    case.hosts().filter(|(_, host)| host.is_licensed()).filter_map(hit).collect()
}
