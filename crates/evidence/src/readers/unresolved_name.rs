//! A name that DNS does not know: what nslookup, Resolve-DnsName, Test-NetConnection and ping print of a host without an address.
//! A lookup that timed out tells nothing of the name.

use crate::{
    fact::{Fact, Observation, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    terms::Term,
};
use core::net::IpAddr;

/// How far above its answer the question stands.
const REACH: usize = 6;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::UnknownName]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).trim().to_lowercase();
        if !says_unknown(&line) {
            continue;
        }
        let Some(about) = name(document, index, &line) else { continue };
        document.recognise(Kind::Dns);
        let value = "Non-existent domain".to_owned();
        let observation = Observation { kind: ObservationKind::UnresolvedName, about, value };
        found.push(Fact::Observation(observation, vec![document.consume(index)]));
    }
    found
}

/// nslookup prints the word of RFC 1035 in every language; of the others it is their sentence.
fn says_unknown(line: &str) -> bool {
    let has = |words: &[&str]| words.iter().all(|word| line.contains(word));
    line.starts_with("***") && line.contains("non-existent domain")
        || line.starts_with("resolve-dnsname :") && (line.contains("does not exist") || line.contains("存在しません"))
        || has(&["name resolution of ", " failed"])
        || has(&["ping ", "could not find host "])
        || has(&["ping", "konnte host", "nicht finden"])
        || has(&["ping ", "ホスト", "が見つかりません"])
}

/// The name that was asked: where the line names the server too, the question above tells them apart.
fn name(document: &Document, index: usize, line: &str) -> Option<String> {
    let mut named: Vec<&str> = line.split(separates).filter_map(host_name).collect();
    named.dedup();
    let above = || (index.saturating_sub(REACH)..index).rev().map(|above| document.line(above).to_lowercase());
    let asked = above().find_map(|line| {
        let (_, words) = line.split_once("nslookup ")?;
        words.split(separates).filter_map(host_name).next().map(str::to_owned)
    });
    let server = |name: &str| above().any(|line| split_label(&line).is_some_and(|(_, value)| value == name));
    let others = || named.iter().filter(|name| !server(name));
    let only = |names: Vec<&&str>| if let [only] = names.as_slice() { Some((**only).to_owned()) } else { None };
    asked
        .filter(|asked| named.contains(&asked.as_str()))
        .or_else(|| only(others().collect()))
        .or_else(|| line.contains("can't find").then(|| named.last().map(|last| (*last).to_owned())).flatten())
}

fn separates(c: char) -> bool {
    c.is_whitespace() || ['"', '\'', '`', '«', '»', '「', '」', ':', ',', '(', ')'].contains(&c)
}

/// A name with a domain that is that of a host.
fn host_name(word: &str) -> Option<&str> {
    let name = word.trim_end_matches('.');
    let of_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let is_name = name.contains('.') && name.chars().all(of_host) && name.chars().any(|c| c.is_ascii_alphabetic());
    (is_name && name.parse::<IpAddr>().is_err()).then_some(name)
}
