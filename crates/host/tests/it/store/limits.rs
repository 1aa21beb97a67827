//! What strangers cost a store: rows of one machine, sums of refused requests, and what is left of each network's limit.

use super::{APPLICATIONS, Engine, NOW, PRODUCT, change, cmid, commit, hardware, key};
use muster_core::{
    code,
    host::{group::ENTRIES_MAX, refusals::Refusals},
    time::Span,
};
use muster_host::store::Changes;

pub(super) fn no_more_rows_of_a_machine_are_read_than_it_may_have(engine: &Engine) {
    let mut store = engine.open();
    let mut changes = Changes::default();
    for number in 0..3 * ENTRIES_MAX as u32 {
        changes.record((cmid(1), PRODUCT, hardware(number)), change("pc-1", NOW));
    }
    commit(&mut *store, changes);
    let mut read = 0;
    let stored = store.with_transaction(APPLICATIONS, &[cmid(1)].into(), &mut |_, state| {
        read = state.machines.get(&cmid(1)).map_or(0, Vec::len);
        Changes::default()
    });
    stored.expect("committed");
    assert_eq!(read, ENTRIES_MAX);
}

pub(super) fn a_row_makes_room_for_another(engine: &Engine) {
    let mut store = engine.open();
    let other = (cmid(1), PRODUCT, hardware(9));
    let mut changes = Changes::default();
    changes.record(key(1), change("pc-1", NOW));
    changes.record(key(2), change("pc-2", NOW));
    commit(&mut *store, changes);
    let mut changes = Changes::default();
    changes.record(key(1), change("pc-1", NOW));
    changes.evict(key(1));
    changes.record(other, change("pc-9", NOW));
    commit(&mut *store, changes);
    assert_eq!(engine.sql("SELECT name, requests FROM machine ORDER BY name"), "pc-2|1\npc-9|1");
}

pub(super) fn refusals_are_added_up(engine: &Engine) {
    let mut store = engine.open();
    let network = |text: &str| text.parse().expect("a network");
    let refused = |requests, at| Refusals { requests, first: at, last: at };
    let row = |network| (20_778, code::ACCESS_DENIED, network);
    let later = NOW + Span::seconds(60);
    for (requests, at) in [(3, NOW), (4_000, later)] {
        let refusals = [(row(network("192.0.2.1/32")), refused(requests, at))].into();
        commit(&mut *store, Changes { refusals, ..Changes::default() });
    }
    commit(&mut *store, Changes { refusals: [(row(network("::/0")), refused(1, NOW))].into(), ..Changes::default() });
    let sum = Refusals { requests: 4_003, first: NOW, last: later };
    let expected = [(row(network("192.0.2.1/32")), sum), (row(network("::/0")), refused(1, NOW))];
    assert_eq!(store.refusals(9).expect("sums"), expected);
    assert_eq!(store.refusals(1).expect("sums"), expected[..1]);
    store.prune(later).expect("pruned");
    assert_eq!(store.refusals(9).expect("sums"), expected[..1]);
}

pub(super) fn what_is_left_of_a_limit_is_kept(engine: &Engine) {
    let mut store = engine.open();
    let network = |text: &str| text.parse().expect("a network");
    let millis = NOW.unix() * 1_000;
    let (near, far) = (network("192.0.2.1/32"), network("2001:db8::/64"));
    commit(&mut *store, Changes { rate_limits: [(near, millis), (far, 7)].into(), ..Changes::default() });
    commit(&mut *store, Changes { rate_limits: [(near, millis + 500)].into(), ..Changes::default() });
    let mut again = engine.open();
    assert_eq!(again.rate_limits(9).expect("limits"), [(near, millis + 500), (far, 7)]);
    assert_eq!(again.rate_limits(1).expect("limits"), [(near, millis + 500)]);
    again.prune_rate_limits(NOW).expect("pruned");
    assert_eq!(store.rate_limits(9).expect("limits"), [(near, millis + 500)]);
}
