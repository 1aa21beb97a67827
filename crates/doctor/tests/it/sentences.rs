//! What each rule says of the fixtures that fire it: how grave, how certain, as what, of which lines, and its sentence with the values
//! of the evidence in both languages. `sentences.tsv` holds it; `MUSTER_BLESS=1 cargo test -p muster-doctor headlines` writes it anew,
//! and the difference is for whoever changes a rule to read.

use crate::rules::{sides, sources};
use muster_core::lang::Lang;
use muster_doctor::{Finding, all_rules, diagnose};
use std::{fs, path::PathBuf};

/// Lines of several files follow each other, the finding's first file first.
fn row(folder: &str, found: &Finding) -> String {
    let lines: Vec<String> = found.cites.iter().filter_map(|cite| cite.line).map(|line| line.to_string()).collect();
    let (severity, confidence) = (found.severity.id(), found.confidence.id());
    let role = format!("{:?}", found.role).to_lowercase();
    let (en, ja) = (found.sentence(Lang::En), found.sentence(Lang::Ja));
    format!("{folder}\t{severity} {confidence} {role}\t{}\t{en}\t{ja}\n", lines.join(" "))
}

#[test]
fn sentences_below_the_headlines_are_those_of_the_table() {
    let mut said = String::new();
    for rule in all_rules() {
        for folder in sides(rule.id, "fires") {
            let name = format!("{}/{}", rule.id, folder.file_name().unwrap_or_default().display());
            let diagnosis = diagnose(&sources(&folder));
            let own = diagnosis.findings.iter().chain(&diagnosis.noise).filter(|found| found.rule.id == rule.id);
            own.for_each(|found| said.push_str(&row(&name, found)));
        }
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/sentences.tsv");
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, &said).expect("written");
    }
    let written = fs::read_to_string(&path).expect("the table");
    for (line, (now, before)) in said.lines().zip(written.lines()).enumerate() {
        assert_eq!(now, before, "line {}: MUSTER_BLESS=1 cargo test -p muster-doctor headlines", line + 1);
    }
    assert_eq!(said.lines().count(), written.lines().count(), "MUSTER_BLESS=1 cargo test -p muster-doctor headlines");
}
