//! MGADiag, Microsoft's diagnosis of genuine validation. It prints a code beside everything that is absent, so only codes of
//! genuine validation count.

use crate::{
    fact::{Cite, Fact, License, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    loose_code, pattern,
    terms::Term,
};
use muster_core::code::Code;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Part of its first line, in every version.
const BANNER: &str = "Diagnostic Report (1.";
const VALIDATION_CODES: [&str; 6] = [
    "Cached Online Validation Code",
    "Cached Validation Code",
    "HrOnline",
    "HrOffline",
    "Online Validation Code",
    "Validation Code",
];

/// What nothing else prints; so many of them are a part of the report.
const LABELS: [&str; 10] = [
    "Windows License Type",
    "Validation Code",
    "Validation Status",
    "Cached Online Validation Code",
    "Windows Product Key Hash",
    "Windows Product ID Type",
    "BIOS valid for OA 2.0",
    "TTS Error",
    "HrOnline",
    "HrOffline",
];
const LABELS_MIN: usize = 2;

/// How validation ends: the word that older versions print, and the number that all print.
const RESULTS: [(&str, u32); 5] =
    [("Genuine", 0), ("Not Activated", 1), ("Blocked", 3), ("Invalid Product Key", 8), ("Invalid License", 50)];
/// The file that would hold the code is not there: nothing was validated yet.
const ABSENT: Code = Code(0x8007_0002);

/// Channel tokens by the words of the license type; the more exact words first.
const TYPES: [(&str, &str); 7] = [
    ("MAK", "VOLUME_MAK"),
    ("KMS", "VOLUME_KMSCLIENT"),
    ("GVLK", "VOLUME_KMSCLIENT"),
    ("COA", "OEM_COA"),
    ("OEM SLP", "OEM_SLP"),
    ("OEM", "OEM"),
    ("Retail", "RETAIL"),
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let of_report = |line: &str| split_label(line).is_some_and(|(label, _)| LABELS.contains(&label));
    let own = document.with(&[Term::MgaDiag]);
    let is_part = || own.iter().filter(|index| of_report(document.line(**index))).count() >= LABELS_MIN;
    if !own.iter().any(|index| document.line(*index).contains(BANNER)) && !is_part() {
        return found;
    }
    // What slmgr prints within the report says more of the license.
    let is_printed = document.kinds().contains(&Kind::SlmgrClient);
    document.recognise(Kind::MgaDiag);
    let mut report = Report::default();
    for index in 0..document.len() {
        let line = document.line(index).to_owned();
        if let Some((_, version)) = line.split_once("Diagnostic Report (") {
            found.extend(std::mem::take(&mut report).license().filter(|_| !is_printed));
            let version = version.split(')').next().unwrap_or_default();
            found.push(document.observe(
                index,
                Kind::MgaDiag,
                ObservationKind::GenuineReport,
                "report_version",
                version,
            ));
        }
        let Some((label, value)) = split_label(&line) else {
            if line.ends_with("-->") || line.contains(BANNER) {
                document.consume(index);
            }
            continue;
        };
        report.line(label, value, document.cite(index));
        if let Some((about, value)) = printed(label, value) {
            found.push(document.observe(index, Kind::MgaDiag, ObservationKind::GenuineReport, about, value));
        }
        if let Some((kind, value)) = row(label, value) {
            found.push(document.observe(index, Kind::MgaDiag, kind, "", &value));
        } else if VALIDATION_CODES.contains(&label) {
            document.consume(index);
        }
    }
    found.extend(report.license().filter(|_| !is_printed));
    found
}

/// Whether a line stands in one of these reports, which come in their order.
pub(super) fn holds(reports: &[RangeInclusive<usize>], index: usize) -> bool {
    let next = reports.partition_point(|report| *report.end() < index);
    reports.get(next).is_some_and(|report| report.contains(&index))
}

/// The lines of each report, as far as it shows; none where none was read. What stands between two of them is no part of any.
pub(super) fn reports(document: &Document) -> Vec<RangeInclusive<usize>> {
    let mut found: Vec<RangeInclusive<usize>> = Vec::new();
    if !document.kinds().contains(&Kind::MgaDiag) {
        return found;
    }
    for (index, line) in document.lines() {
        let begins = line.contains(BANNER);
        // A report that was cut ends among its fields.
        let goes_on = || found.last().is_some_and(|report| *report.end() + 1 == index) && split_label(line).is_some();
        let is_part = || line.trim_end().ends_with("-->") || document.terms(index).has(Term::MgaDiag) || goes_on();
        if !(begins || is_part()) {
            continue;
        }
        match found.last_mut() {
            Some(report) if !begins => *report = *report.start()..=index,
            _ => found.push(index..=index),
        }
    }
    found
}

/// A value that is kept as printed, and its name.
fn printed<'l>(label: &str, value: &'l str) -> Option<(&'static str, &'l str)> {
    // A page that was copied may have lost the end of the line.
    let word = value.find(|c: char| !c.is_ascii_alphanumeric()).map_or(value, |end| value.split_at(end).0);
    let number = || pattern::code_in(value).unwrap_or(word.trim_end_matches(char::is_alphabetic));
    let (about, value) = match label {
        "Validation Code" => ("validation_code", number()),
        "Cached Online Validation Code" | "Cached Validation Code" => ("cached_validation_code", number()),
        "TTS Error" => ("tts_error", value),
        "Windows Product Key" => ("partial_key", key_end(value)?),
        _ => return None,
    };
    (!value.is_empty() && value != "N/A").then_some((about, value))
}

