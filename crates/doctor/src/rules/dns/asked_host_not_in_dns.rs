//! DNS025: asks a host that DNS does not name.

use super::{DNS, prelude::*};

values! { host: String, records: Value }

pub(super) static RULE: Rule = Rule {
    id: "DNS025",
    confidence: Confidence::Likely,
    needs: required_evidence::CLIENT,
    sources: "S0",
    title: Text {
        en: "Asks a host that DNS does not name", ja: "DNS に登録されていないホストに要求している"
    },
    finding: Text {
        en: "{product} asks {host}, and DNS names {records}: the host is set by hand on the client",
        ja: "{product} は {host} に要求していますが、DNS に登録されているのは {records} です。ホストがクライアントで手動設定されています",
    },
    actions: &[&action::CLEAR_PIN, &action::PIN_HOST],
    labels: &[Label::HostUnreachable, Label::PortMismatch, Label::WrongHostProduct],
    ..DNS
};

/// Answers of a host that another host may not give.
const BY_HOST: [Code; 3] = [code::HOST_NOT_ENABLED, code::HOST_NOT_ACTIVATED, code::PRODUCT_NOT_COVERED];
/// Azure's hosts, which machines there are set to ask.
const OF_AZURE: &str = "core.windows.net";

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some((_, cites)) = case.srvs.iter().find(|(srv, _)| !srv.unanswered) else { return Vec::new() };
    let records: Vec<String> = case.targets().map(|(target, port, _)| format!("{target}:{port}")).collect();
    let mut hits = Vec::new();
    for (index, installed) in case.clients().filter(|(_, installed)| is_refused(installed)) {
        let Some(asked) = asked(installed) else { continue };
        let (host, port) = host_and_port(&asked);
        let named = case.targets().any(|(target, other, _)| same_host(target, &host) && other == port);
        // A pin that is printed and fails where DNS offers another host is DNS012.
        let is_other = installed.license.registered_host.is_some() && !records.is_empty() && is_unreached(installed);
        if named || is_other || host.ends_with(OF_AZURE) {
            continue;
        }
        let none = Value::Words(Text { en: "no host", ja: "なし" });
        let records = if records.is_empty() { none } else { records.join(", ").into() };
        let lines = installed.history.last().map(|event| event.cites.clone());
        let lines = lines.unwrap_or_else(|| installed.lines_with(&asked));
        hits.push(Hit::for_license(index, &lines).with_cites(cites).with(Values { host: asked, records }));
    }
    hits
}

/// The host of the newest attempt, else the one that is set by hand.
fn asked(installed: &InstalledLicense) -> Option<String> {
    let of_dns = installed.license.dns_host.as_deref();
    installed.host().filter(|host| of_dns.is_none_or(|dns| !same_host(&host_and_port(dns).0, &host_and_port(host).0)))
}

fn is_unreached(installed: &InstalledLicense) -> bool {
    installed.active_code(&UNREACHED).is_some()
}

fn is_refused(installed: &InstalledLicense) -> bool {
    let refused =
        installed.active_code(&BY_HOST).is_some() || installed.active_code(&[code::NO_HOST_REACHED]).is_some();
    installed.takes_kms() && installed.is_in_trouble() && (refused || is_unreached(installed))
}
