//! What a rule is, besides its condition: what its page says, and what it applies to.

use crate::rules::{fixtures, sources};
use muster_doctor::{all_rules, diagnose, report};
use std::{collections::BTreeSet, fs};

/// Severity, confidence, kind, step, evidence, command and sources stand in the page, which people read.
#[test]
fn a_rule_is_what_its_page_says() {
    let folder = fixtures().join("../../../docs/rules");
    for rule in all_rules() {
        let written = fs::read_to_string(folder.join(format!("{}.md", rule.id))).expect("a page");
        let page = report::rule_page(rule);
        assert!(page == written, "docs/rules/{}.md: MUSTER_BLESS=1 cargo test --test tidy", rule.id);
    }
}

/// Families that are about one kind of product say nothing, not even that they passed, where there is no such product.
#[test]
fn rules_apply_to_the_products_that_they_are_about() {
    // A host of Windows, a client of Windows, one of Office, and Muster.
    let evidence = [
        ("CNT001/fires", "HST", &["OFF", "MUS"][..]),
        ("DNS001/fires", "ESU", &["OFF", "MUS"][..]),
        ("OFF001/fires", "OFF", &["CLD", "ESU", "SUB", "MUS"][..]),
        ("MUS002/fires", "MUS", &["OFF"][..]),
    ];
    for (folder, own, foreign) in evidence {
        let diagnosis = diagnose(&sources(&fixtures().join(folder)));
        let open = diagnosis.not_evaluated.iter().map(|open| open.rule);
        let families: BTreeSet<&str> =
            diagnosis.passed.iter().copied().chain(open).filter_map(|rule| rule.id.get(..3)).collect();
        assert!(families.contains(own), "{folder}: {families:?}");
        assert!(foreign.iter().all(|family| !families.contains(family)), "{folder}: {families:?}");
    }
}
