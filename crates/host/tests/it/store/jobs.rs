//! Jobs: what machines are to do, and what became of it.

use super::{Engine, NOW, cmid, commit};
use muster_core::{
    client::activation::ActivationType,
    code::{self, Code},
    id::{ActivationId, OrderId},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    order::Task,
    time::{Moment, Span},
};
use muster_host::store::{Changes, Job, JobCounts, JobOrder, JobStore, ManagedMachine, OrderIds, SealedBytes, Store};

const PRODUCT: ActivationId = ActivationId::from_bytes([7; 16]);
const FIRST: OrderId = OrderId::from_bytes([0; 16]);

fn at(minutes: u32) -> Moment {
    NOW + Span::minutes(minutes)
}

pub(super) fn job(task: Task) -> Job {
    let key_tail = (task == Task::InstallKey).then(|| "3V66T".to_owned());
    Job { id: 0, created: NOW, until: NOW + Span::days(30), author: "kim".into(), task, key_tail, cancelled: None }
}

fn order_id(number: u32) -> OrderId {
    OrderId::from_bytes(u128::from(number).to_be_bytes())
}

pub(super) fn order(number: u32, machine: u32) -> JobOrder {
    JobOrder {
        id: order_id(number),
        job: 0,
        cmid: cmid(machine),
        machine: format!("pc-{machine}"),
        sealed: Some(SealedBytes { enc: vec![1; 32], ciphertext: vec![2; 45] }),
        fetched: None,
        outcome: None,
        ids: OrderIds::default(),
    }
}

pub(super) fn managed(number: u8) -> ManagedMachine {
    ManagedMachine { cmid: cmid(number.into()), signing: [number; 32], sealing: [number + 1; 32], since: NOW }
}

/// The numbers of a machine's open orders.
fn open(store: &mut dyn Store, machine: u32, now: Moment, limit: u32) -> Vec<OrderId> {
    store.fetch_orders(cmid(machine), now, limit).expect("orders").iter().map(|order| order.id).collect()
}

pub(super) fn a_job_is_stored_with_its_orders(engine: &Engine) {
    let tasks = [
        Task::InstallKey,
        Task::SetActivationType(ActivationType::Token, None),
        Task::SetActivationType(ActivationType::All, Some(PRODUCT)),
        Task::Activate(None),
        Task::RemoveKey(PRODUCT),
        Task::ProxyActivate(PRODUCT),
        Task::Reapply(PRODUCT),
    ];
    let mut store = engine.open();
    let mut stored = Vec::new();
    for (number, task) in (1..).zip(tasks) {
        let id = store.add_job(&job(task), &[order(10 * number, 1), order(10 * number + 1, 2)]).expect("stored");
        stored.push(Job { id, ..job(task) });
    }
    let mut store = engine.open();
    stored.reverse();
    assert_eq!(store.jobs_before(i64::MAX, 10).expect("jobs"), stored, "newest first");
    assert_eq!(store.jobs_before(stored[1].id, 2).expect("jobs"), stored[2..4]);
    assert_eq!(store.job(stored[6].id).expect("read"), Some(stored[6].clone()));
    assert_eq!(store.job(stored[0].id + 1).expect("read"), None);
    let of = |number, machine| JobOrder { job: stored[6].id, ..order(number, machine) };
    assert_eq!(store.job_orders_from(stored[6].id, FIRST).expect("orders"), [of(10, 1), of(11, 2)]);
    assert_eq!(store.job_orders_from(stored[6].id, order_id(11)).expect("orders"), [of(11, 2)]);
}

/// Two orders of one name: neither the job nor any of its orders is there.
pub(super) fn a_job_is_stored_whole_or_not_at_all(engine: &Engine) {
    let mut store = engine.open();
    assert!(store.add_job(&job(Task::InstallKey), &[order(1, 1), order(1, 2)]).is_err());
    assert_eq!(store.jobs_before(i64::MAX, 10).expect("jobs"), []);
    assert_eq!(open(&mut *store, 1, NOW, 10), []);
}

pub(super) fn a_machine_fetches_its_open_orders_oldest_first(engine: &Engine) {
    let mut store = engine.open();
    let first = store.add_job(&job(Task::InstallKey), &[order(9, 1), order(2, 2)]).expect("stored");
    let second = store.add_job(&job(Task::Activate(None)), &[order(3, 1)]).expect("stored");
    let ending = Job { until: at(5), ..job(Task::Activate(None)) };
    store.add_job(&ending, &[order(4, 1)]).expect("stored");
    assert_eq!(open(&mut *store, 1, at(4), 2), [order_id(9), order_id(3)]);
    assert_eq!(open(&mut *store, 1, at(5), 10), [order_id(9), order_id(3)], "the third has ended");
    assert_eq!(open(&mut *store, 3, at(4), 10), []);
    let fetched = |store: &mut dyn Store, job| -> Vec<Option<Moment>> {
        store.job_orders_from(job, FIRST).expect("orders").iter().map(|order| order.fetched).collect()
    };
    assert_eq!(fetched(&mut *store, first), [None, Some(at(4))], "when it was fetched first");
    assert_eq!(fetched(&mut *store, second), [Some(at(4))]);
    let sealed = store.fetch_orders(cmid(1), at(6), 1).expect("orders").remove(0);
    assert_eq!((sealed.sealed, sealed.job), (order(9, 1).sealed, first), "it is handed out until it is reported");
}

