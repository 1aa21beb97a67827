//! Evidence of managed machines: the newest of each, until it is due or the machine is released.

use super::{Engine, NOW, cmid, commit, jobs::managed};
use muster_core::time::{Moment, Span};
use muster_host::store::{Changes, ManagedMachine, PAGE_ROWS, StoredEvidence};

fn at(second: u32) -> Moment {
    NOW + Span::seconds(second)
}

pub(super) fn evidence(machine: u32, second: u32) -> StoredEvidence {
    StoredEvidence {
        cmid: cmid(machine),
        told: at(second),
        received: at(second + 1),
        document: format!("{{\"it's\":{second}}}"),
    }
}

pub(super) fn the_newest_of_each_machine_is_kept(engine: &Engine) {
    let mut store = engine.open();
    for machine in [1, 2] {
        store.announce(&ManagedMachine { cmid: cmid(machine), ..managed(1) }).expect("stored");
    }
    for (machine, second, stored) in
        [(1, 5, true), (1, 4, false), (1, 5, false), (2, 4, true), (1, 9, true), (1, 6, false), (3, 1, false)]
    {
        let done = store.set_evidence(&evidence(machine, second)).expect("done");
        assert_eq!(done, stored, "machine {machine} at {second}; the third has no agent");
    }
    let mut store = engine.open();
    assert_eq!(store.evidence(cmid(1)).expect("read"), Some(evidence(1, 9)));
    assert_eq!(store.evidence(cmid(3)).expect("read"), None);
    assert_eq!(store.evidence_from(cmid(0)).expect("read"), [evidence(1, 9), evidence(2, 4)]);
    assert_eq!(store.evidence_from(cmid(2)).expect("read"), [evidence(2, 4)]);
}

pub(super) fn it_goes_when_it_is_due_and_with_its_machine(engine: &Engine) {
    let mut store = engine.open();
    let machines = PAGE_ROWS + 2;
    for machine in 0..machines {
        store.announce(&ManagedMachine { cmid: cmid(machine), ..managed(1) }).expect("stored");
        assert!(store.set_evidence(&evidence(machine, machine)).expect("stored"));
    }
    assert_eq!(store.prune_evidence(at(1)).expect("pruned"), 0, "the first came at this moment");
    assert_eq!(store.prune_evidence(at(3)).expect("pruned"), 2);
    assert_eq!(store.evidence_from(cmid(0)).expect("read")[0], evidence(2, 2));
    commit(&mut *store, Changes { forgotten: vec![cmid(3)], ..Changes::default() });
    assert_eq!(store.evidence(cmid(3)).expect("read"), None);
    let pages = [(), ()].map(|()| engine.open().prune_evidence(Moment::from_unix(i64::MAX)).expect("pruned"));
    assert_eq!(pages.iter().sum::<u64>(), u64::from(machines) - 3);
    assert!(pages[0] <= u64::from(PAGE_ROWS));
    assert_eq!(store.evidence_from(cmid(0)).expect("read"), []);
}
