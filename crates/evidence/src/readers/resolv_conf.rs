//! `/etc/resolv.conf` and `resolvectl status`: the DNS servers and the search list of a machine that does not run Windows.

use crate::{
    fact::{Fact, Observation, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};
use core::net::IpAddr;

/// `search` and `domain` stand near the servers. Far from them the words begin sentences.
const NEAR: usize = 8;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Unix]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        if let Some(server) = server(&line) {
            found.push(document.observe(index, Kind::Ipconfig, ObservationKind::DnsServer, "", &server));
            found.extend(searched(document, index));
        } else if asks(&line) {
            document.recognise(Kind::Ipconfig);
            document.claim(index);
            found.extend(searched(document, index));
        } else if let Some((label, value)) = split_label(&line) {
            found.extend(labelled(document, index, &label.to_lowercase(), value));
        }
    }
    found
}

fn asks(line: &str) -> bool {
    line.ends_with("cat /etc/resolv.conf") || line.ends_with("resolvectl status")
}

/// The address of `nameserver`.
fn server(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let address = words.next().filter(|word| *word == "nameserver").and(words.next())?;
    let (plain, _) = address.split_once('%').unwrap_or((address, ""));
    plain.parse::<IpAddr>().is_ok().then(|| address.to_owned())
}

/// The lines of a resolv.conf around one of it.
fn searched(document: &mut Document, index: usize) -> Vec<Fact> {
    let mut found = Vec::new();
    for near in index.saturating_sub(NEAR)..=index + NEAR {
        let line = document.line(near).trim().to_owned();
        let mut words = line.split_whitespace();
        let domains: Vec<String> = match words.next() {
            Some("search" | "domain") => words.map(str::to_lowercase).collect(),
            _ => continue,
        };
        if document.is_consumed(near) || !domains.iter().all(|domain| pattern::HOST_NAME.is_match(domain)) {
            continue;
        }
        document.recognise(Kind::Ipconfig);
        let cite = document.consume(near);
        found.extend(domains.into_iter().map(|domain| search_list(domain, cite.clone())));
    }
    found
}

fn search_list(domain: String, cite: crate::fact::Cite) -> Fact {
    Fact::Observation(
        Observation { kind: ObservationKind::SearchList, about: String::new(), value: domain },
        vec![cite],
    )
}

/// A line of `resolvectl status`, which is in English everywhere. `~.` is no domain but a route.
fn labelled(document: &mut Document, index: usize, label: &str, value: &str) -> Vec<Fact> {
    match label {
        "current dns server" => {
            vec![document.observe(index, Kind::Ipconfig, ObservationKind::DnsServer, "", &value.to_lowercase())]
        }
        "dns domain" => {
            let domains = value.split_whitespace().filter(|domain| !domain.starts_with('~'));
            let domains: Vec<String> = domains.map(str::to_lowercase).collect();
            document.recognise(Kind::Ipconfig);
            let cite = document.consume(index);
            domains.into_iter().map(|domain| search_list(domain, cite.clone())).collect()
        }
        _ => Vec::new(),
    }
}