pub(super) fn an_outcome_is_stored_once_and_wipes_the_key(engine: &Engine) {
    let mut store = engine.open();
    let id = store.add_job(&job(Task::InstallKey), &[order(1, 1), order(2, 2), order(3, 1)]).expect("stored");
    let outcomes = [(order_id(1), code::SUCCESS), (order_id(2), code::SUCCESS), (order_id(77), code::SUCCESS)];
    assert_eq!(store.report_outcomes(cmid(1), &outcomes, at(1)).expect("stored"), [(id, code::SUCCESS)]);
    let again = store.report_outcomes(cmid(1), &[(order_id(1), code::TIMEOUT)], at(2)).expect("nothing to store");
    assert_eq!(again, []);
    store.report_outcomes(cmid(1), &[(order_id(3), code::COUNT_TOO_LOW)], at(3)).expect("stored");
    store.report_outcomes(cmid(1), &[], at(3)).expect("nothing to store");
    let mut store = engine.open();
    let orders = store.job_orders_from(id, FIRST).expect("orders");
    let seen: Vec<_> = orders.iter().map(|order| (order.outcome, order.sealed.is_some())).collect();
    let expected = [(Some((at(1), code::SUCCESS)), false), (None, true), (Some((at(3), code::COUNT_TOO_LOW)), false)];
    assert_eq!(seen, expected, "another machine's order is not its to report");
    let other = store.add_job(&job(Task::Activate(None)), &[order(9, 1)]).expect("stored");
    let counts = |job, done, failed, machines| JobCounts { job, machines, done, failed, unconfirmed: 0 };
    let both = [counts(id, 1, 1, 3), counts(other, 0, 0, 1)];
    assert_eq!(store.job_counts(id, other).expect("counted"), both);
    assert_eq!(store.job_counts(other, i64::MAX).expect("counted"), both[1..]);
    store.report_outcomes(cmid(1), &[(order_id(9), code::SUCCESS)], at(3)).expect("stored");
    assert_eq!(open(&mut *store, 1, at(4), 10), []);
    assert_eq!(open(&mut *store, 2, at(4), 10), [order_id(2)]);
}

pub(super) fn a_job_is_taken_back_once_and_its_keys_are_wiped(engine: &Engine) {
    let mut store = engine.open();
    let id = store.add_job(&job(Task::InstallKey), &[order(1, 1)]).expect("stored");
    let other = store.add_job(&job(Task::InstallKey), &[order(2, 1)]).expect("stored");
    assert_eq!(open(&mut *store, 1, at(1), 10), [order_id(1), order_id(2)]);
    let done = [(id, at(2)), (id, at(3)), (other + 1, at(3))].map(|(id, now)| store.cancel_job(id, now));
    assert_eq!(done.map(|done| done.expect("done")), [true, false, false]);
    let mut store = engine.open();
    assert_eq!(store.job(id).expect("read").and_then(|job| job.cancelled), Some(at(2)));
    assert_eq!(open(&mut *store, 1, at(4), 10), [order_id(2)]);
    assert_eq!(store.job_orders_from(id, FIRST).expect("orders")[0].sealed, None);
    // An agent that had it in hand tells what it did.
    store.report_outcomes(cmid(1), &[(order_id(1), code::SUCCESS)], at(5)).expect("stored");
    let order = store.job_orders_from(id, FIRST).expect("orders").remove(0);
    assert_eq!(order.outcome, Some((at(5), code::SUCCESS)));
}

pub(super) fn the_first_keys_of_a_machine_hold_until_it_is_released(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(store.managed_machine(cmid(1)).expect("read"), None);
    assert_eq!(store.announce(&managed(1)).expect("stored"), managed(1));
    let imitation = ManagedMachine { signing: [9; 32], sealing: [9; 32], ..managed(1) };
    assert_eq!(store.announce(&imitation).expect("read"), managed(1), "the first holds");
    store.announce(&managed(2)).expect("stored");
    assert_eq!(store.managed_machines_from(cmid(0)).expect("read"), [managed(1), managed(2)]);
    assert_eq!(store.managed_machines_from(cmid(2)).expect("read"), [managed(2)]);
    commit(&mut *store, Changes { forgotten: vec![cmid(1)], ..Changes::default() });
    assert_eq!(engine.open().managed_machines_from(cmid(0)).expect("read"), [managed(2)]);
    assert_eq!(store.announce(&imitation).expect("stored"), imitation);
}

