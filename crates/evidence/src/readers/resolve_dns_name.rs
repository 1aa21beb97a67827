//! `Resolve-DnsName -Type SRV` of PowerShell, as a table: as it prints it itself, and with the columns that somebody chose.

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
        if let Some(answer) = row(document.line(index)).or_else(|| chosen(document, index)) {
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

/// A row below `Name NameTarget Port`: no value of these has a blank.
fn chosen(document: &Document, index: usize) -> Option<Srv> {
    const HEADER_ABOVE: usize = 8;
    let mut above = (index.saturating_sub(HEADER_ABOVE)..index).rev().map(|above| document.line(above));
    let header = above.find(|line| line.contains("NameTarget") && !line.contains(['|', '>', ',']))?;
    let row = document.line(index);
    if header.split_whitespace().count() != row.split_whitespace().count() {
        return None;
    }
    let value = |name: &str| {
        let cells = header.split_whitespace().zip(row.split_whitespace());
        cells.into_iter().find(|(column, _)| column.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    };
    let target = value("NameTarget").filter(|target| pattern::HOST_NAME.is_match(target))?;
    let owner = value("Name").and_then(|name| pattern::SRV_OWNER.captures(name));
    Some(Srv {
        domain: owner.and_then(|owner| Some(owner.get(1)?.as_str().to_lowercase())),
        target: Some(target.trim_end_matches('.').to_lowercase()),
        priority: value("Priority").and_then(|value| value.parse().ok()),
        weight: value("Weight").and_then(|value| value.parse().ok()),
        port: value("Port").and_then(|value| value.parse().ok()),
        unanswered: false,
    })
}
