//! The inventory: a row for each machine, product and hardware.

use super::{Engine, NOW, PRODUCT, change, cmid, commit, hardware, key};
use muster_core::{
    code,
    id::{ActivationId, Cmid, HardwareId},
    time::Span,
};
use muster_host::{
    MachineRow,
    store::{Changes, FIRST_KEY, InventoryStats, MachineChange, PAGE_ROWS, RowKey, Store},
};

fn machines(store: &mut dyn Store) -> Vec<MachineRow> {
    let mut rows = Vec::new();
    store.machines(&mut |row| rows.push(row)).expect("the inventory");
    rows
}

fn record(store: &mut dyn Store, rows: Vec<(RowKey, MachineChange)>) {
    let mut changes = Changes::default();
    rows.into_iter().for_each(|(key, change)| changes.record(key, change));
    commit(store, changes);
}

pub(super) fn requests_add_up_in_a_row(engine: &Engine) {
    let mut store = engine.open();
    let until = NOW + Span::days(180);
    record(&mut *store, vec![(key(1), MachineChange { activated_until: Some(until), ..change("pc-1", NOW) })]);
    let later = NOW + Span::days(7);
    let refused = MachineChange { last_code: code::CLOCK_SKEW, requests: 2, ..change("コンピューター", later) };
    let rolled_back = MachineChange { counter: 7, rolled_back: Some(NOW), ..change("pc-1", NOW) };
    // The counter is the newest; when a state was put back is kept.
    record(&mut *store, vec![(key(1), rolled_back)]);
    record(&mut *store, vec![(key(1), MachineChange { counter: 3, ..refused })]);
    let expected = MachineRow {
        cmid: cmid(1),
        product: PRODUCT,
        hardware: hardware(1),
        name: "コンピューター".into(),
        first_seen: NOW,
        last_seen: later,
        requests: 4,
        last_code: code::CLOCK_SKEW,
        activated_until: Some(until),
        counter: 3,
        rolled_back: Some(NOW),
    };
    let expected = [expected];
    assert_eq!(machines(&mut *store), expected);
    assert_eq!(machines(&mut *engine.open()), expected, "another connection sees the same");
}

pub(super) fn its_order_is_that_of_the_keys(engine: &Engine) {
    let mut store = engine.open();
    let mut keys: Vec<RowKey> = (0..PAGE_ROWS + 3).map(key).collect();
    let (first, last) = ([0; 16], [0xff; 16]);
    keys.push(FIRST_KEY);
    keys.push((Cmid::from_bytes(last), ActivationId::from_bytes(last), HardwareId::from_bytes(last)));
    keys.push((Cmid::from_bytes(first), ActivationId::from_bytes(first), HardwareId::from_bytes(last)));
    keys.push((Cmid::from_bytes(first), ActivationId::from_bytes(last), HardwareId::from_bytes(last)));
    record(&mut *store, keys.iter().rev().map(|key| (*key, change("pc", NOW))).collect());
    keys.sort();
    let found = machines(&mut *store);
    assert!(found.iter().map(|row| (row.cmid, row.product, row.hardware)).eq(keys), "{} rows", found.len());
}

pub(super) fn what_is_counted_over_it(engine: &Engine) {
    let mut store = engine.open();
    let stats = |store: &mut dyn Store| store.inventory_stats(NOW).expect("counted");
    assert_eq!(stats(&mut *store), InventoryStats { machines: 0, next_expiry: None });
    let until = |days: u32| MachineChange { activated_until: Some(NOW + Span::days(days)), ..change("pc", NOW) };
    let over = MachineChange { activated_until: Some(NOW), ..change("pc", NOW) };
    let rows = vec![(key(1), over), (key(2), change("pc", NOW)), (key(3), until(9)), (key(4), until(3))];
    record(&mut *store, rows);
    assert_eq!(stats(&mut *store), InventoryStats { machines: 4, next_expiry: Some(NOW + Span::days(3)) });
}

pub(super) fn a_released_machine_leaves_it(engine: &Engine) {
    let mut store = engine.open();
    let clone = (cmid(1), PRODUCT, hardware(9));
    record(&mut *store, [key(1), clone, key(2)].map(|key| (key, change("pc", NOW))).into());
    commit(&mut *store, Changes { forgotten: vec![cmid(1), cmid(7)], ..Changes::default() });
    let left: Vec<Cmid> = machines(&mut *store).iter().map(|row| row.cmid).collect();
    assert_eq!(left, [cmid(2)]);
    let known = [cmid(1), cmid(2), cmid(7)].map(|cmid| store.knows_machine(cmid).expect("read"));
    assert_eq!(known, [false, true, false]);
}
