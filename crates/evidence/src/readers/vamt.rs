//! A list that VAMT exported as CSV. Its header is English on every system.

use crate::{
    fact::{Fact, License, Observation, ObservationKind},
    kind::Kind,
    labels,
    lines::Document,
    pattern,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let header = document
        .lines()
        .find(|(_, line)| line.contains("FullyQualifiedDomainName") && line.contains("PartialProductKey"));
    let Some((top, header)) = header.map(|(index, line)| (index, line.to_owned())) else { return found };
    let split =
        |line: &str| -> Vec<String> { line.split(',').map(|cell| cell.trim().trim_matches('"').to_owned()).collect() };
    let columns = split(&header);
    let column = |cells: &[String], name: &str| {
        columns.iter().position(|column| column == name).and_then(|at| cells.get(at)).cloned().unwrap_or_default()
    };
    document.recognise(Kind::Vamt);
    document.consume(top);
    for index in top + 1..document.len() {
        let line = document.line(index).to_owned();
        if line.trim().is_empty() {
            continue;
        }
        let cells = split(&line);
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let status = column(&cells, "LicenseStatus");
        let license = License {
            name: column(&cells, "ProductName"),
            channel: pattern::CHANNEL.find(&line).map(|channel| channel.as_str().to_owned()).unwrap_or_default(),
            partial_key: some(column(&cells, "PartialProductKey")),
            status: labels::status(&status).or_else(|| status.parse().ok().filter(|status| *status <= 6)),
            cmid: some(column(&cells, "CMID").to_lowercase()),
            ..License::default()
        };
        let cite = document.consume(index);
        let name = column(&cells, "FullyQualifiedDomainName");
        if !name.is_empty() {
            let said = Observation { kind: ObservationKind::Computer, about: "vamt".into(), value: name };
            found.push(Fact::Observation(said, vec![cite.clone()]));
        }
        found.push(Fact::License(Box::new(license), vec![cite]));
    }
    found
}
