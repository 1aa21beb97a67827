//! `curl -v`: whether a port answered. Its messages are English on every machine.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    for index in document.with(&[Term::Curl]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        let open = pattern::CURL_CONNECTED.captures(&line);
        let told = open.as_ref().map(|said| (said, true));
        let closed = pattern::CURL_FAILED.captures(&line);
        let Some((said, open)) = told.or_else(|| closed.as_ref().map(|said| (said, false))) else { continue };
        let text = |group: usize| said.get(group).map_or("", |text| text.as_str());
        let Ok(port) = text(2).parse() else { continue };
        document.recognise(Kind::PortTest);
        let cites = vec![document.consume(index)];
        found.push(Fact::Port { host: text(1).to_lowercase(), port, open, cites });
    }
    found
}
