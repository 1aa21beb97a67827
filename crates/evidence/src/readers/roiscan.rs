//! ROIScan, Microsoft's inventory of Office: columns of its log (`ComputerName             KEIRI-PC07`), or its XML,
//! of which only the kind is recognised.

use crate::{
    fact::{Fact, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    terms::Term,
};

const BANNERS: [&str; 2] = ["Microsoft Customer Support Services - Robust Office Inventory", "<OFFICEINVENTORY>"];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let is_banner = |line: &str| line.contains("Robust Office Inventory") || line.contains("<OFFICEINVENTORY>");
    let known = document.with(&[Term::OfficeInventory]).into_iter().any(|index| is_banner(document.line(index)));
    for index in (0..document.len()).filter(|_| known) {
        let line = document.line(index);
        if holds_any(line, &BANNERS) {
            document.recognise(Kind::Roiscan);
            document.consume(index);
        } else if let Some((kind, about, value)) = column(line) {
            found.push(document.observe(index, Kind::Roiscan, kind, about, &value));
        }
    }
    found
}

fn column(line: &str) -> Option<(ObservationKind, &'static str, String)> {
    let value =
        |name: &str| line.strip_prefix(name).filter(|rest| rest.starts_with("  ")).map(|rest| rest.trim().to_owned());
    let columns = [
        ("ComputerName", ObservationKind::Computer, ""),
        ("OS Details", ObservationKind::OperatingSystem, ""),
        ("Domain", ObservationKind::Domain, ""),
        ("Active License", ObservationKind::OfficeInstalled, "license"),
        ("Msi ProductName", ObservationKind::OfficeInstalled, "product"),
        ("ARP ProductName", ObservationKind::OfficeInstalled, "product"),
    ];
    columns.into_iter().find_map(|(name, kind, about)| Some((kind, about, value(name)?)))
}
