//! What each fixture says in the end: its verdict, the rules in its headlines with the line that they quote first, and how far
//! each product gets on the ladder. `headlines.tsv` holds it; `MUSTER_BLESS=1 cargo test -p muster-doctor headlines` writes it
//! anew, and the difference is for whoever changes a rule or the judge to read.

use crate::rules::{fixtures, names, sources};
use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Finding, Ladder, StepState, all_rules, diagnose};
use std::{fs, path::PathBuf};

fn headline(found: &Finding) -> String {
    let line = found.cites.first().and_then(|cite| cite.line).unwrap_or_default();
    format!("{} {} {} line {line}", found.rule.id, found.severity.id(), found.confidence.id())
}

fn ladder(ladder: &Ladder) -> String {
    let mark = |state: &StepState| match state {
        StepState::Passed => '+',
        StepState::Failed => 'x',
        StepState::Unknown => '?',
    };
    ladder.steps.iter().map(|(_, state)| mark(state)).collect()
}

fn row(folder: &str, diagnosis: &Diagnosis) -> String {
    let heads: Vec<String> = diagnosis.headline.iter().map(headline).collect();
    let ladders: Vec<String> = diagnosis.ladders.iter().map(ladder).collect();
    format!("{folder}\t{}\t{}\t{}\n", diagnosis.verdict().name(Lang::En), heads.join(", "), ladders.join(" "))
}

#[test]
fn headlines_are_those_of_the_table() {
    let folders = all_rules().into_iter().flat_map(|rule| {
        let mut sides = names(&fixtures().join(rule.id));
        sides.sort();
        sides.into_iter().map(|side| (format!("{}/{}", rule.id, side.file_name().unwrap_or_default().display()), side))
    });
    let said: String = folders.map(|(name, folder)| row(&name, &diagnose(&sources(&folder)))).collect();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/headlines.tsv");
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, &said).expect("written");
    }
    let written = fs::read_to_string(&path).expect("the table");
    for (line, (now, before)) in said.lines().zip(written.lines()).enumerate() {
        assert_eq!(now, before, "line {}: MUSTER_BLESS=1 cargo test -p muster-doctor headlines", line + 1);
    }
    assert_eq!(said.lines().count(), written.lines().count(), "MUSTER_BLESS=1 cargo test -p muster-doctor headlines");
}
