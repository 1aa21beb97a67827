//! The commands that would supply missing evidence.

use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Verdict},
};

/// The commands that would supply missing evidence, each with the rules that need it.
pub(super) fn open_commands(diagnosis: &Diagnosis) -> Vec<(String, Vec<&'static str>)> {
    let mut found: Vec<(String, Vec<&'static str>)> = Vec::new();
    for open in &diagnosis.not_evaluated {
        let command = diagnosis.open_command(open.rule);
        match found.iter_mut().find(|(known, _)| *known == command) {
            Some((_, rules)) => rules.push(open.rule.id),
            None => found.push((command, vec![open.rule.id])),
        }
    }
    found
}

/// Whether a headline names no failure.
pub(super) fn is_well(head: &Finding) -> bool {
    head.verdict != Verdict::Failing
}
