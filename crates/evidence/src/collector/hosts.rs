//! The activation hosts that the collected files name: the probe and the port tests ask them.

use crate::{
    evidence_set::EvidenceSet,
    fact::{Fact, ObservationKind},
};

/// More hosts are not asked.
const HOSTS_MAX: usize = 32;
const PORT: u16 = 1688;

/// A host and its TCP port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Name or address: letters, digits and `.-_:` alone, and no hyphen at its beginning, so that no program takes it for an option.
    pub name: String,
    /// 1688 where nothing names another.
    pub port: u16,
}

/// The hosts that settings, licenses and DNS name, each once, at most 32.
pub fn named_hosts(set: &EvidenceSet) -> Vec<Target> {
    let mut found: Vec<Target> = Vec::new();
    for target in set.facts.iter().flat_map(|fact| targets(fact, set)) {
        if is_name(&target.name) && !found.contains(&target) && found.len() < HOSTS_MAX {
            found.push(target);
        }
    }
    found
}

/// Whether a text that others wrote may be an argument of a program.
pub(super) fn is_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_:".contains(c);
    (1..=253).contains(&text.len()) && !text.starts_with('-') && text.chars().all(allowed)
}

fn targets(fact: &Fact, set: &EvidenceSet) -> Vec<Target> {
    match fact {
        Fact::Srv(srv, _) => {
            let port = srv.port.and_then(|port| u16::try_from(port).ok());
            let target = srv.target.as_ref().map(|name| Target { name: dotless(name), port: port.unwrap_or(PORT) });
            target.into_iter().collect()
        }
        Fact::License(license, _) => {
            [&license.registered_host, &license.dns_host].into_iter().flatten().map(|host| target(host)).collect()
        }
        Fact::Observation(value, _) if value.kind == ObservationKind::RegistryValue => {
            let Some(place) = value.about.strip_suffix("KeyManagementServiceName") else { return Vec::new() };
            let port = port_beside(place, set).unwrap_or(PORT);
            vec![Target { port, ..target(&value.value) }]
        }
        _ => Vec::new(),
    }
}

/// `name`, `name:port`, an address of IPv6, or one in brackets with a port.
fn target(text: &str) -> Target {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => (name, port.parse().unwrap_or(PORT)),
        _ => (text, PORT),
    };
    Target { name: dotless(name.trim_matches(['[', ']'])), port }
}

fn dotless(name: &str) -> String {
    name.trim_end_matches('.').to_lowercase()
}

/// The port that stands beside a name in the registry.
fn port_beside(place: &str, set: &EvidenceSet) -> Option<u16> {
    let about = format!("{place}KeyManagementServicePort");
    set.facts.iter().find_map(|fact| match fact {
        Fact::Observation(value, _) if value.kind == ObservationKind::RegistryValue && value.about == about => {
            value.value.parse().ok()
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Target, is_name, named_hosts};
    use crate::{Source, read};

    const FILES: [&str; 3] = [
        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\n    \
         KeyManagementServiceName    REG_SZ    KMS1.corp.example\n    KeyManagementServicePort    REG_SZ    1690\n",
        "_vlmcs._tcp.corp.example\tSRV service location:\n\tpriority\t= 0\n\tweight\t= 0\n\tport\t= 1688\n\t\
         svr hostname\t= kms2.corp.example\n",
        "{\"cmid\":\"8d8f4863-ea3b-49ae-88e7-bac55079bb19\",\"products\":[{\"product\":\"Ledger\",\"status\":1,\
         \"next_attempt\":\"x\",\"host\":\"kms3.corp.example:1702\"}]}",
    ];

    #[test]
    fn settings_dns_and_licenses_name_hosts_with_their_ports() {
        let sources = FILES.map(|text| Source { name: "file.txt".into(), bytes: text.as_bytes().to_vec() });
        let host = |name: &str, port| Target { name: name.into(), port };
        assert_eq!(
            named_hosts(&read(&sources)),
            [host("kms1.corp.example", 1690), host("kms2.corp.example", 1688), host("kms3.corp.example", 1702)]
        );
    }

    #[test]
    fn what_could_be_an_option_or_a_command_is_no_name() {
        assert!(is_name("kms-1.corp.example") && is_name("2001:db8::7"));
        assert!(["-type=any", "a b", "a&calc", "", "\"", "$(id)"].iter().all(|text| !is_name(text)));
    }
}
