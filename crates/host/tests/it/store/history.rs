//! Requests and events: their order, their pages, and what is pruned.

use super::{Engine, NOW, commit, request};
use muster_core::{
    code,
    event::{Occurrence, RequestHandled},
    time::Span,
};
use muster_host::store::{Changes, PAGE_ROWS, Pruned};
use muster_proto::event::Event;

fn note(number: u32) -> Event {
    Event::new(&Occurrence::PackInstalled { version: number }, NOW + Span::seconds(number))
}

pub(super) fn events_come_newest_first(engine: &Engine) {
    let mut store = engine.open();
    commit(&mut *store, Changes { events: (0..3).map(note).collect(), ..Changes::default() });
    let error = Event::new(
        &Occurrence::PublishFailed {
            code: code::ACCESS_DENIED,
            domain: "corp.test",
            detail: "refused, \"no\"\n%",
            record: "_vlmcs …",
        },
        NOW,
    );
    store.add_event(&error).expect("stored");
    // The order is that of the storing, not of the clock.
    assert_eq!(store.events(9).expect("events"), [error.clone(), note(2), note(1), note(0)]);
    assert_eq!(store.events(2).expect("events"), [error, note(2)]);
    assert_eq!(store.events(0).expect("events"), []);
    assert_eq!(
        engine.sql("SELECT at, number, level FROM event WHERE number = 12407 ORDER BY id LIMIT 1"),
        "1795255200|12407|information"
    );
}

pub(super) fn requests_come_newest_first_across_pages(engine: &Engine) {
    let mut store = engine.open();
    let all: Vec<RequestHandled> = (0..2 * PAGE_ROWS + 7).map(|number| request(number, NOW)).collect();
    commit(&mut *store, Changes { requests: all.clone(), ..Changes::default() });
    let mut newest = |limit| {
        let mut found = Vec::new();
        store.requests(limit, &mut |request| found.push(request)).expect("requests");
        found
    };
    let expected: Vec<RequestHandled> = all.iter().rev().cloned().collect();
    assert!(newest(u32::MAX) == expected, "all of them");
    assert!(newest(PAGE_ROWS + 1) == expected[..=PAGE_ROWS as usize], "a page and one");
    assert!(newest(2) == expected[..2], "two");
    let first = store.requests_after(0).expect("a page");
    assert!(first.iter().map(|(_, request)| request).eq(&all[..PAGE_ROWS as usize]), "the oldest page");
}

pub(super) fn what_is_old_is_pruned_a_page_at_a_time(engine: &Engine) {
    let mut store = engine.open();
    let old = |number| request(number, NOW);
    let mut requests: Vec<RequestHandled> = (0..PAGE_ROWS + 5).map(old).collect();
    let later = NOW + Span::days(1);
    requests.extend((0..3).map(|number| request(number, later)));
    // Written late by a clock that was behind: it stays as long as one before it does.
    requests.push(request(9, NOW));
    commit(&mut *store, Changes { requests, events: (0..4).map(note).collect(), ..Changes::default() });
    assert_eq!(store.prune(NOW).expect("pruned"), Pruned::default());
    let before = NOW + Span::seconds(2);
    let pruned: Vec<Pruned> = (0..3).map(|_| store.prune(before).expect("pruned")).collect();
    let removed = |requests, events| Pruned { requests, events };
    assert_eq!(pruned, [removed(u64::from(PAGE_ROWS), 2), removed(6, 0), removed(0, 0)]);
    assert_eq!(store.events(9).expect("events"), [note(3), note(2)]);
    let mut left = Vec::new();
    store.requests(9, &mut |request| left.push(request.at)).expect("requests");
    assert_eq!(left, [later; 3]);
}
