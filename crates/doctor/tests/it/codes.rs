//! Every code of the table reaches a rule, or is a state.

use muster_core::{code::Code, lang::Lang};
use muster_doctor::{Diagnosis, Source, diagnose, explain, rule::Role};
use std::collections::BTreeMap;

/// Codes that are no cause: success, states, and what says nothing by itself.
const STATE: &str = "state";

fn rules() -> BTreeMap<Code, &'static str> {
    let row = |line: &'static str| line.split_once('\t').map(|(code, rule)| (code.parse().expect("a code"), rule));
    include_str!("../../data/code_rules.tsv").lines().skip(1).filter_map(row).collect()
}

/// The code as the error of a command that names no product.
fn told(code: Code) -> Diagnosis {
    let text = format!("C:\\Windows\\system32>cscript //nologo slmgr.vbs /ato\nError: {code} The command failed.\n");
    diagnose(&[Source { name: "paste.txt".into(), bytes: text.into() }])
}

#[test]
fn every_code_reaches_a_rule_or_is_a_state() {
    let rules = rules();
    let mut wrong = Vec::new();
    for code in explain::known_codes() {
        let diagnosis = told(code);
        let causes: Vec<&str> =
            diagnosis.findings.iter().filter(|found| found.role != Role::Side).map(|found| found.rule.id).collect();
        let names_a_cause = causes.iter().any(|id| !["EVI013", "EVI014"].contains(id));
        match rules.get(&code) {
            Some(&STATE) if names_a_cause => wrong.push(format!("{code} is a state, and {causes:?}")),
            Some(&STATE) => {}
            Some(rule) if !causes.contains(rule) => wrong.push(format!("{code} does not reach {rule}: {causes:?}")),
            _ if !names_a_cause => wrong.push(format!("{code} reaches no rule: {causes:?}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} codes\n{}", wrong.len(), wrong.join("\n"));
}

/// A rule that speaks for a group says of each code what `explain` says.
#[test]
fn a_group_says_of_each_code_what_the_table_says() {
    let mut told_by_table = 0;
    for (code, rule) in rules() {
        let diagnosis = told(code);
        let Some(found) = diagnosis.findings.iter().find(|found| found.rule.id == rule) else { continue };
        if !found.rule.finding.en.contains("{cause}") {
            continue;
        }
        told_by_table += 1;
        for lang in [Lang::En, Lang::Ja] {
            let known = explain::explain(code, lang).expect("an explanation");
            let sentence = found.sentence(lang);
            assert!(sentence.contains(known.cause) && sentence.contains(known.fix), "{code}: {sentence}");
        }
    }
    assert!(told_by_table > 200, "{told_by_table}");
}
