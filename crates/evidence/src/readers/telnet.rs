//! telnet's failure: `Could not open connection to the host, on port 1688`.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in (0..document.len()).filter(|index| !document.is_consumed(*index)).collect::<Vec<_>>() {
        let line = document.line(index);
        let lower = line.to_lowercase();
        let failed = ["could not", "failed", "できません", "unable"].iter().any(|word| lower.contains(word));
        let call = pattern::TELNET.captures(line).filter(|_| failed);
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
