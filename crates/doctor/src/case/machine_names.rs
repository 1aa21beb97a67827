//! Which machine each fact is about, as far as its source says it.

use super::host_name::{is_interim, same_host};
use core::net::IpAddr;
use muster_evidence::{
    Evidence, Kind,
    fact::{Fact, ObservationKind},
    stamp::Stamp,
};
use std::collections::HashSet;

/// The name of the machine of each fact of one source, in the order of the facts; none where the source does not say.
pub(super) fn of_source(facts: &[&Fact], evidence: Option<&Evidence>) -> Vec<Option<String>> {
    let mut heading: Option<String> = None;
    let mut names: Vec<Option<String>> = Vec::with_capacity(facts.len());
    for fact in facts {
        if let Fact::Observation(observation, _) = fact
            && observation.kind == ObservationKind::Computer
        {
            heading = told(&observation.value);
        }
        let own = match fact {
            Fact::Event(record, _) => told(&record.computer),
            _ => None,
        };
        names.push(own.or_else(|| heading.clone()));
    }
    settle_renamed(facts, &mut names, evidence);
    // Where a source names one machine only, the rest of it is about that machine too.
    if let Some(only) = only(names.iter().flatten()) {
        names.iter_mut().for_each(|name| *name = Some(only.clone()));
    }
    names
}

/// The one machine that all of these names are; none if there are several, or no names.
pub(super) fn only<'n>(names: impl Iterator<Item = &'n String>) -> Option<String> {
    let mut first: Option<&String> = None;
    for name in names {
        match first {
            Some(known) if !same_machine(known, name) => return None,
            // The full name says more.
            Some(known) if known.len() >= name.len() => {}
            _ => first = Some(name),
        }
    }
    first.cloned()
}

/// NetBIOS names have at most so many characters.
const NETBIOS: usize = 15;

/// What all names of one machine have in common: the first label, as far as NetBIOS keeps it.
pub(super) fn beginning(name: &str) -> String {
    if is_address(name) {
        return name.to_lowercase();
    }
    name.split('.').next().unwrap_or(name).chars().take(NETBIOS).flat_map(char::to_lowercase).collect()
}

/// Whether a name is an address, which is never cut off: it would be another.
fn is_address(name: &str) -> bool {
    name.parse::<IpAddr>().is_ok()
}

/// Whether two names are one machine: as [`same_host`] says, or one of them was cut off.
pub(super) fn same_machine(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let is_cut = long.starts_with(short) && (short.contains('.') || short.len() == NETBIOS) && !is_address(long);
    is_cut || same_host(one, other)
}

/// A name that tells machines apart: people mask names, and some tools print an address of the machine itself.
fn told(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.');
    let first = name.chars().next()?;
    let is_mask = name.contains(['*', '<', '>', '[', '?', ' ']) || name.chars().all(|c| c == first);
    let is_itself = ["localhost", "127.0.0.1", "::1", "redacted", "removed", "computer", "computername", "hostname"]
        .iter()
        .any(|word| name.eq_ignore_ascii_case(word));
    (!is_mask && !is_itself && name.chars().any(char::is_alphanumeric)).then(|| name.to_lowercase())
}

/// Gives the older names of a machine that was renamed its newest one. A log in which each name has a time of its own is that of
/// one machine; names that come back are several machines, whose events somebody collected.
fn settle_renamed(facts: &[&Fact], names: &mut [Option<String>], evidence: Option<&Evidence>) {
    let is_log = evidence.is_some_and(|evidence| {
        let logs = [Kind::EvtxApplication, Kind::EvtxKms, Kind::EvtxSystem, Kind::EvtxOther];
        evidence.kinds.iter().any(|kind| logs.contains(kind))
    });
    let mut logged: Vec<(Option<i64>, &str)> = Vec::new();
    for (fact, name) in facts.iter().zip(names.iter()) {
        if let (Fact::Event(record, _), Some(name)) = (fact, name) {
            logged.push((record.at.map(Stamp::seconds), name));
        }
    }
    logged.sort_by_key(|(at, _)| *at);
    let mut runs: Vec<String> = Vec::new();
    for (_, name) in logged {
        if runs.last().is_none_or(|last| last != name) {
            runs.push(name.to_owned());
        }
    }
    let Some(newest) = runs.pop() else { return };
    let mut older: HashSet<String> = HashSet::new();
    // A name that comes back is that of another machine.
    if !runs.into_iter().all(|name| name != newest && older.insert(name)) {
        return;
    }
    for name in names.iter_mut().flatten() {
        if older.contains(name) && (is_log || is_interim(name)) {
            name.clone_from(&newest);
        }
    }
}
