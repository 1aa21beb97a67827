//! `muster doctor accuracy`: diagnoses cases whose cause is known, and counts.

use super::cannot_read;
use crate::{failure::Failure, out};
use muster_core::{lang::Lang, sentence, sentence::Sentence};
use muster_doctor::{
    Source,
    accuracy::{self, Labelled, Score},
};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use toml::{Table, Value};

const CASE: &str = "case.toml";

pub(super) fn run(folder: &Path, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut scores = Vec::new();
    for path in cases(folder)? {
        scores.push(accuracy::score(&labelled(&path)?));
    }
    if scores.is_empty() {
        return Err(Failure::usage(sentence!(
            "no {CASE} below {folder}",
            "{folder} に {CASE} がありません",
            folder = folder.display()
        )));
    }
    if json {
        out::json(&json!({ "cases": scores, "summary": summary(&scores) }));
    } else {
        out::print(&text(&scores, lang));
    }
    Ok(ExitCode::SUCCESS)
}

/// Every case file, at most two folders deep, in the order of their names.
fn cases(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        if folder.join(CASE).is_file() {
            found.push(folder.join(CASE));
            continue;
        }
        let entries = fs::read_dir(&folder).map_err(|error| cannot_read(&folder, &error))?;
        for entry in entries.filter_map(Result::ok).filter(|entry| depth < 2 && entry.path().is_dir()) {
            open.push((entry.path(), depth + 1));
        }
    }
    found.sort();
    Ok(found)
}

fn labelled(path: &Path) -> Result<Labelled, Failure> {
    let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    let table: Table =
        text.parse().map_err(|error| Failure::usage(Sentence::foreign(format_args!("{}: {error}", path.display()))))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let word = |name: &str| table.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |name: &str| -> Vec<String> {
        let all = table.get(name).and_then(Value::as_array).into_iter().flatten();
        all.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let (mut sources, mut missing) = (Vec::new(), Vec::new());
    for name in list("evidence") {
        match fs::read(folder.join(&name)) {
            Ok(bytes) => sources.push(Source { name, bytes }),
            // It costs its case, not the others.
            Err(error) => missing.push(format!("{name} ({error})")),
        }
    }
    let facts = table.get("expected_facts").and_then(Value::as_table).into_iter().flatten();
    Ok(Labelled {
        name: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        provenance: word("provenance"),
        language: word("language"),
        expected: list("expected_findings"),
        forbidden: list("must_not_find"),
        facts: facts.flat_map(|(key, value)| values(value).into_iter().map(|value| (key.clone(), value))).collect(),
        sources,
        missing,
    })
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().flat_map(values).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

/// Counts over some cases.
fn counted<'s>(scores: impl Iterator<Item = &'s Score>) -> serde_json::Value {
    let scores: Vec<&Score> = scores.collect();
    let sum = |count: fn(&Score) -> usize| -> usize { scores.iter().map(|score| count(score)).sum() };
    json!({
        "cases": scores.len(),
        "first": sum(|score| usize::from(score.first)),
        "labels": sum(|score| score.expected),
        "labels_found": sum(|score| score.found),
        "must_not_find": sum(|score| score.violations.len()),
        "false_alarms": sum(|score| usize::from(score.false_alarm)),
        "facts": sum(|score| score.facts),
        "facts_found": sum(|score| score.facts_found),
        "unsteady": sum(|score| score.unsteady.len()),
        "missing_files": sum(|score| score.missing.len()),
    })
}

fn summary(scores: &[Score]) -> BTreeMap<String, serde_json::Value> {
    let mut found = BTreeMap::from([("all".to_owned(), counted(scores.iter()))]);
    for score in scores {
        for name in [&score.provenance, &score.language] {
            let same = |other: &&Score| other.provenance == *name || other.language == *name;
            found.entry(name.clone()).or_insert_with(|| counted(scores.iter().filter(same)));
        }
    }
    found
}

fn text(scores: &[Score], lang: Lang) -> String {
    let mut text = String::new();
    for score in scores {
        let mark = if score.first { "✓" } else { "✗" };
        let mut notes = Vec::new();
        let mut note = |name: &str, all: &[String]| {
            if !all.is_empty() {
                notes.push(format!("{name}: {}", all.join(", ")));
            }
        };
        note(lang.pick("not read", "読み取れません"), &score.missing);
        note(lang.pick("missed", "未検出"), &score.missed);
        note(lang.pick("must not be found", "検出してはならない"), &score.violations);
        note(lang.pick("unsteady", "不安定"), &score.unsteady);
        note(lang.pick("facts not read", "読み取れなかった事実"), &score.facts_missed);
        text.push_str(&format!("{mark} {:<8} {}  {}\n", score.headline, score.case, notes.join("; ")));
    }
    let columns = [
        "cases",
        "first",
        "labels_found",
        "labels",
        "must_not_find",
        "false_alarms",
        "facts_found",
        "facts",
        "unsteady",
        "missing_files",
    ];
    text.push_str(&format!("\n{:<16}{}\n", "", columns.map(|name| format!("{name:>14}")).concat()));
    for (name, counts) in summary(scores) {
        let row = columns.map(|column| format!("{:>14}", counts[column].to_string()));
        text.push_str(&format!("{name:<16}{}\n", row.concat()));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{cases, labelled};
    use muster_doctor::accuracy::score;
    use std::fs;

    #[test]
    fn a_missing_file_costs_its_case_and_not_the_others() {
        let folder = tempfile::tempdir().unwrap();
        for (name, evidence) in [("one", "gone.txt"), ("two", "ato.txt")] {
            let case = folder.path().join(name);
            fs::create_dir(&case).unwrap();
            let text = format!("evidence = [\"{evidence}\"]\nexpected_findings = [\"srv-missing\"]\n");
            fs::write(case.join("case.toml"), text).unwrap();
            fs::write(
                case.join("ato.txt"),
                "C:\\>cscript slmgr.vbs /ato\nError: 0x8007232B DNS name does not exist.\n",
            )
            .unwrap();
        }
        let scores: Vec<_> = cases(folder.path()).unwrap().iter().map(|case| score(&labelled(case).unwrap())).collect();
        let [gone, there] = scores.as_slice() else { panic!("{scores:?}") };
        assert!(gone.missing.len() == 1 && gone.missed.len() == 1 && !gone.first, "{gone:?}");
        assert!(there.missing.is_empty() && there.first, "{there:?}");
    }
}
