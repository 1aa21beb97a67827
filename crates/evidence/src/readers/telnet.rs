//! telnet's failure: `Could not open connection to the host, on port 1688`.

use crate::{fact::Fact, holds::holds_any, kind::Kind, lines::Document, pattern, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Port, Term::Telnet]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index);
        let failed = || {
            let lower = line.to_lowercase();
            holds_any(&lower, &["could not", "failed", "できません", "unable"])
        };
        let telnet = document.terms(index).has(Term::Telnet).then(|| pattern::TELNET.captures(line)).flatten();
        let call = telnet.filter(|_| failed());
        // A call that succeeds clears the screen, so in every language this line tells of a failure.
        let Some(call) = call.or_else(|| pattern::TELNET_TRANSLATED.captures(line)) else { continue };
        let host = call.get(1).map_or("", |host| host.as_str()).to_lowercase();
        // "to the host": no name.
        let host = if host == "the" { String::new() } else { host };
        let port = call.get(2).and_then(|port| port.as_str().parse().ok()).unwrap_or(0);
        document.recognise(Kind::PortTest);
        found.push(Fact::Port { host, port, open: false, cites: vec![document.consume(index)] });
    }
    found
}
