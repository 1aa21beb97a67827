//! Every rule fires on its own fixture, and is silent on the one that looks like it.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, action, all_rules, diagnose};
use std::{collections::BTreeSet, fs, path::PathBuf, process::Command};

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn diagnosis(rule: &str, side: &str) -> Diagnosis {
    let folder = fixtures().join(rule).join(side);
    let mut sources = Vec::new();
    for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        sources.push(Source { name, bytes: fs::read(&path).expect("a fixture") });
    }
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(!sources.is_empty(), "{rule} has no {side} fixture");
    diagnose(&sources)
}

fn fired(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.findings.iter().chain(&diagnosis.noise).map(|found| found.rule.id).collect()
}

#[test]
fn every_rule_fires_on_its_fixture_and_is_silent_on_the_other() {
    let mut wrong = Vec::new();
    for rule in all_rules() {
        let fires = diagnosis(rule.id, "fires");
        if !fired(&fires).contains(&rule.id) {
            wrong.push(format!("{} does not fire: {:?}", rule.id, fired(&fires)));
        }
        let silent = diagnosis(rule.id, "silent");
        if fired(&silent).contains(&rule.id) {
            wrong.push(format!("{} is not silent", rule.id));
        }
        if !silent.has_evidence() {
            wrong.push(format!("the silent fixture of {} is no evidence", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Values are typed, so a sentence without one does not compile; what the evidence does not tell has words of its own.
#[test]
fn no_sentence_has_a_hole() {
    for rule in all_rules() {
        for side in ["fires", "silent"] {
            let diagnosis = diagnosis(rule.id, side);
            for found in diagnosis.findings.iter().chain(&diagnosis.noise).chain(&diagnosis.headline) {
                for lang in [Lang::En, Lang::Ja] {
                    let sentence = found.sentence(lang);
                    let hole = ["?", "{", "}", "()", "None"].iter().any(|hole| sentence.contains(hole));
                    assert!(!hole, "{} in {}/{side}: {sentence}", found.rule.id, rule.id);
                }
            }
        }
    }
}

#[test]
fn the_set_is_complete_in_order_and_in_both_languages() {
    let ids: Vec<&str> = all_rules().iter().map(|rule| rule.id).collect();
    let ordered: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids, ordered.into_iter().collect::<Vec<_>>());
    let folders: BTreeSet<String> = fs::read_dir(fixtures())
        .expect("fixtures")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, ids.iter().map(|id| (*id).to_owned()).collect());
    for rule in all_rules() {
        for lang in [Lang::En, Lang::Ja] {
            assert!(!rule.title.get(lang).is_empty() && !rule.finding.get(lang).is_empty(), "{}", rule.id);
        }
        assert!(!rule.title.ja.is_ascii() && !rule.finding.ja.is_ascii(), "{} is not in Japanese", rule.id);
        assert!(!rule.actions.is_empty() && !rule.sources.is_empty() && !rule.command.is_empty(), "{}", rule.id);
    }
}

/// `cargo fmt` does not follow the modules that the macro `rules!` declares.
#[test]
fn every_rule_file_is_listed_and_formatted() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let names = |folder: &PathBuf| -> Vec<PathBuf> {
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
    };
    let mut files = Vec::new();
    for family in names(&folder).into_iter().filter(|path| path.is_dir()) {
        let list = fs::read_to_string(family.join("mod.rs")).expect("the list of the family");
        for file in names(&family) {
            let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(name == "mod" || list.contains(&format!("    {name},\n")), "{} is not listed", file.display());
            files.push(file);
        }
    }
    let checked =
        Command::new("rustfmt").args(["--check", "--edition", "2024"]).args(&files).output().expect("rustfmt");
    let wrong = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "run rustfmt --edition 2024 crates/doctor/src/rules/*/*.rs\n{wrong}");
}

/// Nothing here activates without a license, and no command of ours changes who counts.
#[test]
fn no_step_names_a_stranger_or_a_trick() {
    for step in action::ALL {
        let told = format!("{} {} {}", step.text.en, step.text.ja, step.command).to_lowercase();
        for word in ["emulator", "vlmcsd", "py-kms", "エミュレー", "kms8", "msguides"] {
            assert!(!told.contains(word), "{told}");
        }
    }
}
