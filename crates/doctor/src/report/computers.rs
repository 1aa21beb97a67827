//! How a report names computers, where the evidence is of several.

use crate::{diagnosis::Diagnosis, judge::Finding, next_step::NextStep};
use muster_core::lang::Lang;
use std::collections::{HashMap, hash_map::Entry};

/// Names in a title; the rest are counted.
const NAMES_MAX: usize = 3;

/// The computer, or the first of several and how many more there are.
pub(super) fn title(diagnosis: &Diagnosis, lang: Lang) -> String {
    let named: Vec<String> =
        diagnosis.computers.iter().take(NAMES_MAX).map(|computer| name(computer, lang).to_owned()).collect();
    let more = diagnosis.computers.len().saturating_sub(NAMES_MAX);
    let all = named.join(", ");
    if more == 0 { all } else { lang.pick(format!("{all} and {more} more"), format!("{all} ほか {more} 台")) }
}

/// A computer's name, or words for one that the evidence does not name.
pub(super) fn name(computer: &str, lang: Lang) -> &str {
    if computer.is_empty() { lang.pick("(computer not named)", "(コンピューター名なし)") } else { computer }
}

/// What stands before the text of a finding: the name of its computer, where the evidence is of several.
pub(super) fn prefix(diagnosis: &Diagnosis, found: &Finding) -> String {
    let is_needed = diagnosis.computers.len() > 1 && !found.computer.is_empty();
    if is_needed { format!("{}: ", found.computer) } else { String::new() }
}

/// What stands before the text of a step: the names of its computers, where the evidence is of several.
pub(super) fn of_step(step: &NextStep) -> String {
    let named = step.computers.iter().filter(|computer| !computer.is_empty()).cloned().collect::<Vec<_>>();
    if named.is_empty() { String::new() } else { format!("{}: ", named.join(", ")) }
}

/// The headlines of each computer: first those that the evidence is of, then those of hosts, then what concerns several.
pub(super) fn headlines(diagnosis: &Diagnosis) -> Vec<(&str, Vec<&Finding>)> {
    if let [only] = diagnosis.computers.as_slice() {
        return vec![(only, diagnosis.headline.iter().collect())];
    }
    let others = diagnosis.headline.iter().map(|head| head.computer.as_str());
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for computer in diagnosis.computers.iter().map(String::as_str).chain(others) {
        if let Entry::Vacant(place) = places.entry(computer) {
            place.insert(found.len());
            found.push((computer, Vec::new()));
        }
    }
    for head in &diagnosis.headline {
        let own = places.get(head.computer.as_str()).and_then(|place| found.get_mut(*place));
        if let Some((_, heads)) = own {
            heads.push(head);
        }
    }
    found
}
