//! Replaces names, addresses and ids by pseudonyms, so that a report can be passed on. One mapping gives the same pseudonyms
//! in every bundle.
//!
//! What the facts show to be a name is replaced everywhere, also in quoted lines and in names of files. Activation ids, codes
//! and product names are kept: they are the same everywhere.

use crate::{
    evidence_set::EvidenceSet,
    fact::{Cite, EventField, Fact, License, ObservationKind, Record},
    pattern, product,
};
use regex_lite::Captures;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::{Ipv4Addr, Ipv6Addr},
};

/// Domains that name nobody.
const PUBLIC: [&str; 3] = ["microsoft.com", "windows.net", "w3.org"];

/// The mapping from names to pseudonyms. Whoever has it can undo the masking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// By the first label of their names.
    #[serde(default)]
    computers: BTreeMap<String, String>,
    #[serde(default)]
    domains: BTreeMap<String, String>,
    /// IP and hardware addresses.
    #[serde(default)]
    addresses: BTreeMap<String, String>,
    /// Last characters of keys that are not Microsoft's published setup keys.
    #[serde(default)]
    keys: BTreeMap<String, String>,
    /// Client machine ids, product ids, installation ids.
    #[serde(default)]
    ids: BTreeMap<String, String>,
}

/// What the evidence shows to be a name or an id.
#[derive(Default)]
struct Known {
    computers: BTreeSet<String>,
    domains: BTreeSet<String>,
    ids: BTreeSet<String>,
    keys: BTreeSet<String>,
}

impl Mask {
    /// Replaces every known name in the facts, in the lines that they cite and in the names of the files.
    pub fn apply(&mut self, case: &mut EvidenceSet) {
        let mut known = Known::default();
        case.facts.iter().for_each(|fact| known.note(fact));
        for fact in &mut case.facts {
            each_text(fact, &mut |text| *text = self.text(text, &known));
        }
        for evidence in &mut case.evidence {
            evidence.file = self.text(&evidence.file, &known);
        }
    }

