//! Test-NetConnection of PowerShell: whether a port answered.

use crate::{
    fact::{Cite, Fact},
    kind::Kind,
    lines::{Document, split_label},
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let (mut host, mut port) = (String::new(), 0);
    let mut cites: Vec<Cite> = Vec::new();
    for index in 0..document.len() {
        let Some((label, value)) = split_label(document.line(index)) else { continue };
        match label {
            "ComputerName" => {
                host = value.to_lowercase();
                cites = vec![document.consume(index)];
            }
            "RemotePort" => {
                port = value.parse().unwrap_or(0);
                cites.push(document.consume(index));
            }
            "TcpTestSucceeded" => {
                let open = value.eq_ignore_ascii_case("true");
                cites.push(document.consume(index));
                document.recognise(Kind::PortTest);
                let (host, cites) = (std::mem::take(&mut host), std::mem::take(&mut cites));
                found.push(Fact::Port { host, port, open, cites });
            }
            _ => {}
        }
    }
    found
}
