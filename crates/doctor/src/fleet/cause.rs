//! The causes of a fleet, by the number of machines, each with the steps that mend it.

use super::machine::Machine;
use crate::{judge::Verdict, next_step::NextStep, rule::Rule};
use muster_core::lang::Lang;
use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Ways of mending a cause that are kept; machines with other commands have them on their own pages.
const WAYS_MAX: usize = 20;

/// A cause and the machines that it stops.
#[derive(Clone, Debug)]
pub struct Cause<'f> {
    /// The rule that fired.
    pub rule: &'static Rule,
    /// What it says of the machines.
    pub verdict: Verdict,
    /// The machines, ordered by customer and name.
    pub machines: Vec<&'f Machine>,
    /// What most of the machines need, and how many they are: the commands of others differ in names.
    pub steps: Option<(&'f [NextStep], usize)>,
}

/// The ways of mending each cause, with the number of machines that need them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    found: BTreeMap<&'static str, HashMap<u64, (Vec<NextStep>, usize)>>,
}

impl Ways {
    /// Counts what a diagnosis says to do about each cause of its machine.
    pub(super) fn add(&mut self, machine: &Machine, steps: &[NextStep]) {
        for head in machine.causes() {
            let ways = self.found.entry(head.rule.id).or_default();
            let own = || steps.iter().filter(|step| step.rule.id == head.rule.id);
            let key = key(own());
            if let Some((_, machines)) = ways.get_mut(&key) {
                *machines += 1;
            } else if ways.len() < WAYS_MAX && own().next().is_some() {
                ways.insert(key, (own().cloned().collect(), 1));
            }
        }
    }

    fn of(&self, rule: &Rule) -> Option<(&[NextStep], usize)> {
        let ways = self.found.get(rule.id)?.iter();
        let (_, (steps, machines)) = ways.max_by_key(|(key, (_, machines))| (*machines, **key))?;
        Some((steps, *machines))
    }
}

/// Machines that need the same steps have the same key.
fn key<'s>(steps: impl Iterator<Item = &'s NextStep>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for step in steps {
        step.text(Lang::En).hash(&mut hasher);
        step.commands.iter().for_each(|command| command.line.hash(&mut hasher));
    }
    hasher.finish()
}

/// The causes: what fails before what is not seen, and the most machines first.
pub(super) fn ranked<'f>(machines: &[&'f Machine], ways: &'f Ways) -> Vec<Cause<'f>> {
    let mut found: BTreeMap<(&'static str, Verdict), Cause<'f>> = BTreeMap::new();
    for machine in machines.iter().filter(|machine| machine.verdict != Verdict::Healthy) {
        for head in machine.causes() {
            let new =
                || Cause { rule: head.rule, verdict: head.verdict, machines: Vec::new(), steps: ways.of(head.rule) };
            found.entry((head.rule.id, head.verdict)).or_insert_with(new).machines.push(machine);
        }
    }
    let mut causes: Vec<Cause<'f>> = found.into_values().collect();
    causes.sort_by_key(|cause| (std::cmp::Reverse(cause.verdict), std::cmp::Reverse(cause.machines.len())));
    causes
}
