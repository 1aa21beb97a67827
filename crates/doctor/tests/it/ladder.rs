//! The ladder never contradicts a finding, on any fixture.

use crate::rules::{names, sources};
use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, Finding, Ladder, StepState, all_rules, diagnose,
    rule::{Confidence, Role, Step, Weight},
};
use std::path::PathBuf;

fn state(ladder: &Ladder, step: Step) -> Option<StepState> {
    ladder.steps.iter().find(|(known, _)| *known == step).map(|(_, state)| *state)
}

/// What is wrong with a ladder beside the findings about its product.
fn contradictions(diagnosis: &Diagnosis, ladder: &Ladder) -> Vec<String> {
    let mut wrong = Vec::new();
    let own = |found: &&Finding| found.product == ladder.product && found.computer == ladder.computer;
    let failed: Vec<Step> =
        ladder.steps.iter().filter(|(_, state)| *state == StepState::Failed).map(|(step, _)| *step).collect();
    if failed.len() > 1 {
        wrong.push(format!("several steps fail: {failed:?}"));
    }
    for found in diagnosis.findings.iter().filter(own).filter(|found| found.role == Role::Cause) {
        let (id, mark) = (found.rule.id, state(ladder, found.rule.step));
        if found.confidence >= Confidence::Likely && mark == Some(StepState::Passed) {
            wrong.push(format!("{id} fails at {:?}, which is passed", found.rule.step));
        }
        if found.rule.weight == Weight::NamesNoCause && mark == Some(StepState::Failed) {
            wrong.push(format!("{id} names no cause, and {:?} is crossed out", found.rule.step));
        }
    }
    for step in failed {
        let names = |found: &Finding| found.rule.step == step && found.role == Role::Cause;
        if !diagnosis.findings.iter().any(names) {
            wrong.push(format!("nothing is found at {step:?}, which fails"));
        }
        // A client fails at the lowest step that fails: what comes later was not reached. Service and discovery are seen by themselves.
        let beyond =
            |(other, state): &(Step, StepState)| *other > step.max(Step::Discovery) && *state == StepState::Passed;
        if let Some((other, _)) = ladder.steps.iter().find(|step| beyond(step)) {
            wrong.push(format!("{other:?} is passed, and {step:?} below it fails"));
        }
    }
    // What a sentence says was never reached is not passed.
    let never_reached = |found: &Finding| found.rule.id == "CLI008";
    if diagnosis.findings.iter().filter(own).any(never_reached)
        && [Step::Rpc, Step::Answer].iter().any(|step| state(ladder, *step) == Some(StepState::Passed))
    {
        wrong.push("no request was sent, and RPC is passed".to_owned());
    }
    wrong
}

#[test]
fn no_step_of_a_ladder_contradicts_a_finding() {
    let mut wrong = Vec::new();
    let mut ladders = 0;
    for rule in all_rules() {
        for folder in names(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(rule.id)) {
            let diagnosis = diagnose(&sources(&folder));
            for ladder in &diagnosis.ladders {
                ladders += 1;
                let steps: Vec<String> =
                    ladder.steps.iter().map(|(step, state)| format!("{} {state:?}", step.name(Lang::En))).collect();
                let heads: Vec<&str> = diagnosis.headline.iter().map(|head| head.rule.id).collect();
                for contradiction in contradictions(&diagnosis, ladder) {
                    wrong.push(format!("{}: {contradiction}\n    {heads:?} {}", folder.display(), steps.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(ladders > 100, "{ladders}");
}

/// Where only the sum of all tries is known, every step up to the answer may be the one that fails.
#[test]
fn what_no_evidence_shows_is_open() {
    let text = "C:\\>cscript slmgr.vbs /ato\nError: 0xC004F074 The Software Licensing Service reported that the computer could not \
                be activated. No Key Management Service (KMS) could be contacted.\n";
    let diagnosis = diagnose(&[muster_doctor::Source { name: "ato.txt".into(), bytes: text.into() }]);
    assert_eq!(diagnosis.headline[0].rule.id, "NET014");
    let ladder = &diagnosis.ladders[0];
    for step in [Step::Name, Step::Port, Step::Rpc, Step::Answer] {
        assert_eq!(state(ladder, step), Some(StepState::Unknown), "{step:?}");
    }
}
