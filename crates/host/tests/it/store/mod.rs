//! One suite for both engines: each case runs on SQLite and on a PostgreSQL server of its own.

mod clock;
mod console;
mod console_passkeys;
mod console_tokens;
mod console_views;
mod console_webhooks;
mod engine;
mod evidence;
mod history;
mod inventory;
mod jobs;
mod limits;
mod migrations;
mod move_to_postgres;
mod pools;
mod settings;
mod transactions;

use engine::{Engine, Server};
use muster_core::{
    code,
    event::RequestHandled,
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    time::Moment,
};
use muster_host::store::{Changes, MachineChange, RowKey, Store};
use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// What must hold, and the function that shows it.
type Case = (&'static str, fn(&Engine<'_>));

/// What must hold of a store, whatever engine it is. Each case begins with an empty one.
const CASES: &[Case] = &[
    ("clock: it only goes on, but by an administrator", clock::it_only_goes_on_but_by_an_administrator),
    ("console: an account is stored and replaced", console::an_account_is_stored_and_replaced),
    ("console: an account of a provider keeps who it is", console::an_account_of_a_provider_keeps_who_it_is),
    ("console: a link makes the first account, once", console::a_link_makes_the_first_account_once),
    ("console: a change of an account is recorded with it", console::a_change_of_an_account_is_recorded_with_it),
    ("console: the audit log is a chain that nobody changes", console::the_audit_log_is_a_chain_that_nobody_changes),
    ("console: a session is used and ends", console::a_session_is_used_and_ends),
    (
        "console: a passkey is stored, used and removed with its entry",
        console_passkeys::a_passkey_is_stored_used_and_removed_with_its_entry,
    ),
    (
        "console: an account without a password has no passkey",
        console_passkeys::an_account_without_a_password_has_no_passkey,
    ),
    (
        "console: a token is stored, used and removed with its entry",
        console_tokens::a_token_is_stored_used_and_removed_with_its_entry,
    ),
    (
        "console: a view is stored, moved and removed with its entry",
        console_views::a_view_is_stored_moved_and_removed_with_its_entry,
    ),
    (
        "console: an owner has so many views and takes them along",
        console_views::an_owner_has_so_many_views_and_takes_them_along,
    ),
    (
        "console: a webhook is stored and removed with what is on its way",
        console_webhooks::a_webhook_is_stored_changed_and_removed_with_what_is_on_its_way,
    ),
    ("console: a delivery is claimed once and ends", console_webhooks::a_delivery_is_claimed_once_and_ends),
    ("console: what was announced is told by one alone", console_webhooks::what_was_announced_is_told_by_one_alone),
    ("console: failed sign-ins add up", console::failed_sign_ins_add_up),
    ("console: pages hold each machine once, in every order", console::pages_hold_each_machine_once_in_every_order),
    ("console: a page is filtered by name, state and product", console::a_page_is_filtered_by_name_state_and_product),
    ("hosts that share the store see one another", settings::hosts_that_share_the_store_see_one_another),
    ("console: those that are silent are found and counted", console::those_that_are_silent_are_found_and_counted),
    ("console: machines are counted by product and state", console::machines_are_counted_by_product_and_state),
    (
        "console: one machine has its rows and its newest requests",
        console::one_machine_has_its_rows_and_its_newest_requests,
    ),
    ("evidence: the newest of each machine is kept", evidence::the_newest_of_each_machine_is_kept),
    ("evidence: it goes when it is due and with its machine", evidence::it_goes_when_it_is_due_and_with_its_machine),
    ("history: events come newest first", history::events_come_newest_first),
    ("history: requests come newest first, across pages", history::requests_come_newest_first_across_pages),
    ("history: what is old is pruned, a page at a time", history::what_is_old_is_pruned_a_page_at_a_time),
    ("inventory: a machine's requests add up in its row", inventory::requests_add_up_in_a_row),
    ("inventory: its order is that of the keys, across pages", inventory::its_order_is_that_of_the_keys),
    ("inventory: what is counted over it", inventory::what_is_counted_over_it),
    ("inventory: a released machine leaves it", inventory::a_released_machine_leaves_it),
    ("jobs: a job is stored with its orders", jobs::a_job_is_stored_with_its_orders),
    ("jobs: a job is stored whole or not at all", jobs::a_job_is_stored_whole_or_not_at_all),
    ("jobs: a machine fetches its open orders, oldest first", jobs::a_machine_fetches_its_open_orders_oldest_first),
    ("jobs: an outcome is stored once and wipes the key", jobs::an_outcome_is_stored_once_and_wipes_the_key),
    ("jobs: a job is taken back once and its keys are wiped", jobs::a_job_is_taken_back_once_and_its_keys_are_wiped),
    ("jobs: an order takes its ids once and keeps them", jobs::an_order_takes_its_ids_once_and_keeps_them),
    (
        "jobs: the first keys of a machine hold until it is released",
        jobs::the_first_keys_of_a_machine_hold_until_it_is_released,
    ),
    (
        "limits: no more rows of a machine are read than it may have",
        limits::no_more_rows_of_a_machine_are_read_than_it_may_have,
    ),
    ("limits: a row makes room for another", limits::a_row_makes_room_for_another),
    ("limits: refusals are added up", limits::refusals_are_added_up),
    ("limits: what is left of a limit is kept", limits::what_is_left_of_a_limit_is_kept),
    ("pools: at most twice the threshold, for 30 days", pools::at_most_twice_the_threshold_for_30_days),
    ("pools: each application has its own", pools::each_application_has_its_own),
    ("pools: SQL can read them", pools::sql_can_read_them),
    ("pools: they do not grow with the fleet", pools::they_do_not_grow_with_the_fleet),
    ("pools: the order within a second is kept", pools::the_order_within_a_second_is_kept),
    ("pools: what is stored is what was decided", pools::what_is_stored_is_what_was_decided),
    ("settings: they are the documented ones until they are set", settings::they_are_stored),
    ("settings: two changes at once are both kept", settings::two_changes_at_once_are_both_kept),
    ("settings: each published record once", settings::each_published_record_once),
    ("settings: the last notice of each end", settings::the_last_notice_of_each_end),
    ("settings: a probe leaves nothing", settings::a_probe_leaves_nothing),
    ("transactions: a clone is loaded beside the machine", transactions::a_clone_is_loaded_beside_the_machine),
    ("transactions: nothing remains of one that failed", transactions::nothing_remains_of_one_that_failed),
    ("transactions: counters add up", transactions::counters_add_up),
    ("transactions: nobody decides by the same count meanwhile", transactions::nobody_decides_by_the_same_count),
    ("transactions: two requests of one machine in one group", transactions::two_requests_of_one_machine_in_one_group),
];

