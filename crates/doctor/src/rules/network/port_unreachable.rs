//! NET002: port cannot be reached.

use super::{NET, prelude::*};

values! { host: String }

/// More closed ports than these say nothing more.
const HITS_MAX: usize = 3;

pub(super) static RULE: Rule = Rule {
    id: "NET002",
    sources: "S0 S4",
    title: Text { en: "Port cannot be reached", ja: "ポートに接続できない" },
    finding: Text {
        en: "TCP to {host} failed; the name resolves, so the way to the host or the host itself is shut",
        ja: "{host} への TCP 接続に失敗しました。名前は解決できるため、経路上またはホスト側でブロックされています",
    },
    actions: &[&action::ALLOW_PORT, &action::CHECK_FIREWALL, &action::CHECK_HOST_SERVICE, &action::CLEAR_PIN],
    labels: &[Label::PortBlocked],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut hits: Vec<Hit<Values>> = kms_client_with(case, &[code::TIMEOUT])
        .filter(|found| !found.installed.was_answered())
        .map(|found| found.hit().with(Values { host: found.host() }))
        .collect();
    let owner = case.kms_client_in_trouble();
    let only_hosts = case.licenses.iter().all(InstalledLicense::is_host);
    let answered = case.clients().any(|(_, installed)| installed.was_answered());
    if case.derived.port_mismatch.is_some() || owner.is_none() && !only_hosts || answered {
        return hits;
    }
    let reached: HostNames<'_> =
        case.ports.iter().filter(|probe| probe.open).map(|probe| probe.host.as_str()).collect();
    // Whether some test reached another port of the host.
    let is_reached = |host: &str| !host.is_empty() && reached.has(host);
    // A host that is gone is no way that is shut.
    let retired: HostNames<'_> =
        case.told("retired_host").map(|(told, _)| told.value.as_str()).filter(|host| !host.is_empty()).collect();
    let is_meant = |probe: &&PortProbe| !is_reached(&probe.host) && !retired.has(&probe.host) && !is_other(case, probe);
    let closed = case.ports.iter().filter(|probe| !probe.open).filter(is_meant);
    hits.extend(closed.take(HITS_MAX).map(|probe| {
        // Who tells of a port often leaves the host out: then it is called as in the steps.
        let name = if probe.host.is_empty() { "<kms-host>" } else { probe.host.as_str() };
        let host = format!("{name}:{}", probe.port);
        Hit::global(&probe.cites).about(owner).with(Values { host })
    }));
    // What a firewall says that it threw away reached no host, whoever else reaches it.
    let is_stopped = |(observation, _): &(&Observation, &[Cite])| matches!(&*observation.value, "timeout" | "blocked");
    hits.extend(
        case.observations(ObservationKind::Probe).filter(is_stopped).map(|(observation, cites)| {
            Hit::global(cites).about(owner).with(Values { host: observation.about.clone() })
        }),
    );
    hits.truncate(HITS_MAX);
    hits
}

/// Whether a test of the own machine is of a port on which no host listens: of some other program.
fn is_other(case: &Case, probe: &PortProbe) -> bool {
    const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
    let listens = |(_, host): (usize, &InstalledLicense)| host.license.host.as_ref().and_then(|host| host.port);
    LOOPBACK.contains(&probe.host.as_str())
        && probe.port != DEFAULT_PORT
        && !case.hosts().filter_map(listens).any(|port| port == probe.port)
}
