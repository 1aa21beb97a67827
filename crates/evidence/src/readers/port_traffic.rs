//! Traffic to the port of a host, in the log of a firewall (Windows, Linux, network devices, clouds) and in a capture (tcpdump,
//! tshark): that it was thrown away, that nothing answered, or that the host refused it.

use super::{port_answers, told_network::KMS_PORT};
use crate::{
    fact::{Cite, Fact},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};
use std::collections::BTreeMap;

const LINE_MAX: usize = 1000;
/// Lines that are quoted of one host; a log has thousands.
const CITED_MAX: usize = 3;

/// What was seen of one host.
#[derive(Default)]
struct Seen {
    is_thrown_away: bool,
    asked: usize,
    is_answered: bool,
    is_refused: bool,
    cites: Vec<Cite>,
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut hosts: BTreeMap<String, Seen> = BTreeMap::new();
    for index in document.with(&[Term::KmsPort]) {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > LINE_MAX {
            continue;
        }
        let Some((host, said)) = packet(line).or_else(|| thrown_away(line)) else { continue };
        let cite = document.consume(index);
        let seen = hosts.entry(host).or_default();
        match said {
            Said::ThrownAway => seen.is_thrown_away = true,
            Said::Asked => seen.asked += 1,
            Said::Answered => seen.is_answered = true,
            Said::Refused => seen.is_refused = true,
        }
        if seen.cites.len() < CITED_MAX {
            seen.cites.push(cite);
        }
    }
    let found: Vec<Fact> = hosts.into_iter().filter_map(|(host, seen)| seen.fact(host)).collect();
    if !found.is_empty() {
        document.recognise(Kind::PortTest);
    }
    found
}

enum Said {
    ThrownAway,
    Asked,
    Answered,
    Refused,
}

impl Seen {
    /// One request without an answer may be the last line of a capture that was stopped.
    fn fact(self, host: String) -> Option<Fact> {
        let stopped = if self.is_thrown_away {
            Some("blocked")
        } else {
            Some("refused").filter(|_| self.is_refused && !self.is_answered)
        };
        if let Some(stopped) = stopped {
            return Some(port_answers::stopped(&host, KMS_PORT, stopped, self.cites));
        }
        let is_told = self.is_answered || self.asked > 1;
        is_told.then_some(Fact::Port { host, port: KMS_PORT, open: self.is_answered, cites: self.cites })
    }
}

/// A packet of a capture: between two addresses, with the flags that open, accept or refuse a connection.
fn packet(line: &str) -> Option<(String, Said)> {
    let found = pattern::PACKET_TCPDUMP.captures(line);
    if let Some(found) = found {
        let text = |group: usize| found.get(group).map_or("", |text| text.as_str());
        return said(text(5), (text(1), text(2)), (text(3), text(4)));
    }
    let found = pattern::PACKET_TSHARK.captures(line)?;
    let text = |group: usize| found.get(group).map_or("", |text| text.as_str());
    said(text(5), (text(1), text(3)), (text(2), text(4)))
}

fn said(flags: &str, from: (&str, &str), to: (&str, &str)) -> Option<(String, Said)> {
    let own = KMS_PORT.to_string();
    match flags {
        "S" | "SYN" if to.1 == own => Some((to.0.to_owned(), Said::Asked)),
        "S." | "SYN, ACK" if from.1 == own => Some((from.0.to_owned(), Said::Answered)),
        "R" | "R." | "RST" | "RST, ACK" if from.1 == own => Some((from.0.to_owned(), Said::Refused)),
        _ => None,
    }
}

/// A line of a firewall that let a packet to the port of a host go no further.
fn thrown_away(line: &str) -> Option<(String, Said)> {
    const THROWN: [&str; 8] = ["drop", "dropped", "deny", "denied", "reject", "rejected", "block", "blocked"];
    const NAMED: [&str; 5] = ["dpt=1688", "dport=1688", "dstport=1688", "dst_port=1688", "destinationport=1688"];
    const PASSED: [&str; 6] = ["allow", "allowed", "accept", "permit", "permitted", "pass"];
    let lower = line.to_lowercase();
    let words = || lower.split(|c: char| !c.is_ascii_alphanumeric());
    let has = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
    if !has(&THROWN) || has(&PASSED) {
        return None;
    }
    let addresses: Vec<_> = pattern::IPV4.find_iter(line).collect();
    let [_, to, ..] = addresses.as_slice() else { return None };
    let behind = line.get(to.end()..)?;
    let is_to = is_port_of(behind) || holds_any(&lower, &NAMED);
    is_to.then(|| (to.as_str().to_owned(), Said::ThrownAway))
}

/// Whether the port of a host stands behind the address to which a packet goes: `:1688`, `/1688`, or behind the port that it came
/// from.
fn is_port_of(behind: &str) -> bool {
    let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next() == Some("1688");
    let joined = behind.strip_prefix([':', '/']).map(number);
    let mut columns = behind.split([' ', ',', '\t', ';']).filter(|column| !column.is_empty());
    joined.unwrap_or_else(|| columns.nth(1) == Some("1688"))
}
