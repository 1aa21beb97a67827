//! Every id of the rule catalogue is built, or struck off with a reason (`data/catalogue.tsv`).

use muster_doctor::all_rules;
use std::collections::{BTreeMap, BTreeSet};

const CATALOGUE: &str = include_str!("../../data/catalogue.tsv");
const IDS: usize = 210;

/// State and reason by id.
fn rows() -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let [id, state, reason] = std::array::from_fn(|_| cells.next().expect("three cells"));
        (id, (state, reason))
    };
    CATALOGUE.lines().skip(1).map(row).collect()
}

#[test]
fn every_id_stands_once() {
    assert_eq!(CATALOGUE.lines().skip(1).count(), IDS);
    assert_eq!(rows().len(), IDS);
}

#[test]
fn every_id_is_a_rule_or_struck_off_with_a_reason() {
    let built: BTreeSet<&str> = all_rules().iter().map(|rule| rule.id).collect();
    for (id, (state, reason)) in rows() {
        match state {
            "built" => assert!(built.contains(id) && reason.is_empty(), "{id} is no rule"),
            "struck" => assert!(!built.contains(id) && reason.len() > 10, "{id} is a rule, or has no reason"),
            _ => panic!("{id}: {state}"),
        }
    }
}

/// A reason that sends the reader to other rules names rules that exist.
#[test]
fn reasons_name_rules_that_exist() {
    let built: BTreeSet<&str> = all_rules().iter().map(|rule| rule.id).collect();
    let is_id = |word: &&str| {
        word.len() == 6 && word[..3].chars().all(|c| c.is_ascii_uppercase()) && word[3..].parse::<u16>().is_ok()
    };
    for (id, (_, reason)) in rows() {
        for word in reason.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_id) {
            assert!(built.contains(word), "{id} points to {word}");
        }
    }
}
