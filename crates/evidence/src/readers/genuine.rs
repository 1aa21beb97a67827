//! MGADiag and other words about genuine validation, activation objects, subscriptions, and VAMT's lists.

use crate::{
    fact::{Fact, License, Observation, ObservationKind},
    kind::Kind,
    labels,
    lines::{Document, split_label},
    pattern,
};
use muster_core::code::Code;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    if document.lines().any(|(_, line)| line.contains("Diagnostic Report (1.")) {
        report(document, &mut found);
    }
    directory(document, &mut found);
    subscription(document, &mut found);
    vamt(document, &mut found);
    found
}

/// MGADiag's own lines. It prints a code beside everything that is absent, so only codes of genuine validation count.
fn report(document: &mut Document, found: &mut Vec<Fact>) {
    document.recognise(Kind::MgaDiag);
    for index in 0..document.len() {
        let line = document.line(index).to_owned();
        let Some((label, value)) = split_label(&line) else {
            if line.ends_with("-->") || line.contains("Diagnostic Report (1.") {
                document.consume(index);
            }
            continue;
        };
        match label {
            "Windows License Type" => {
                found.push(document.observe(index, Kind::MgaDiag, ObservationKind::GenuineType, "", value))
            }
            "Product Name" => {
                found.push(document.observe(index, Kind::MgaDiag, ObservationKind::OperatingSystem, "", value))
            }
            "Cached Online Validation Code" | "HrOnline" | "HrOffline" | "Validation Code" => {
                let code = pattern::LOOSE_CODE.captures(value).and_then(|found| found.get(1));
                match code.and_then(|code| code.as_str().parse::<Code>().ok()) {
                    Some(code) => {
                        found.push(document.observe(
                            index,
                            Kind::MgaDiag,
                            ObservationKind::GenuineCode,
                            "",
                            &code.to_string(),
                        ));
                    }
                    None => drop(document.consume(index)),
                }
            }
            "BIOS valid for OA 2.0" => {
                // "yes, but no SLIC table" is no.
                let marker = if value == "yes" { "yes" } else { "no" };
                found.push(document.observe(index, Kind::MgaDiag, ObservationKind::OemMarker, "", marker));
            }
            "TTS Error" if value.starts_with("M:") => {
                found.push(document.observe(index, Kind::MgaDiag, ObservationKind::GenuineCode, "", "tamper"));
            }
            "HealthStatus" if value.trim_start_matches("0x").chars().any(|c| c != '0') => {
                found.push(document.observe(index, Kind::MgaDiag, ObservationKind::GenuineCode, "", "tamper"));
            }
            _ => {}
        }
    }
}

/// `slmgr /ao-list`, or a dump of the container.
fn directory(document: &mut Document, found: &mut Vec<Fact>) {
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        if !document.is_consumed(index) && line.contains("CN=Activation Objects") {
            let name = split_label(document.line(index.saturating_sub(1))).map(|(_, value)| value.to_owned());
            let value = name.filter(|name| pattern::CHANNEL.is_match(name)).unwrap_or(line);
            found.push(document.observe(index, Kind::ActivationObjects, ObservationKind::ActivationObject, "", &value));
        }
    }
}

/// vnextdiag prints objects with the license id of a subscription.
fn subscription(document: &mut Document, found: &mut Vec<Fact>) {
    let vnext = document.lines().any(|(_, line)| line.contains("LicenseId") || line.contains("vNext"));
    if !vnext {
        return;
    }
    for index in 0..document.len() {
        let line = document.line(index).trim().trim_end_matches(',').to_owned();
        let Some((label, value)) = split_label(&line) else { continue };
        if matches!(label.trim_matches('"'), "Product" | "ProductName" | "LicenseCategory") {
            let value = value.trim_matches('"').to_owned();
            found.push(document.observe(index, Kind::Vnextdiag, ObservationKind::Subscription, "", &value));
        }
    }
}

/// A list of VAMT: its header is English on every system.
fn vamt(document: &mut Document, found: &mut Vec<Fact>) {
    let header = document
        .lines()
        .find(|(_, line)| line.contains("FullyQualifiedDomainName") && line.contains("PartialProductKey"));
    let Some((top, header)) = header.map(|(index, line)| (index, line.to_owned())) else { return };
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
}
