//! Orders the events of all sources by time, and drops those that several exports hold.

use super::{logged_event::LoggedEvent, twins};
use muster_evidence::{
    Evidence, Kind,
    fact::{Cite, Fact, Provider, Record},
    stamp::Stamp,
};
use std::{collections::BTreeMap, sync::Arc};

/// An event and the lines that it was read from.
type Cited<'f> = (&'f Arc<Record>, &'f Vec<Cite>);

/// All events, oldest first; what several exports hold of one event is taken once.
pub(super) fn oldest_first(facts: &[&Fact], evidence: &[Evidence]) -> Vec<LoggedEvent> {
    let mut sources: BTreeMap<usize, Vec<Cited<'_>>> = BTreeMap::new();
    for fact in facts.iter().copied() {
        if let Fact::Event(record, cites) = fact
            && let Some(cite) = cites.first()
        {
            sources.entry(cite.file).or_default().push((record, cites));
        }
    }
    let mut found: Vec<LoggedEvent> = Vec::new();
    for own in sources.into_values() {
        let logged_event = |(record, cites): Cited<'_>| {
            let at = record.at.map(Stamp::seconds);
            LoggedEvent { at, order: at, record: Arc::clone(record), cites: cites.clone() }
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
    // Where one source holds all events there are no twins.
    let several = found.iter().any(|event| event.source() != found.first().and_then(LoggedEvent::source));
    let mut kept = if several { twins::once(found) } else { found };
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
