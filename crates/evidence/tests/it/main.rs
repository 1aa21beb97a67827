//! What is read in the outputs of tools, in several languages, encodings and layouts.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod archive;
mod collector;
mod encoding;
mod evtx_file;
mod instances;
mod inventory;
mod kinds;
mod readers;
mod robust;
#[cfg(feature = "seven-zip")]
mod seven_zip;

use muster_evidence::{EvidenceSet, Kind, Source, read};

/// Reads one text.
fn read_text(text: &str) -> EvidenceSet {
    read(&[Source { name: "evidence.txt".into(), bytes: text.as_bytes().to_vec() }])
}

/// Kinds on the first line, then `first-last key = value` for every fact.
fn shown(case: &EvidenceSet) -> String {
    let kinds: Vec<Kind> = case.evidence.iter().flat_map(|evidence| evidence.kinds.iter().copied()).collect();
    let mut text = Kind::join(&kinds, " ");
    for row in case.rows() {
        let lines: Vec<u32> = row.cites.iter().filter_map(|cite| cite.line).collect();
        let (first, last) = (lines.iter().min().copied().unwrap_or(0), lines.iter().max().copied().unwrap_or(0));
        let place = if first == last { format!("{first}") } else { format!("{first}-{last}") };
        text.push_str(&format!("\n{place} {} = {}", row.key, row.value));
    }
    text
}

/// What is read in a text; both without the indent of their lines. Where something is expected, a cause that its words tell too is
/// left out: `readers::told_cause` looks at these.
fn check(text: &str, expected: &str) {
    let plain = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned();
    let text = text.lines().map(|line| line.strip_prefix("        ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let read = plain(&shown(&read_text(text.trim_start_matches('\n'))));
    let is_cause = |line: &&str| !expected.is_empty() && line.contains(" told_in_prose.cause = ");
    let read: Vec<&str> = read.lines().filter(|line| !is_cause(line)).collect();
    assert_eq!(read.join("\n"), plain(expected));
}
