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
            LoggedEvent { at, order: at, place: 0, record: Arc::clone(record), cites: cites.clone() }
        };
        let mut logged: Vec<LoggedEvent> = own.into_iter().map(logged_event).collect();
        if is_descending(&logged) {
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
    for (place, event) in kept.iter_mut().enumerate() {
        event.place = place;
    }
    kept
}

/// Whether a source begins with the newest, as viewers list events. Where nothing is dated and no day is written, the order of the text
/// is the order of time.
fn is_descending(logged: &[LoggedEvent]) -> bool {
    let mut dated = logged.iter().filter_map(|event| event.at);
    let mut days = logged.iter().filter_map(|event| day(&event.record.time));
    match dated.next() {
        Some(first) => dated.next_back().is_some_and(|last| first > last),
        None => days.next().zip(days.next_back()).is_some_and(|(first, last)| first > last),
    }
}

/// The numbers of a day that people write without its year, `11/05 08:58` or `05.11. 08:58`, and of its clock.
fn day(time: &str) -> Option<[u32; 4]> {
    let (date, clock) = time.split_once(' ')?;
    let (hour, minute) = clock.split_once(':')?;
    let number = |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let [hour, minute] = [number(hour)?, number(minute.get(..2)?)?];
    let parts = |separator| date.split_once(separator).and_then(|(one, other)| Some((number(one)?, number(other)?)));
    parts('/').or_else(|| parts('.').map(|(day, month)| (month, day))).map(|(month, day)| [month, day, hour, minute])
}

/// Places the undated events of a source, which is in the order of time, between their dated neighbours.
fn place_undated(logged: &mut [LoggedEvent]) {
    let mut before = logged.iter().find_map(|event| event.at);
    for event in logged {
        before = event.at.or(before);
        event.order = before;
    }
}
