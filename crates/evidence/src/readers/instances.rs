//! Instances of any syntax: named values that [`crate::meaning`] understands.

use crate::{
    fact::{Cite, Fact, masked},
    instance::{self, Instance, Page, Property, Syntax},
    lines::Document,
    meaning::{self, Meaning},
};

/// A line that is longer, in bytes, is quoted by the values that were read in it: an inventory may be one line.
const QUOTED_MAX: usize = 400;
/// More values of one line are not quoted.
const VALUES_MAX: usize = 30;

/// Instances that are written as programs write them.
pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    instance::WRITTEN.iter().flat_map(|syntax| facts(document, *syntax)).collect()
}

/// Instances in words, in lines that no other reader took.
pub(super) fn worded(document: &mut Document) -> Vec<Fact> {
    instance::WORDED.iter().flat_map(|syntax| facts(document, *syntax)).collect()
}

fn facts(document: &mut Document, syntax: Syntax) -> Vec<Fact> {
    let instances = syntax(&Page::new(document));
    let mut found = Vec::new();
    for instance in &instances {
        let meanings = meaning::of(instance);
        let cites = if meanings.is_empty() { Vec::new() } else { cites(document, instance, &meanings) };
        for Meaning { kind, fact } in meanings {
            document.recognise(kind);
            found.push(fact.resting_on(cites.clone()));
        }
    }
    found
}

/// Takes the lines of an instance. An event cites the line that tells, everything else cites every line.
fn cites(document: &mut Document, instance: &Instance, meanings: &[Meaning]) -> Vec<Cite> {
    let mut lines: Vec<usize> = instance.properties.iter().map(|own| own.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.iter().for_each(|line| document.claim(*line));
    let telling = meanings.iter().find_map(|meaning| match &meaning.fact {
        Fact::Event(record, _) => Some(telling(instance, record.code.map(|code| code.to_string()))),
        _ => None,
    });
    let lines = telling.map_or(lines, |line| vec![line]);
    lines.into_iter().map(|line| cite(document, instance, line)).collect()
}

/// The line with the code of an event, else its first.
fn telling(instance: &Instance, code: Option<String>) -> usize {
    let code = code.map(|code| code.to_lowercase());
    let tells = |own: &&Property| code.as_ref().is_some_and(|code| own.value.to_lowercase().contains(code.as_str()));
    instance.properties.iter().find(tells).or(instance.properties.first()).map_or(0, |own| own.line)
}

fn cite(document: &mut Document, instance: &Instance, line: usize) -> Cite {
    if document.line(line).len() <= QUOTED_MAX {
        return document.consume(line);
    }
    let own = instance.properties.iter().filter(|own| own.line == line && own.value.len() < QUOTED_MAX);
    let said: Vec<String> = own.take(VALUES_MAX).map(|own| format!("{}: {}", own.name, own.value)).collect();
    document.cite_as(line, masked(&said.join(", ")))
}