#[test]
fn sqlite_conforms() {
    conforms(&|_| Engine::sqlite());
}

#[test]
fn postgres_conforms() {
    let server = Server::start();
    conforms(&|number| Engine::postgres(&server, &format!("case_{number}")));
}

fn conforms<'s>(engine: &dyn Fn(usize) -> Engine<'s>) {
    let failed = |(number, (name, case)): (usize, &Case)| {
        let engine = engine(number);
        catch_unwind(AssertUnwindSafe(|| case(&engine))).is_err().then_some(*name)
    };
    let failed: Vec<&str> = CASES.iter().enumerate().filter_map(failed).collect();
    assert!(failed.is_empty(), "{} of {} cases fail: {failed:#?}", failed.len(), CASES.len());
}

const LEDGER: ApplicationId = ApplicationId::from_bytes([1; 16]);
const PAYROLL: ApplicationId = ApplicationId::from_bytes([2; 16]);
const THRESHOLD: u32 = 3;
const APPLICATIONS: &[(ApplicationId, u32)] = &[(LEDGER, THRESHOLD), (PAYROLL, 1)];
const PRODUCT: ActivationId = ActivationId::from_bytes([3; 16]);
/// 2026-11-21T10:00:00Z.
const NOW: Moment = Moment::from_unix(1_795_255_200);

fn cmid(number: u32) -> Cmid {
    Cmid::from_bytes(u128::from(number).to_be_bytes())
}

fn hardware(number: u32) -> HardwareId {
    HardwareId::from_bytes(u128::from(number).to_be_bytes())
}

fn key(number: u32) -> RowKey {
    (cmid(number), PRODUCT, hardware(number))
}

fn change(name: &str, at: Moment) -> MachineChange {
    MachineChange {
        name: name.to_owned(),
        first_seen: at,
        last_seen: at,
        requests: 1,
        last_code: code::SUCCESS,
        activated_until: None,
        counter: 1,
        rolled_back: None,
    }
}

fn request(number: u32, at: Moment) -> RequestHandled {
    RequestHandled {
        at,
        code: code::CLOCK_SKEW,
        threshold: 25,
        machine: format!("pc-{number}"),
        cmid: cmid(number),
        client_time: at,
        virtual_machine: number.is_multiple_of(2),
        status: 5,
        minutes_left: u32::MAX - number,
        product: PRODUCT,
        count: number,
    }
}

/// Commits changes that depend on nothing.
fn commit(store: &mut dyn Store, changes: Changes) {
    let mut changes = Some(changes);
    let stored = store.with_transaction(APPLICATIONS, &BTreeSet::new(), &mut |_, _| changes.take().expect("one call"));
    stored.expect("committed");
}

/// Lets machines ask at a time, in one transaction; returns the counts.
fn admit(store: &mut dyn Store, application: ApplicationId, numbers: &[u32], at: Moment) -> Vec<u32> {
    let mut counts = Vec::new();
    let stored = store.with_transaction(APPLICATIONS, &BTreeSet::new(), &mut |_, state| {
        let pool = state.pools.get_mut(&application).expect("a pool");
        counts.extend(numbers.iter().map(|number| pool.admit(cmid(*number), at)));
        Changes { pools: [application].into(), ..Changes::default() }
    });
    stored.expect("committed");
    counts
}