    fn text(&mut self, text: &str, known: &Known) -> String {
        let text = pattern::MAC_ADDRESS.replace_all(text, |found: &Captures<'_>| self.address(&found[0]));
        let text = pattern::LONG_NUMBER.replace_all(&text, |found: &Captures<'_>| self.id(&found[0])).into_owned();
        let text = pattern::ADDRESS_SIX.replace_all(&text, |found: &Captures<'_>| {
            if found[0].parse::<Ipv6Addr>().is_ok() { self.address(&found[0]) } else { found[0].to_owned() }
        });
        pattern::WORD.replace_all(&text, |found: &Captures<'_>| self.word(&found[0], known)).into_owned()
    }

    fn word(&mut self, word: &str, known: &Known) -> String {
        let lower = word.to_lowercase();
        if known.keys.contains(&lower) {
            return pseudonym(&mut self.keys, &lower, |number| format!("XX{number:03}"));
        }
        if known.ids.contains(&lower) {
            return self.id(&lower);
        }
        if let Ok(address) = word.parse::<Ipv4Addr>() {
            return if address.is_loopback() || address.is_unspecified() {
                word.to_owned()
            } else {
                self.address(word)
            };
        }
        if known.domains.contains(&lower) {
            return self.domain(&lower);
        }
        let (first, rest) = lower.split_once('.').unwrap_or((&lower, ""));
        if known.computers.contains(first) && (rest.is_empty() || known.domains.contains(rest)) {
            let domain = if rest.is_empty() { String::new() } else { format!(".{}", self.domain(rest)) };
            return format!("{}{domain}", self.computer(first));
        }
        word.to_owned()
    }

    fn computer(&mut self, name: &str) -> String {
        pseudonym(&mut self.computers, name, |number| format!("computer{number}"))
    }

    fn domain(&mut self, name: &str) -> String {
        pseudonym(&mut self.domains, name, |number| format!("domain{number}.example"))
    }

    fn address(&mut self, address: &str) -> String {
        pseudonym(&mut self.addresses, address, |number| format!("address{number}"))
    }

    fn id(&mut self, id: &str) -> String {
        pseudonym(&mut self.ids, id, |number| format!("00000000-0000-4000-8000-{number:012}"))
    }
}

/// The pseudonym of a value; a new one if it has none.
fn pseudonym(map: &mut BTreeMap<String, String>, value: &str, make: impl Fn(usize) -> String) -> String {
    let next = map.len() + 1;
    map.entry(value.to_lowercase()).or_insert_with(|| make(next)).clone()
}

impl Known {
    /// Notes the first label of a host's name, and its domain.
    fn host(&mut self, name: &str) {
        let name = name.trim_end_matches('.').to_lowercase();
        let name = name
            .rsplit_once(':')
            .filter(|(_, port)| port.parse::<u16>().is_ok())
            .map_or(name.as_str(), |(host, _)| host);
        if name.parse::<Ipv4Addr>().is_ok() || name.len() < 2 || name == "localhost" {
            return;
        }
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        if PUBLIC.iter().any(|known| rest.ends_with(known)) {
            return;
        }
        self.computers.insert(first.to_owned());
        self.domain(rest);
    }

    fn domain(&mut self, name: &str) {
        let name = name.trim_matches('.').to_lowercase();
        if name.contains('.') && !PUBLIC.iter().any(|known| name.ends_with(known)) {
            self.domains.insert(name);
        }
    }

    fn id(&mut self, id: &str) {
        if pattern::GUID_ONLY.is_match(id) {
            self.ids.insert(id.to_lowercase());
        }
    }

    fn note(&mut self, fact: &Fact) {
        match fact {
            Fact::Cmid(cmid, _) => self.id(cmid),
            Fact::Event(record, _) => {
                [&record.computer, record.field(EventField::Host), record.field(EventField::Machine)]
                    .into_iter()
                    .for_each(|name| self.host(name));
                self.id(record.field(EventField::Cmid));
                self.domain(record.field(EventField::Domain));
            }
            Fact::License(license, _) => {
                license.cmid.iter().for_each(|cmid| self.id(cmid));
                let own = license.partial_key.iter().filter(|key| product::by_setup_key(key).is_none());
                self.keys.extend(own.map(|key| key.to_lowercase()));
                let hosts = [&license.registered_host, &license.dns_host];
                hosts.into_iter().flatten().for_each(|host| self.host(host));
                license.lookup_domain.iter().for_each(|domain| self.domain(domain));
            }
            Fact::Port { host, .. } => self.host(host),
            Fact::PrimarySuffix(suffix, _) => self.domain(suffix),
            Fact::Srv(srv, _) => {
                srv.target.iter().for_each(|target| self.host(target));
                srv.domain.iter().for_each(|domain| self.domain(domain));
            }
            Fact::Observation(observation, _) => match observation.kind {
                ObservationKind::Computer | ObservationKind::HostSet => self.host(&observation.value),
                ObservationKind::Address | ObservationKind::Probe | ObservationKind::MusterMachine => {
                    self.host(&observation.about);
                }
                ObservationKind::MusterKey => {
                    self.keys.insert(observation.about.to_lowercase());
                }
                ObservationKind::Domain | ObservationKind::SearchList => self.domain(&observation.value),
                _ => {}
            },
            Fact::Code(..) | Fact::NoKey(_) | Fact::Outcome(..) => {}
        }
    }
}

/// Changes every text of a fact that may hold a name.
fn each_text(fact: &mut Fact, change: &mut dyn FnMut(&mut String)) {
    match fact {
        Fact::Cmid(cmid, _) => change(cmid),
        Fact::Event(Record { fields, computer, .. }, _) => {
            change(computer);
            fields
                .iter_mut()
                .filter(|(field, _)| *field != EventField::ActivationId)
                .for_each(|(_, value)| change(value));
        }
        Fact::License(license, _) => license_texts(license, change),
        Fact::Port { host, .. } => change(host),
        Fact::PrimarySuffix(suffix, _) => change(suffix),
        Fact::Srv(srv, _) => [&mut srv.target, &mut srv.domain].into_iter().flatten().for_each(&mut *change),
        Fact::Observation(observation, _) => {
            change(&mut observation.about);
            change(&mut observation.value);
        }
        Fact::Code(..) | Fact::NoKey(_) | Fact::Outcome(..) => {}
    }
    let cites: &mut Vec<Cite> = match fact {
        Fact::Cmid(_, cites)
        | Fact::Code(_, cites)
        | Fact::Event(_, cites)
        | Fact::License(_, cites)
        | Fact::NoKey(cites)
        | Fact::Outcome(_, cites)
        | Fact::Port { cites, .. }
        | Fact::PrimarySuffix(_, cites)
        | Fact::Observation(_, cites)
        | Fact::Srv(_, cites) => cites,
    };
    cites.iter_mut().for_each(|cite| change(&mut cite.text));
}

fn license_texts(license: &mut License, change: &mut dyn FnMut(&mut String)) {
    let texts = [
        &mut license.cmid,
        &mut license.partial_key,
        &mut license.installation_id,
        &mut license.registered_host,
        &mut license.dns_host,
        &mut license.host_address,
        &mut license.lookup_domain,
        &mut license.directory_object,
    ];
    texts.into_iter().flatten().for_each(change);
}
