//! nslookup about `_vlmcs._tcp` (or Muster's own service): the record, the addresses of hosts, or that there is no record.

use crate::{
    fact::{Cite, Fact, Observation, ObservationKind, Srv},
    holds::holds_any,
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};

const TERMS: [Term; 5] = [Term::AddressOf, Term::Nslookup, Term::Port, Term::PriorityOrWeight, Term::SrvOwner];
/// The server stands at most so many lines above the last line of a record.
const SERVER_ABOVE: usize = 9;
const OWNERS: [&str; 2] = ["_vlmcs._tcp", "_muster._tcp"];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut srv = Srv::default();
    let mut cites: Vec<Cite> = Vec::new();
    for index in document.with(&TERMS) {
        let terms = document.terms(index);
        if terms.has(Term::Nslookup)
            && let Some(about) = host_asked(document.line(index))
        {
            found.extend(host(document, index, &about));
        }
        let line = document.line(index);
        if !terms.has_any(&[Term::AddressOf, Term::SrvOwner]) && !assigns(line) {
            continue;
        }
        let line = line.to_owned();
        if let Some(address) = address(&line) {
            found.push(Fact::Observation(address, vec![document.consume(index)]));
            continue;
        }
        let number = |pattern: &pattern::Pattern| pattern.captures(&line)?.get(1)?.as_str().parse::<u64>().ok();
        let fields = [
            (&mut srv.priority, number(&pattern::SRV_PRIORITY)),
            (&mut srv.weight, number(&pattern::SRV_WEIGHT)),
            (&mut srv.port, number(&pattern::SRV_PORT)),
        ];
        let mut said = false;
        for (place, value) in fields {
            said |= value.is_some();
            *place = value.or(*place);
        }
        let target = pattern::SRV_HOST.captures(&line).and_then(|target| target.get(1));
        // A line about a port alone may belong to something else.
        if said && (target.is_some() || is_about_srv(document, index)) {
            cites.push(document.consume(index));
        }
        if let Some(target) = target {
            if !said {
                cites.push(document.consume(index));
            }
            let target = Some(target.as_str().trim_end_matches('.').to_lowercase());
            let answer = Srv { target, domain: asked(document, index), ..std::mem::take(&mut srv) };
            document.recognise(Kind::Dns);
            found.extend(server(document, index));
            found.push(Fact::Srv(answer, std::mem::take(&mut cites)));
        } else if denies(&line) {
            document.recognise(Kind::Dns);
            let lower = line.to_lowercase();
            let unanswered = holds_any(&lower, &["timed", "failed", "no response", "refused"]);
            let answer = Srv { unanswered, domain: asked(document, index), ..Srv::default() };
            found.push(Fact::Srv(answer, vec![document.consume(index)]));
        }
    }
    found
}

/// The server that answered: above the record stand its name and its address, under translated labels.
fn server(document: &mut Document, record: usize) -> Option<Fact> {
    let above = (record.saturating_sub(SERVER_ABOVE)..record).rev();
    let value = |document: &Document, line: usize| split_label(document.line(line)).map(|(_, value)| value.to_owned());
    let is_address = |value: &str| {
        let plain = value.rsplit_once(['#', ':']).filter(|(_, port)| *port == "53").map_or(value, |(plain, _)| plain);
        plain.parse::<core::net::IpAddr>().is_ok()
    };
    let line = above.into_iter().find(|line| {
        let name = value(document, *line).filter(|name| name.contains('.') && pattern::HOST_NAME.is_match(name));
        name.is_some()
            && !document.is_consumed(*line)
            && value(document, line + 1).is_some_and(|next| is_address(&next))
    })?;
    let name = value(document, line)?.to_lowercase();
    let observation = Observation { kind: ObservationKind::DnsAnswerer, about: String::new(), value: name };
    Some(Fact::Observation(observation, vec![document.consume(line), document.consume(line + 1)]))
}

/// Whether an equals sign follows the name of a field of the record.
fn assigns(line: &str) -> bool {
    const NAMES: [&str; 4] = ["port", "priority", "weight", "svr hostname"];
    let is_named = |sign: usize| {
        let before = line.get(..sign).unwrap_or_default().trim_end();
        let ends = |name: &&str| {
            let end = before.len().checked_sub(name.len()).and_then(|start| before.get(start..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(name))
        };
        NAMES.iter().any(ends)
    };
    memchr::memchr_iter(b'=', line.as_bytes()).any(is_named)
}

/// The domain of the nearest line that names the record.
fn asked(document: &Document, index: usize) -> Option<String> {
    let near = (index.saturating_sub(5)..=index).rev();
    near.filter_map(|above| pattern::SRV_OWNER.captures(document.line(above)))
        .find_map(|found| Some(found.get(1)?.as_str().to_lowercase()))
}

fn address(line: &str) -> Option<Observation> {
    let found = pattern::ADDRESS_OF.captures(line)?;
    let text = |group: usize| found.get(group).map_or("", |text| text.as_str()).to_lowercase();
    Some(Observation { kind: ObservationKind::Address, about: text(1), value: text(2) })
}

/// The host of `C:\\>nslookup kms1.corp.example`.
fn host_asked(line: &str) -> Option<String> {
    let words: Vec<&str> = line.rsplit_once('>')?.1.split_whitespace().collect();
    let [program, name] = words.as_slice() else { return None };
    let is_name = !name.starts_with(['-', '_']);
    (program.eq_ignore_ascii_case("nslookup") && is_name).then(|| name.trim_matches('"').to_lowercase())
}

/// The address of a host: below the line that ends in its name stands one that ends in the address. The labels are translated.
fn host(document: &mut Document, asked: usize, about: &str) -> Vec<Fact> {
    let mut found = Vec::new();
    document.recognise(Kind::Dns);
    document.claim(asked);
    for index in asked + 1..(asked + 12).min(document.len()) {
        let line = document.line(index).trim().to_lowercase();
        if line.contains(":\\") && line.contains('>') {
            break;
        }
        let named =
            line.rsplit([' ', '\t']).next().is_some_and(|last| last == about || last.strip_prefix(about) == Some("."));
        let below = document.line(index + 1).trim().to_owned();
        let value = below.rsplit([' ', '\t']).next().filter(|last| last.parse::<core::net::IpAddr>().is_ok());
        if let Some(value) = value.filter(|_| named && !line.starts_with("***")) {
            let observation =
                Observation { kind: ObservationKind::Address, about: about.to_owned(), value: value.to_owned() };
            let cites = vec![document.consume(index), document.consume(index + 1)];
            found.push(Fact::Observation(observation, cites));
        }
    }
    found
}

/// nslookup prints the fields right below the name.
fn is_about_srv(document: &Document, index: usize) -> bool {
    let near = index.saturating_sub(4)..=index;
    near.into_iter().any(|index| OWNERS.iter().any(|owner| document.line(index).to_lowercase().contains(owner)))
}

/// `*** dns1 can't find _vlmcs._tcp: Non-existent domain`: stars and name are the same in every language.
fn denies(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    // PowerShell prints the command, the name, and the message of Windows.
    let said = lower.starts_with("***") || lower.starts_with("resolve-dnsname :") && lower.matches(" : ").count() >= 2;
    said && holds_any(&lower, &OWNERS)
}
