//! Every rule fires on its own fixture, and is silent on the one that looks like it.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, action, all_rules, diagnose};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Name, description, activation id and application id: another product.
const CHANGED_LINES_MAX: usize = 4;
/// An event, or the answer of a tool.
const BLOCK_LINES_MAX: usize = 11;

pub(crate) fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The fixtures of a rule that fire it, or leave it silent: folders whose names start so.
pub(crate) fn sides(rule: &str, side: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = names(&fixtures().join(rule));
    folders.retain(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(side)));
    folders.sort();
    assert!(!folders.is_empty(), "{rule} has no {side} fixture");
    folders
}

pub(crate) fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

pub(crate) fn sources(folder: &Path) -> Vec<Source> {
    let read = |path: &PathBuf| Source {
        name: path.file_name().expect("a name").to_string_lossy().into_owned(),
        bytes: fs::read(path).expect("a fixture"),
    };
    let mut sources: Vec<Source> = names(folder).iter().map(read).collect();
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    sources
}

/// The lines of all files of a fixture.
pub(crate) fn lines(folder: &Path) -> Vec<String> {
    let text = |source: &Source| format!("{}\n{}", source.name, String::from_utf8_lossy(&source.bytes));
    sources(folder).iter().map(text).flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Lines removed and added by the one change that makes one text of the other.
fn change(one: &[String], other: &[String]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (one.len() - end, other.len() - end)
}

fn fired(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.findings.iter().chain(&diagnosis.noise).map(|found| found.rule.id).collect()
}

#[test]
fn every_rule_fires_on_its_fixtures_and_is_silent_on_the_others() {
    let mut wrong = Vec::new();
    for rule in all_rules() {
        for folder in sides(rule.id, "fires") {
            let fired = fired(&diagnose(&sources(&folder)));
            if !fired.contains(&rule.id) {
                wrong.push(format!("{} does not fire: {fired:?}", folder.display()));
            }
        }
        for folder in sides(rule.id, "silent") {
            let diagnosis = diagnose(&sources(&folder));
            if fired(&diagnosis).contains(&rule.id) || !diagnosis.has_evidence() {
                wrong.push(format!("{} is not silent, or no evidence", folder.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A rule found something, passed, or lacked its evidence: never two of these.
#[test]
fn a_rule_ends_in_one_way() {
    for rule in all_rules() {
        for folder in [sides(rule.id, "fires"), sides(rule.id, "silent")].concat() {
            let diagnosis = diagnose(&sources(&folder));
            let passed: BTreeSet<&str> = diagnosis.passed.iter().map(|rule| rule.id).collect();
            let open: BTreeSet<&str> = diagnosis.not_evaluated.iter().map(|open| open.rule.id).collect();
            let fired: BTreeSet<&str> = fired(&diagnosis).into_iter().collect();
            let twice = [passed.intersection(&open), passed.intersection(&fired), open.intersection(&fired)];
            let twice: Vec<_> = twice.into_iter().flatten().collect();
            assert!(twice.is_empty(), "{twice:?} in {}", folder.display());
            assert!(!passed.is_empty() || !open.is_empty(), "{}", folder.display());
        }
    }
}

/// A silent fixture differs from a firing one in one condition: a few lines are others, or one block is gone or new.
#[test]
fn a_silent_fixture_differs_in_one_condition() {
    let mut wrong = Vec::new();
    for rule in all_rules() {
        let firing: Vec<Vec<String>> = sides(rule.id, "fires").iter().map(|folder| lines(folder)).collect();
        for folder in sides(rule.id, "silent") {
            let silent = lines(&folder);
            let is_one_condition = |firing: &Vec<String>| match change(firing, &silent) {
                (0, block) | (block, 0) => block <= BLOCK_LINES_MAX,
                (gone, new) => gone.max(new) <= CHANGED_LINES_MAX,
            };
            if !firing.iter().any(is_one_condition) {
                wrong.push(format!("{} {:?}", folder.display(), firing.iter().map(|one| change(one, &silent)).min()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Values are typed, so a sentence without one does not compile; what the evidence does not tell has words of its own.
#[test]
fn no_sentence_has_a_hole() {
    for rule in all_rules() {
        for folder in [sides(rule.id, "fires"), sides(rule.id, "silent")].concat() {
            let diagnosis = diagnose(&sources(&folder));
            for found in diagnosis.findings.iter().chain(&diagnosis.noise).chain(&diagnosis.headline) {
                for lang in [Lang::En, Lang::Ja] {
                    let sentence = found.sentence(lang);
                    let hole = ["?", "{", "}", "()", "None"].iter().any(|hole| sentence.contains(hole));
                    assert!(!hole, "{} in {}: {sentence}", found.rule.id, folder.display());
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
/// What the sources look like is seen where they are built.
#[cfg(unix)]
#[test]
fn every_rule_file_is_listed_and_formatted() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = Vec::new();
    for family in names(&folder).into_iter().filter(|path| path.is_dir()) {
        let list = fs::read_to_string(family.join("mod.rs")).expect("the list of the family");
        for file in names(&family) {
            let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(name == "mod" || list.contains(&format!("    {name},\n")), "{} is not listed", file.display());
            files.push(file);
        }
    }
    let checked = std::process::Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .args(&files)
        .output()
        .expect("rustfmt");
    let wrong = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "run rustfmt --edition 2024 crates/doctor/src/rules/*/*.rs\n{wrong}");
}

/// Risk, undo and check stand in one line of a report, so all of them are polite.
#[test]
fn the_check_of_an_action_is_a_polite_sentence() {
    for action in action::all() {
        let check = action.check.ja;
        let sentence = check.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map_or(check, |(rest, _)| rest);
        let is_polite = ["ます", "ません", "ました", "{licensed}", "です"].iter().any(|end| sentence.ends_with(end));
        assert!(is_polite, "{check}");
    }
}

/// Nothing here activates without a license, and no command of ours changes who counts.
#[test]
fn no_step_names_a_stranger_or_a_trick() {
    for step in action::all() {
        let told = format!("{} {}", step.text.en, step.text.ja).to_lowercase();
        for word in ["emulator", "vlmcsd", "py-kms", "エミュレー", "kms8", "msguides"] {
            assert!(!told.contains(word), "{told}");
        }
    }
}
