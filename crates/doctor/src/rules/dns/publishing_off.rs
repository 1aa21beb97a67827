//! DNS016: publishing switched off.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS016",
    severity: Severity::Medium,
    role: Role::Side,
    scope: Scope::Host,
    needs: required_evidence::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0 S1 M2",
    title: Text { en: "Publishing switched off", ja: "DNS への発行が無効" },
    finding: Text {
        en: "The host does not publish its SRV record (DNS publishing is disabled)",
        ja: "ホストは SRV レコードを発行しません (DNS 発行が無効です)",
    },
    actions: &[&action::PUBLISH],
    labels: &[Label::SrvMissing],
    ..DNS
};

/// Without a record in DNS: a record that somebody made by hand is all that clients need.
pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.targets().next().is_some() {
        return Vec::new();
    }
    let off = |host: &InstalledLicense| host.counts().is_some_and(|counts| counts.dns_publishing == Some(false));
    let mut hits: Vec<Hit> = case
        .hosts()
        .filter(|(_, host)| off(host))
        .map(|(index, host)| Hit::for_license(index, &host.lines_with("DNS")))
        .collect();
    if hits.is_empty() {
        let value = case.registry("DisableDnsPublishing").find(|(observation, _)| is_on(&observation.value));
        hits.extend(value.map(|(_, cites)| Hit::global(cites)));
    }
    hits
}

fn is_on(value: &str) -> bool {
    !matches!(value, "" | "0" | "0x0")
}
