//! NET005: client asks another port than the host's.

use super::{NET, prelude::*};

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
        ja: "{product} は {host} に要求し、ホストは {listening} で待ち受けています",
    },
    actions: &[&action::PORT_EQUAL, &action::CLEAR_PIN],
    labels: &[Label::PortMismatch],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (index, installed) in case
        .clients()
        .filter(|(_, installed)| installed.takes_kms() && installed.is_in_trouble() && !installed.was_answered())
    {
        let Some(asked) = installed.host() else { continue };
        let (name, port) = host_and_port(&asked);
        let listens = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.port?)));
        let other = listens.filter(|(host, _)| host_fits(host, installed)).find(|(_, listening)| *listening != port);
        let right = case.hosts().filter_map(|(_, host)| host.counts()?.port).any(|listening| listening == port);
        let shut =
            installed.active_code(&UNREACHED).is_some() || case.port(&name, port).is_some_and(|probe| !probe.open);
        if let (Some((host, listening)), false, true) = (other, right, shut) {
            hits.push(Hit::for_license(index, &stating(host)).with("host", &asked).with("listening", listening));
        }
    }
    hits
}
