//! portqry's query of a port: the host above, `TCP port 1688 (unknown service): FILTERED` below.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern, terms::Term};

/// The names stand at most so many lines above the result.
const NAMES_ABOVE: usize = 12;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::PortRow]) {
        let Some(row) = pattern::PORT_QUERY.captures(document.line(index)).filter(|_| !document.is_consumed(index))
        else {
            continue;
        };
        let port = row.get(1).and_then(|port| port.as_str().parse().ok()).unwrap_or(0);
        let open = row.get(2).is_some_and(|state| state.as_str() == "LISTENING");
        let target = (index.saturating_sub(NAMES_ABOVE)..index).rev().find(|above| is_target(document.line(*above)));
        let named = target.and_then(|above| (above + 1..index).find(|next| !document.line(*next).trim().is_empty()));
        let host = named.map(|named| document.line(named).trim().to_lowercase()).unwrap_or_default();
        document.recognise(Kind::PortTest);
        let mut cites: Vec<_> = target.into_iter().chain(named).map(|line| document.consume(line)).collect();
        cites.push(document.consume(index));
        found.push(Fact::Port { host, port, open, cites });
    }
    found
}

fn is_target(line: &str) -> bool {
    line.trim().starts_with("Querying target system called")
}
