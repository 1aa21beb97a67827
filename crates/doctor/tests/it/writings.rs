//! Written in ten other ways, evidence says the same.

use crate::rules::{names, sources};
use muster_doctor::{Diagnosis, Source, Verdict, all_rules, diagnose, writings};
use std::path::PathBuf;

/// Each way changes the bytes of so many fixtures in a hundred, or it was not tried.
const CHANGED_PERCENT: usize = 90;

fn folders() -> Vec<PathBuf> {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found: Vec<PathBuf> = all_rules().iter().flat_map(|rule| names(&fixtures.join(rule.id))).collect();
    found.sort();
    found
}

/// Products with the rule that heads each, and what comes of it.
fn verdict(diagnosis: &Diagnosis) -> (Vec<(String, &'static str)>, Verdict) {
    let heads = diagnosis.headline.iter().map(|head| (head.product.clone(), head.rule.id));
    let mut heads: Vec<(String, &'static str)> = heads.collect();
    heads.sort();
    (heads, diagnosis.verdict())
}

#[test]
fn every_fixture_says_the_same_in_every_writing() {
    let fixtures: Vec<(String, Vec<Source>, _)> = folders()
        .iter()
        .map(|folder| {
            let name = folder.components().rev().take(2).map(|part| part.as_os_str().to_string_lossy().into_owned());
            let plain = sources(folder);
            let expected = verdict(&diagnose(&plain));
            (name.collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/"), plain, expected)
        })
        .collect();
    let mut wrong = Vec::new();
    for writing in &writings::ALL {
        let mut changed = 0;
        for (name, plain, expected) in &fixtures {
            let written = writing.write(plain);
            changed += usize::from(written.iter().zip(plain).any(|(one, other)| one.bytes != other.bytes));
            let found = verdict(&diagnose(&written));
            if found != *expected {
                wrong.push(format!("{}: {name}: {expected:?} became {found:?}", writing.name));
            }
        }
        assert!(changed * 100 >= fixtures.len() * CHANGED_PERCENT, "{} changes only {changed}", writing.name);
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
