//! What is known of the time: the newest that was certain, and an administrator's word.

use super::{APPLICATIONS, Engine, NOW, commit};
use muster_core::time::{Moment, Span};
use muster_host::store::{Changes, StoredClock};
use std::collections::BTreeSet;

pub(super) fn it_only_goes_on_but_by_an_administrator(engine: &Engine) {
    let mut store = engine.open();
    let stored = |latest: Option<Moment>, confirmed, pruned| StoredClock { latest, confirmed, pruned, server: None };
    let mut found = || {
        let mut seen = None;
        let read = store.with_transaction(APPLICATIONS, &BTreeSet::new(), &mut |group, _| {
            seen = Some(group.clock);
            Changes::default()
        });
        read.expect("read");
        let clock = engine.open().clock().expect("read");
        assert_eq!(clock.server.is_some(), matches!(engine, Engine::Postgres { .. }), "only a server has a clock");
        let clock = StoredClock { server: None, ..clock };
        assert_eq!(seen.map(|clock| StoredClock { server: None, ..clock }), Some(clock));
        clock
    };
    assert_eq!(found(), StoredClock::default());
    let other = || engine.open();
    commit(&mut *other(), Changes { latest: Some(NOW), ..Changes::default() });
    commit(&mut *other(), Changes { latest: Some(NOW - Span::days(1)), ..Changes::default() });
    assert_eq!(found(), stored(Some(NOW), None, None));
    let later = NOW + Span::days(1);
    other().advance_clock(later).expect("stored");
    other().advance_clock(NOW).expect("stored");
    other().set_pruned(NOW).expect("stored");
    assert_eq!(found(), stored(Some(later), None, Some(NOW)));
    other().confirm_clock(NOW).expect("stored");
    assert_eq!(found(), stored(Some(NOW), Some(NOW), Some(NOW)));
}
