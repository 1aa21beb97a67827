//! One event in several exports: the same values, and times that differ by a time zone at most.

use super::logged_event::LoggedEvent;
use muster_core::code::Code;
use muster_evidence::fact::{EventField, Provider};
use std::collections::{BTreeMap, HashMap};

/// Time zones differ by at most so many seconds, and by quarters of an hour.
const ZONES_MAX: i64 = 14 * 3600;
const QUARTER: i64 = 900;

/// What twins have in common. The fields of an event that somebody retold are not all there.
type Alike = (u32, Option<Code>, Option<Vec<(EventField, String)>>);

/// Each event once: of twins the first one.
pub(super) fn once(events: Vec<LoggedEvent>) -> Vec<LoggedEvent> {
    let has_retold = events.iter().any(is_retold);
    let mut known: HashMap<Alike, Known> = HashMap::new();
    let mut kept = Vec::new();
    for event in events {
        let own = alike(&event, !is_retold(&event));
        if known.get(&own).is_some_and(|known| known.has_twin_of(&event)) {
            continue;
        }
        // A retold event is compared with all others by number and code alone.
        if has_retold {
            known.entry(alike(&event, false)).or_default().add(&event);
        }
        known.entry(alike(&event, true)).or_default().add(&event);
        kept.push(event);
    }
    kept
}

fn is_retold(event: &LoggedEvent) -> bool {
    event.record.provider == Some(Provider::OsppVbs)
}

fn alike(event: &LoggedEvent, with_fields: bool) -> Alike {
    (event.record.id, event.record.code, with_fields.then(|| event.record.fields.clone()))
}

/// The events of one kind so far.
#[derive(Default)]
struct Known {
    /// By the second of the quarter of an hour, and by time: the sources.
    dated: HashMap<i64, BTreeMap<i64, Vec<Option<usize>>>>,
    undated: Vec<Option<usize>>,
}

impl Known {
    fn add(&mut self, event: &LoggedEvent) {
        let source = event.source();
        let sources = match event.at {
            Some(at) => self.dated.entry(at.rem_euclid(QUARTER)).or_default().entry(at).or_default(),
            None => &mut self.undated,
        };
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    /// Whether another source has the event, in this time zone or another.
    fn has_twin_of(&self, event: &LoggedEvent) -> bool {
        let source = event.source();
        let of_another = |sources: &Vec<Option<usize>>| sources.iter().any(|known| *known != source);
        let Some(at) = event.at else { return of_another(&self.undated) };
        // Clocks that were rounded differ by a second more.
        (-1..=1).any(|second: i64| {
            let known = self.dated.get(&(at + second).rem_euclid(QUARTER));
            let near = known.into_iter().flat_map(|known| known.range(at - ZONES_MAX..=at + ZONES_MAX));
            near.filter(|(known, _)| (*known - at).abs() % QUARTER < 2).any(|(_, sources)| of_another(sources))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::once;
    use crate::case::logged_event::LoggedEvent;
    use muster_evidence::fact::{Cite, EventField, Provider, Record};

    fn event(file: usize, at: Option<i64>, machine: &str) -> LoggedEvent {
        let fields = vec![(EventField::Machine, machine.to_owned())];
        let provider = (machine == "retold").then_some(Provider::OsppVbs);
        let record = Record { id: 12290, fields, provider, ..Record::default() };
        let cites = vec![Cite { file, line: Some(1), ..Cite::default() }];
        LoggedEvent { at, order: at, place: 0, record: record.into(), cites }
    }

    fn check(events: &[(usize, Option<i64>, &str)], kept: usize) {
        let events = events.iter().map(|(file, at, machine)| event(*file, *at, machine)).collect();
        assert_eq!(once(events).len(), kept);
    }

    #[test]
    fn what_two_exports_hold_of_one_event_is_taken_once() {
        check(&[(0, Some(1_000), "a"), (1, Some(1_000), "a")], 1);
        check(&[(0, Some(1_000), "a"), (1, Some(1_000 + 9 * 3600), "a")], 1);
        check(&[(0, Some(1_000), "a"), (1, Some(1_001 - 9 * 3600), "a")], 2);
        check(&[(0, Some(1_000), "a"), (1, Some(999 - 9 * 3600), "a")], 1);
        check(&[(0, Some(1_000), "a"), (1, Some(1_001), "a"), (2, Some(999), "a")], 1);
        check(&[(0, None, "a"), (1, None, "a")], 1);
        check(&[(0, Some(1_000), "a"), (1, Some(1_000), "retold")], 1);
    }

    #[test]
    fn different_events_stay_apart() {
        check(&[(0, Some(1_000), "a"), (0, Some(1_000), "a")], 2);
        check(&[(0, Some(1_000), "a"), (1, Some(1_000), "b")], 2);
        check(&[(0, Some(1_000), "a"), (1, Some(1_300), "a")], 2);
        check(&[(0, Some(1_000), "a"), (1, Some(1_000 + 15 * 3600), "a")], 2);
        check(&[(0, None, "a"), (0, None, "a"), (1, Some(5), "a")], 3);
    }

    /// The events are as many as a busy host logs in weeks; comparing each with all others would take minutes.
    #[test]
    fn many_events_of_two_exports_take_no_longer_each() {
        let of = |file: usize| (0..50_000).map(move |second| (file, Some(second), "a"));
        let all: Vec<_> = of(0).chain(of(1)).collect();
        check(&all, 50_000);
    }
}