fn iid(number: u8) -> InstallationId {
    let (hardware, nonce, proof) = ([number; 6], [number; 3], [number; 6]);
    InstallationId { claim: KeyClaim::setup(1), target: ActivationTarget::Machine, hardware, nonce, proof }
}

fn cid(number: u8) -> ConfirmationId {
    ConfirmationId { slot: number.into(), masked: [number; 15] }
}

/// Machine 1 has told its installation id for every order of a job, and got an answer.
pub(super) fn store_ids(store: &mut dyn JobStore, job: i64) {
    let orders = store.job_orders_from(job, FIRST).expect("orders");
    let told: Vec<_> = orders.iter().map(|order| (order.id, iid(1))).collect();
    store.store_installation_ids(cmid(1), &told, at(1)).expect("stored");
    let answers: Vec<_> = orders.iter().map(|order| (order.id, Ok(cid(1)))).collect();
    assert_eq!(store.store_answers(job, &answers, at(2)).expect("stored"), 1);
}

pub(super) fn an_order_takes_its_ids_once_and_keeps_them(engine: &Engine) {
    let mut store = engine.open();
    let stored = OrderIds {
        installation_id: Some(iid(5)),
        identified: None,
        confirmation_id: Some(cid(5)),
        answer: Some((at(0), code::SUCCESS)),
    };
    let again = JobOrder { ids: stored.clone(), sealed: None, ..order(4, 1) };
    let plain = |number, machine| JobOrder { sealed: None, ..order(number, machine) };
    let id =
        store.add_job(&job(Task::ProxyActivate(PRODUCT)), &[plain(1, 1), plain(2, 2), plain(3, 1)]).expect("stored");
    let reapplied = store.add_job(&job(Task::Reapply(PRODUCT)), &[again]).expect("stored");
    let other = store.add_job(&job(Task::Activate(None)), &[plain(9, 1)]).expect("stored");
    assert_eq!(open(&mut *store, 1, at(1), 10), [1, 3, 4, 9].map(order_id));
    let told = [(order_id(1), iid(1)), (order_id(2), iid(2)), (order_id(4), iid(4)), (order_id(9), iid(9))];
    store.store_installation_ids(cmid(1), &told, at(1)).expect("stored");
    store.store_installation_ids(cmid(1), &[(order_id(1), iid(7))], at(2)).expect("nothing to store");
    store.store_installation_ids(cmid(1), &[], at(2)).expect("nothing to store");
    // What waits for the authority is not handed out, and what is stored with its confirmation id is.
    assert_eq!(open(&mut *store, 1, at(1), 10), [3, 4, 9].map(order_id));
    assert_eq!(open(&mut *store, 2, at(1), 10), [order_id(2)]);
    assert_eq!(
        store.job_counts(id, other).expect("counted").iter().map(|job| job.unconfirmed).collect::<Vec<_>>(),
        [1, 0, 0]
    );
    let refused: Result<ConfirmationId, Code> = Err(code::MAK_LIMIT_EXCEEDED);
    let answers = [(order_id(1), refused), (order_id(2), Ok(cid(2))), (order_id(4), Ok(cid(4)))];
    assert_eq!(store.store_answers(id, &answers, at(3)).expect("stored"), 1, "another's, and another job's");
    assert_eq!(store.store_answers(id, &[(order_id(1), Ok(cid(1)))], at(4)).expect("stored"), 1);
    assert_eq!(store.store_answers(id, &[(order_id(1), Ok(cid(8))), (order_id(1), refused)], at(5)).expect("done"), 0);
    let mut store = engine.open();
    let ids = |store: &mut dyn Store, job: i64| -> Vec<OrderIds> {
        store.job_orders_from(job, FIRST).expect("orders").into_iter().map(|order| order.ids).collect()
    };
    let first = OrderIds {
        installation_id: Some(iid(1)),
        identified: Some(at(1)),
        confirmation_id: Some(cid(1)),
        answer: Some((at(4), code::SUCCESS)),
    };
    assert_eq!(ids(&mut *store, id), [first.clone(), OrderIds::default(), OrderIds::default()]);
    assert_eq!(ids(&mut *store, reapplied), [OrderIds { identified: Some(at(1)), ..stored }]);
    assert_eq!(ids(&mut *store, other), [OrderIds::default()]);
    let handed = store.fetch_orders(cmid(1), at(6), 1).expect("orders").remove(0);
    assert_eq!((handed.id, handed.ids), (order_id(1), first.clone()));
    // The same hardware may need them again.
    store.report_outcomes(cmid(1), &[(order_id(1), code::SUCCESS)], at(7)).expect("stored");
    store.cancel_job(id, at(8)).expect("cancelled");
    assert_eq!(ids(&mut *store, id)[0], first);
    assert_eq!(store.store_answers(id, &[(order_id(1), Ok(cid(8)))], at(9)).expect("done"), 0);
}
