//! Orders the events of all sources by time, and drops those that several exports hold.

use super::logged_event::LoggedEvent;
use muster_core::code::Code;
use muster_evidence::Evidence;
use muster_evidence::Kind;
use muster_evidence::{
    fact::{Cite, Fact, Provider, Record},
    stamp::Stamp,
};
use std::collections::BTreeMap;

/// All events, oldest first; what several exports hold of one event is taken once.
pub(super) fn oldest_first(facts: &[&Fact], evidence: &[Evidence]) -> Vec<LoggedEvent> {
    let mut sources: BTreeMap<usize, Vec<(&Record, &Vec<Cite>)>> = BTreeMap::new();
    for fact in facts.iter().copied() {
        if let Fact::Event(record, cites) = fact
            && let Some(cite) = cites.first()
        {
            sources.entry(cite.file).or_default().push((record, cites));
        }
    }
    let mut found: Vec<LoggedEvent> = Vec::new();
    for own in sources.into_values() {
        let logged_event = |(record, cites): (&Record, &Vec<Cite>)| {
            let at = record.at.map(Stamp::seconds);
            LoggedEvent { at, order: at, record: record.clone(), cites: cites.clone() }
        };
        let mut logged: Vec<LoggedEvent> = own.into_iter().map(logged_event).collect();
        let mut dated = logged.iter().filter_map(|event| event.at);
        // Viewers list the newest first; where nothing is dated, the order of the text is the order of time.
        if dated.next().zip(dated.next_back()).is_some_and(|(first, last)| first > last) {
            logged.reverse();
        }
        place_undated(&mut logged);
        found.extend(logged);
    }
    // One event in several exports: the same values; logs and XML, which keep UTC and lose nothing, before texts.
    let weight = |event: &LoggedEvent| {
        let kinds = event.cites.first().and_then(|cite| evidence.get(cite.file)).map(|evidence| &evidence.kinds);
        let text = kinds.is_none_or(|kinds| kinds.contains(&Kind::EventText));
        u8::from(text) + 2 * u8::from(event.record.provider == Some(Provider::OsppVbs))
    };
    found.sort_by_key(weight);
    let mut kept: Vec<LoggedEvent> = Vec::new();
    // Twins share id and code, so only those are compared, and nothing where one source holds all events.
    let several = found.iter().any(|event| source_of(event) != found.first().and_then(source_of));
    let mut alike: BTreeMap<(u32, Option<Code>), Vec<usize>> = BTreeMap::new();
    for event in found {
        let places = alike.entry((event.record.id, event.record.code)).or_default();
        let twin = |place: &usize| kept.get(*place).is_some_and(|known| is_twin(known, &event));
        if !several || !places.iter().any(twin) {
            places.push(kept.len());
            kept.push(event);
        }
    }
    kept.sort_by_key(|event| event.order);
    kept
}

/// Places the undated events of a source, which is in the order of time, between their dated neighbours.
fn place_undated(logged: &mut [LoggedEvent]) {
    let mut before = logged.iter().find_map(|event| event.at);
    for event in logged {
        before = event.at.or(before);
        event.order = before;
    }
}

pub(super) fn source_of(event: &LoggedEvent) -> Option<usize> {
    event.cites.first().map(|cite| cite.file)
}

/// Whether two records are one event: same values, and times that differ by a time zone at most.
fn is_twin(one: &LoggedEvent, other: &LoggedEvent) -> bool {
    if source_of(one) == source_of(other) || one.record.id != other.record.id || one.record.code != other.record.code {
        return false;
    }
    let zones = match (one.at, other.at) {
        (Some(one), Some(other)) => (one - other).abs() <= 14 * 3600 && (one - other).abs() % 900 < 2,
        (one, other) => one == other,
    };
    let retold = other.record.provider == Some(Provider::OsppVbs);
    zones && (retold || one.record.fields == other.record.fields)
}
