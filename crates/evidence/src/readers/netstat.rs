//! netstat, and ss of Linux: the ports on which this machine listens, and its connections to a host.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..document.len() {
        if !document.line(index).trim_start().starts_with(['T', 't', 'L']) {
            continue;
        }
        if let Some(fact) = connection(document, index) {
            found.push(fact);
            continue;
        }
        let line = document.line(index);
        let row = pattern::LISTENING.captures(line).or_else(|| pattern::LISTENING_UNIX.captures(line));
        let Some(port) = row.and_then(|row| Some(row.get(1)?.as_str().to_owned())) else { continue };
        found.push(document.observe(index, Kind::PortTest, ObservationKind::Listening, "", &port));
    }
    found
}

/// A connection that stands, or that nothing answers.
fn connection(document: &mut Document, index: usize) -> Option<Fact> {
    let row = pattern::CONNECTION.captures(document.line(index))?;
    let text = |group: usize| row.get(group).map(|text| text.as_str().to_lowercase());
    let (host, port, open) = (text(1)?, text(2)?.parse().ok()?, text(3)? != "syn_sent");
    document.recognise(Kind::PortTest);
    Some(Fact::Port { host, port, open, cites: vec![document.consume(index)] })
}
