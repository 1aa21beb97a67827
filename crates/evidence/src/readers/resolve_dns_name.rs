//! `Resolve-DnsName -Type SRV` of PowerShell, as a table.

use crate::{
    fact::{Fact, Srv},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::SrvOwner]) {
        if let Some(answer) = row(document.line(index)) {
            document.recognise(Kind::Dns);
            found.push(Fact::Srv(answer, vec![document.consume(index)]));
        }
    }
    found
}

fn row(line: &str) -> Option<Srv> {
    let found = pattern::SRV_TABLE.captures(line)?;
    let number = |group: usize| found.get(group)?.as_str().parse().ok();
    let text = |group: usize| found.get(group).map(|text| text.as_str().trim_end_matches('.').to_lowercase());
    Some(Srv {
        domain: text(1).filter(|domain| !domain.is_empty()),
        target: text(2),
        priority: number(3),
        weight: number(4),
        port: number(5),
        unanswered: false,
    })
}
