//! nmap's rows of ports: `1688/tcp open`.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::PortRow]) {
        let Some(row) = pattern::PORT_ROW.captures(document.line(index)) else { continue };
        let port = row.get(1).and_then(|port| port.as_str().parse().ok()).unwrap_or(0);
        let open = row.get(2).is_some_and(|state| state.as_str() == "open");
        document.recognise(Kind::PortTest);
        found.push(Fact::Port { host: String::new(), port, open, cites: vec![document.consume(index)] });
    }
    found
}
