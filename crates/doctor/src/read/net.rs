//! Test-NetConnection and `ipconfig /all`.

use crate::{
    fact::{Cite, Fact},
    kind::Kind,
    labels::{self, Label},
    page::{Page, pair},
};

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    let (mut host, mut port) = (String::new(), 0);
    let mut cites: Vec<Cite> = Vec::new();
    for index in 0..page.len() {
        let Some((label, value)) = pair(page.line(index)).map(|(label, value)| (label.to_owned(), value.to_owned()))
        else {
            continue;
        };
        match label.as_str() {
            "ComputerName" => {
                cites = vec![page.take(index)];
                host = value.to_lowercase();
            }
            "RemotePort" => {
                port = value.parse().unwrap_or(0);
                cites.push(page.take(index));
            }
            "TcpTestSucceeded" => {
                cites.push(page.take(index));
                let (host, cites) = (std::mem::take(&mut host), std::mem::take(&mut cites));
                let open = value.eq_ignore_ascii_case("true");
                page.recognise(Kind::Port);
                found.push(Fact::Port { host, port, open, cites });
            }
            _ if labels::label(&label) == Some(Label::PrimarySuffix) => {
                page.recognise(Kind::Ip);
                found.push(Fact::PrimarySuffix(value.to_lowercase(), vec![page.take(index)]));
            }
            _ => {}
        }
    }
    found
}
