//! MGADiag, Microsoft's diagnosis of genuine validation. It prints a code beside everything that is absent, so only codes of
//! genuine validation count.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
};
use muster_core::code::Code;

/// Part of its first line, in every version.
const BANNER: &str = "Diagnostic Report (1.";
const VALIDATION_CODES: [&str; 4] = ["Cached Online Validation Code", "HrOnline", "HrOffline", "Validation Code"];

/// What nothing else prints; so many of them are a part of the report.
const LABELS: [&str; 9] = [
    "Windows License Type",
    "Validation Code",
    "Cached Online Validation Code",
    "Windows Product Key Hash",
    "Windows Product ID Type",
    "BIOS valid for OA 2.0",
    "TTS Error",
    "HrOnline",
    "HrOffline",
];
const LABELS_MIN: usize = 2;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let of_report = |line: &str| split_label(line).is_some_and(|(label, _)| LABELS.contains(&label));
    let is_part = || document.lines().filter(|(_, line)| of_report(line)).count() >= LABELS_MIN;
    if !document.lines().any(|(_, line)| line.contains(BANNER)) && !is_part() {
        return found;
    }
    document.recognise(Kind::MgaDiag);
    for index in 0..document.len() {
        let line = document.line(index).to_owned();
        let Some((label, value)) = split_label(&line) else {
            if line.ends_with("-->") || line.contains(BANNER) {
                document.consume(index);
            }
            continue;
        };
        if let Some((kind, value)) = row(label, value) {
            found.push(document.observe(index, Kind::MgaDiag, kind, "", &value));
        } else if VALIDATION_CODES.contains(&label) {
            document.consume(index);
        }
    }
    found
}

fn row(label: &str, value: &str) -> Option<(ObservationKind, String)> {
    let is_tampered = match label {
        "TTS Error" => value.starts_with("M:"),
        "HealthStatus" => value.trim_start_matches("0x").chars().any(|c| c != '0'),
        _ => false,
    };
    let row = match label {
        "Windows License Type" => (ObservationKind::GenuineType, value.to_owned()),
        "Product Name" => (ObservationKind::OperatingSystem, value.to_owned()),
        // "yes, but no SLIC table" is no.
        "BIOS valid for OA 2.0" => (ObservationKind::OemMarker, if value == "yes" { "yes" } else { "no" }.to_owned()),
        _ if is_tampered => (ObservationKind::GenuineCode, "tamper".to_owned()),
        _ if VALIDATION_CODES.contains(&label) => {
            let code: Code = pattern::LOOSE_CODE.captures(value)?.get(1)?.as_str().parse().ok()?;
            (ObservationKind::GenuineCode, code.to_string())
        }
        _ => return None,
    };
    Some(row)
}
