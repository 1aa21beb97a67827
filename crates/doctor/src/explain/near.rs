//! What somebody may have meant who asked for something that is not known.

use super::{code, event::known_events};
use crate::judge::all_rules;
use muster_core::code::Code;
use strsim::osa_distance;

/// More would be a list, not a hint.
const NEAR_MAX: usize = 3;

/// Codes of the table that are one slip away: another severity, a digit wrong, or two of them exchanged.
pub(super) fn codes(asked: Code) -> Vec<String> {
    let distance = |known: &Code| {
        let severity = (known.0 ^ asked.0) & 0x0FFF_FFFF == 0;
        if severity { 0 } else { osa_distance(&known.to_string(), &asked.to_string()) }
    };
    nearest(code::known_codes().map(|known| (distance(&known), known.to_string())), 1)
}

/// Numbers of known events that are one slip away.
pub(super) fn events(asked: &str) -> Vec<String> {
    nearest(known_events().map(|id| (osa_distance(&id.to_string(), asked), id.to_string())), 1)
}

/// Rules whose id is near, those of the same family first.
pub(super) fn rules(asked: &str) -> Vec<String> {
    let distance = |id: &str| {
        let (family, number) = (id.get(..3), |id: &str| id.get(3..).and_then(|digits| digits.parse::<i32>().ok()));
        match (number(id), number(asked)) {
            (Some(one), Some(other)) if family == asked.get(..3) => one.abs_diff(other) as usize,
            _ => 100 * osa_distance(id, asked),
        }
    };
    nearest(all_rules().into_iter().map(|rule| (distance(rule.id), rule.id.to_owned())), 100)
}

/// Codes that are one character away from a text that is none.
pub(super) fn misspelt(asked: &str) -> Vec<String> {
    let digits = asked.to_uppercase().replace(char::is_whitespace, "").replacen("0X", "", 1);
    nearest(code::known_codes().map(|known| (osa_distance(&known.to_string()[2..], &digits), known.to_string())), 1)
}

/// Symbolic names of codes that are a few letters away, or hold what was asked.
pub(super) fn names(asked: &str) -> Vec<String> {
    let distance = |name: &str| if name.contains(asked) { 0 } else { osa_distance(name, asked) };
    let long = asked.len() >= 6;
    nearest(code::names().filter(|_| long).map(|(name, _)| (distance(name), name.to_owned())), 3)
}

fn nearest(candidates: impl Iterator<Item = (usize, String)>, distance_max: usize) -> Vec<String> {
    let mut near: Vec<(usize, String)> = candidates.filter(|(distance, _)| *distance <= distance_max).collect();
    near.sort();
    near.into_iter().map(|(_, name)| name).take(NEAR_MAX).collect()
}
