//! Samples of metrics, as exporters print them for Prometheus: `windows_license_status{instance="ws-02:9182",name="…"} 5`.
//!
//! Samples with the same labels are properties of one instance. Where a label names a state, the sample says whether it is the one
//! that holds, so those of other states say nothing.

use super::{
    Instance, Page, Property,
    names::{self, Name},
};
use crate::{meaning::status_word::status_word, number::number, terms::Term};
use std::collections::HashMap;

/// Labels that name the machine of a sample; a scraper names its target `instance`.
const MACHINES: [&str; 4] = ["instance", "exportedinstance", "target", "nodename"];

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    let mut found: Vec<Instance> = Vec::new();
    let mut by_labels: HashMap<Vec<(String, String)>, usize> = HashMap::new();
    for (index, line) in page.free() {
        if !page.document.terms(index).has_any(&[Term::Telling, Term::StatusWord]) {
            continue;
        }
        let Some(sample) = Sample::of(line).filter(Sample::is_of_licensing) else { continue };
        let state = sample.labels.iter().position(|(name, value)| is_state(name, value));
        let (name, value) = match state.and_then(|place| sample.labels.get(place)) {
            Some(_) if !sample.holds() => continue,
            Some((_, word)) => ("licensestatus", word.clone()),
            None => (sample.name, sample.value.trim_end_matches(".0").to_owned()),
        };
        let labels: Vec<(String, String)> =
            sample.labels.iter().filter(|(name, value)| !is_state(name, value)).cloned().collect();
        let place = *by_labels.entry(labels).or_insert_with_key(|labels| {
            let properties = labels.iter().map(|(name, value)| label(name, value, index)).collect();
            found.push(Instance { properties, around: Vec::new() });
            found.len() - 1
        });
        if let Some(own) = found.get_mut(place) {
            own.properties.push(Property::new(name, &value, index));
        }
    }
    found
}

/// Whether a line is a sample with labels.
pub(crate) fn is_sample(line: &str) -> bool {
    line.contains("=\"") && Sample::of(line).is_some()
}

/// A label as a property. The port of the exporter is no part of the machine's name.
fn label(name: &str, value: &str, line: usize) -> Property {
    let is_machine = MACHINES.contains(&names::folded(name).as_str());
    let host = value.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let host = host.map_or(value, |(host, _)| host);
    if is_machine { Property::new("computername", host, line) } else { Property::new(name, value, line) }
}

fn is_state(name: &str, value: &str) -> bool {
    let named = names::meaning(name);
    matches!(named, Some(Name::Status | Name::PlainStatus)) && status_word(value).is_some()
}

/// `name{label="value",…} value`
struct Sample<'l> {
    name: &'l str,
    labels: Vec<(String, String)>,
    value: &'l str,
}

impl<'l> Sample<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let line = line.trim();
        let Some((name, rest)) = line.split_once('{') else { return Self::bare(line) };
        let (labels, value) = rest.rsplit_once('}').filter(|_| is_name(name))?;
        let value = value.split_whitespace().next()?;
        number(value)?;
        Some(Self { name, labels: pairs(labels)?, value })
    }

    /// `win_license_status 5`, without labels: as agents answer who asks for one item.
    fn bare(line: &'l str) -> Option<Self> {
        let (name, value) = line.split_once([' ', '\t'])?;
        let value = value.trim_start();
        let is_digit = value.len() == 1 && value.bytes().all(|byte| byte.is_ascii_digit());
        (is_digit && is_name(name) && name.contains('_') && !name.ends_with(':')).then(|| Self {
            name: name.rsplit('.').next().unwrap_or(name),
            labels: Vec::new(),
            value,
        })
    }

    /// Whether its name, or a state among its labels beside its name, is one of licensing.
    fn is_of_licensing(&self) -> bool {
        let lower = self.name.to_lowercase();
        names::known(&names::folded(self.name)).is_some_and(names::tells)
            || (lower.contains("licen") || lower.contains("activation"))
                && self.labels.iter().any(|(name, value)| is_state(name, value))
    }

    fn holds(&self) -> bool {
        number(self.value).is_some_and(|value| value > 0.0)
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:.".contains(&byte))
}

/// The labels and their values, in which a backslash stands before quotes.
fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = text.trim().trim_end_matches(',');
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"")?;
        let end = behind.match_indices('"').map(|(place, _)| place).find(|place| {
            let before = behind.get(..*place).unwrap_or_default();
            (before.len() - before.trim_end_matches('\\').len()) % 2 == 0
        })?;
        let value = behind.get(..end)?.replace("\\\"", "\"").replace("\\\\", "\\");
        found.push((name.trim().to_owned(), value));
        rest = behind.get(end + 1..)?.trim_start_matches([',', ' ']);
    }
    Some(found)
}
