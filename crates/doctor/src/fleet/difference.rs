//! What has changed since an earlier run.

use super::machine::Machine;
use super::previous_run::PreviousRun;
use crate::judge::Verdict;
use std::collections::BTreeSet;

/// The machines by what became of them since an earlier run.
#[derive(Clone, Debug, Default)]
pub struct Difference<'f> {
    /// Time of that run (RFC 3339); empty where it gave none.
    pub since: &'f str,
    /// Failing, and not then.
    pub new: Vec<&'f Machine>,
    /// Healthy, and failing then.
    pub mended: Vec<&'f Machine>,
    /// Failing, then as today.
    pub still: Vec<&'f Machine>,
    /// Customer and name of the machines that failed then and of which nothing shows how they stand today.
    pub out_of_sight: Vec<(&'f str, &'f str)>,
}

impl<'f> Difference<'f> {
    pub(super) fn of(machines: &[&'f Machine], before: &'f PreviousRun) -> Self {
        let mut found = Self { since: before.time(), ..Self::default() };
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        for machine in machines {
            let then = before.verdict(&machine.customer, &machine.name);
            if machine.verdict != Verdict::NotSeen
                && let Some((key, _)) = then
            {
                seen.insert(key);
            }
            match (machine.verdict, then.map(|(_, verdict)| verdict)) {
                (Verdict::Failing, Some(Verdict::Failing)) => found.still.push(machine),
                (Verdict::Failing, _) => found.new.push(machine),
                (Verdict::Healthy, Some(Verdict::Failing)) => found.mended.push(machine),
                _ => {}
            }
        }
        found.out_of_sight = before.failing().filter(|key| !seen.contains(key)).collect();
        found
    }
}