/// The last five characters of a key whose others are hidden.
fn key_end(key: &str) -> Option<&str> {
    key.rsplit('-').next().filter(|last| pattern::is_key_end(last))
}

fn row(label: &str, value: &str) -> Option<(ObservationKind, String)> {
    let row = match label {
        "Windows License Type" => (ObservationKind::GenuineType, value.to_owned()),
        "Product Name" if value != "N/A" => (ObservationKind::OperatingSystem, value.to_owned()),
        // "yes, but no SLIC table" is no.
        "BIOS valid for OA 2.0" => (ObservationKind::OemMarker, if value == "yes" { "yes" } else { "no" }.to_owned()),
        _ if is_tampered(label, value) => (ObservationKind::GenuineCode, "tamper".to_owned()),
        _ if result(label, value).is_some() => (ObservationKind::GenuineResult, result(label, value)?.to_owned()),
        _ => (ObservationKind::GenuineCode, validation_code(label, value)?.to_string()),
    };
    Some(row)
}

/// Whether a line tells of a change of the files, or of their state.
fn is_tampered(label: &str, value: &str) -> bool {
    match label {
        "TTS Error" => value.starts_with("K:") || value.starts_with("M:"),
        "HealthStatus" => value.trim_start_matches("0x").chars().any(|c| c != '0'),
        _ => false,
    }
}

/// How validation ended. A page that was copied may have lost the end of the line.
fn result(label: &str, value: &str) -> Option<&'static str> {
    let digits = value.find(|c: char| !c.is_ascii_digit()).map_or(value, |end| value.split_at(end).0);
    let number = || digits.parse::<u32>().ok().filter(|_| !value.starts_with("0x"));
    let known = match label {
        "Validation Status" => RESULTS.iter().find(|(word, _)| value.starts_with(word)),
        "Validation Code" => RESULTS.iter().find(|(_, known)| number() == Some(*known)),
        _ => None,
    };
    known.map(|(word, _)| *word)
}

fn validation_code(label: &str, value: &str) -> Option<Code> {
    if !VALIDATION_CODES.contains(&label) {
        return None;
    }
    let code: Code = loose_code::find_iter(value).next()?.digits.parse().ok()?;
    (code != ABSENT).then_some(code)
}

/// That files were altered, as the service itself says.
const TAMPERED: Code = Code(0xC004_D401);

/// What one report says of the license of Windows.
#[derive(Default)]
struct Report {
    license: License,
    cites: Vec<Cite>,
    result: Option<&'static str>,
    is_tampered: bool,
}

impl Report {
    fn line(&mut self, label: &str, value: &str, cite: Cite) {
        let license = &mut self.license;
        match label {
            "Product Name" if value != "N/A" => license.name = value.to_owned(),
            "Windows OS version" if license.name.is_empty() && value.starts_with("5.1") => {
                license.name = "Windows XP".to_owned();
            }
            "Windows License Type" => {
                let token = TYPES.iter().find(|(word, _)| value.contains(word));
                license.channel = token.map_or_else(String::new, |(_, token)| (*token).to_owned());
            }
            "Windows Product Key" => {
                license.partial_key = key_end(value).map(str::to_owned);
            }
            _ if is_tampered(label, value) => self.is_tampered = true,
            _ if result(label, value).is_some() => {
                self.result = self.result.or(result(label, value));
            }
            _ => match validation_code(label, value).filter(|code| code.is_failure()) {
                Some(code) => license.code = license.code.or(Some(code)),
                None => return,
            },
        }
        self.cites.push(cite);
    }

    /// The license, if the report says how it stands. Genuine with a failure beside it says nothing of today.
    fn license(mut self) -> Option<Fact> {
        let is_clean = self.license.code.is_none() && !self.is_tampered;
        // The service does not run where it has found its files altered: what it could not answer follows from that.
        self.license.code = self.license.code.filter(|code| !self.is_tampered || *code == TAMPERED);
        self.license.status = match self.result? {
            "Genuine" => is_clean.then_some(1),
            "Not Activated" | "Invalid License" => self.license.partial_key.is_some().then_some(0),
            _ => None,
        };
        if self.license.status.is_none() && self.license.code.is_none() {
            return None;
        }
        if self.license.name.is_empty() {
            self.license.name = "Windows".to_owned();
        }
        Some(Fact::License(Arc::new(self.license), self.cites))
    }
}
