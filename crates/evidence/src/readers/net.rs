//! Whether ports answer (Test-NetConnection, nmap, telnet, netstat), and `ipconfig /all`.

use crate::{
    fact::{Cite, Fact, ObservationKind},
    kind::Kind,
    labels::{self, Label},
    lines::{Document, split_label},
    pattern,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let (mut host, mut port) = (String::new(), 0);
    let mut cites: Vec<Cite> = Vec::new();
    for index in 0..document.len() {
        let Some((label, value)) =
            split_label(document.line(index)).map(|(label, value)| (label.to_owned(), value.to_owned()))
        else {
            continue;
        };
        match label.as_str() {
            "ComputerName" => {
                cites = vec![document.consume(index)];
                host = value.to_lowercase();
            }
            "RemotePort" => {
                port = value.parse().unwrap_or(0);
                cites.push(document.consume(index));
            }
            "TcpTestSucceeded" => {
                cites.push(document.consume(index));
                let (host, cites) = (std::mem::take(&mut host), std::mem::take(&mut cites));
                let open = value.eq_ignore_ascii_case("true");
                document.recognise(Kind::PortTest);
                found.push(Fact::Port { host, port, open, cites });
            }
            _ if labels::label(&label) == Some(Label::PrimarySuffix) => {
                document.recognise(Kind::Ipconfig);
                found.push(Fact::PrimarySuffix(value.to_lowercase(), vec![document.consume(index)]));
            }
            _ => {
                let what = match labels::label(&label) {
                    Some(Label::DnsServers) => ObservationKind::DnsServer,
                    Some(Label::SearchList) => ObservationKind::SearchList,
                    _ => continue,
                };
                found.push(document.observe(index, Kind::Ipconfig, what, "", &value.to_lowercase()));
            }
        }
    }
    ports(document, &mut found);
    found
}

/// Rows of nmap and netstat, and telnet's refusal.
fn ports(document: &mut Document, found: &mut Vec<Fact>) {
    for index in 0..document.len() {
        let line = document.line(index).to_owned();
        let number =
            |text: Option<regex_lite::Match<'_>>| text.and_then(|text| text.as_str().parse().ok()).unwrap_or(0);
        if let Some(row) = pattern::PORT_ROW.captures(&line) {
            document.recognise(Kind::PortTest);
            let open = row.get(2).is_some_and(|state| state.as_str() == "open");
            let cites = vec![document.consume(index)];
            found.push(Fact::Port { host: String::new(), port: number(row.get(1)), open, cites });
        } else if let Some(row) = pattern::LISTENING.captures(&line) {
            let port = row.get(1).map_or("", |port| port.as_str());
            found.push(document.observe(index, Kind::PortTest, ObservationKind::Listening, "", port));
        } else if let Some(call) = pattern::TELNET.captures(&line).filter(|_| line.to_lowercase().contains("connect")) {
            let failed =
                ["could not", "failed", "できません", "unable"].iter().any(|word| line.to_lowercase().contains(word));
            if failed && !document.is_consumed(index) {
                document.recognise(Kind::PortTest);
                let host = call.get(1).map_or("", |host| host.as_str()).to_lowercase();
                let host = if host == "the" { String::new() } else { host };
                let cites = vec![document.consume(index)];
                found.push(Fact::Port { host, port: number(call.get(2)), open: false, cites });
            }
        }
    }
}
