//! NET005: client asks another port than the host's.

use super::{NET, prelude::*};

values! { host: String, listening: u64 }

pub(super) static RULE: Rule = Rule {
    id: "NET005",
    severity: Severity::High,
    needs: required_evidence::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text {
        en: "Client asks another port than the host's", ja: "クライアントとホストのポートの不一致"
    },
    finding: Text {
        en: "{product} asks {host}, the host listens on {listening}",
        ja: "{product} は {host} に要求しますが、ホストはポート {listening} で待ち受けています",
    },
    actions: &[&action::CLEAR_PIN, &action::SET_PORT],
    labels: &[Label::PortMismatch],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let unanswered =
        |installed: &InstalledLicense| installed.takes_kms() && installed.is_in_trouble() && !installed.was_answered();
    let listens: Vec<(&InstalledLicense, u64)> =
        case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.port?))).collect();
    let mut hits = Vec::new();
    for (index, client) in case.clients().filter(|(_, installed)| unanswered(installed)) {
        let Some(host) = client.host() else { continue };
        let (name, port) = host_and_port(&host);
        let other = listens.iter().find(|(host, listening)| host_fits(host, client) && *listening != port);
        let is_right = listens.iter().any(|(_, listening)| *listening == port);
        let closed =
            client.active_code(&UNREACHED).is_some() || case.port(&name, port).is_some_and(|probe| !probe.open);
        if let (Some((listener, listening)), false, true) = (other, is_right, closed) {
            let values = Values { host, listening: *listening };
            hits.push(Hit::for_license(index, &listener.lines_with(&listening.to_string())).with(values));
        }
    }
    hits
}
