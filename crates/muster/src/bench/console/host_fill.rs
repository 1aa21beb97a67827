//! A host that knows many machines, written into its store: most are activated, some have ended, wait or were refused. They were seen over
//! the last week, in the order of their ids, which are spread over the inventory.

use crate::{cmd::now, failure::Failure};
use muster_core::{
    client::license::Status,
    code,
    event::{Occurrence, RequestHandled},
    id::{ActivationId, Cmid, HardwareId},
    time::{Moment, Span},
};
use muster_host::{
    AuditEntry, ConsoleAction, ConsoleStore,
    store::{Changes, MachineChange, SqliteStore, Store},
};
use muster_proto::event::Event;
use muster_trust::jwk::SigningKey;
use rusqlite::{Connection, params};
use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr},
    path::Path,
};

/// Machines that are written at once.
const AT_ONCE: u32 = 10_000;
/// Requests in the history; the page of a machine looks through so many.
const REQUESTS: u32 = 200_000;
const EVENTS: u32 = 20_000;
const AUDIT_ENTRIES: u32 = 2_000;
const WEEK: u32 = 7 * 86_400;
const DEPARTMENTS: [&str; 8] = ["berlin", "kyoto", "london", "nagoya", "osaka", "paris", "sendai", "tokyo"];

/// The id of the nth machine, as `Site::requests` gives it.
pub(super) fn cmid(machine: u32) -> Cmid {
    let mut bytes = [0; 16];
    let spread = u64::from(machine).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bytes.iter_mut().zip(spread.to_be_bytes()).for_each(|(to, from)| *to = from);
    Cmid::from_random(bytes)
}

pub(super) fn name(machine: u32) -> String {
    let department = DEPARTMENTS[machine as usize % DEPARTMENTS.len()];
    format!("{department}-pc-{machine:07}.lab.test")
}

/// Fills the store with machines of two products, of which the second is rare.
pub(super) fn fill(
    store: &Path,
    machines: u32,
    hardware: HardwareId,
    products: [ActivationId; 2],
) -> Result<(), Failure> {
    let (mut store, now) = (SqliteStore::open(store).map_err(failed)?, now());
    for first in (0..machines).step_by(AT_ONCE as usize) {
        let mut changes = Changes::default();
        for machine in first..machines.min(first + AT_ONCE) {
            changes.record((cmid(machine), product(machine, products), hardware), row(machine, machines, now));
        }
        commit(&mut store, changes)?;
    }
    // The last request of each machine that was seen last.
    let newest = machines.saturating_sub(REQUESTS)..machines;
    for first in newest.clone().step_by(AT_ONCE as usize) {
        let asked = (first..newest.end.min(first + AT_ONCE)).map(|machine| (machine, row(machine, machines, now)));
        let asked = asked.filter(|(_, row)| now.distance(row.last_seen) <= Span::seconds(WEEK));
        let requests = asked.map(|(machine, row)| request(machine, &row, product(machine, products))).collect();
        commit(&mut store, Changes { requests, ..Changes::default() })?;
    }
    let event = |number| Event::new(&Occurrence::MachineReleased { cmid: cmid(number), machine: &name(number) }, now);
    commit(&mut store, Changes { events: (0..EVENTS).map(event).collect(), ..Changes::default() })?;
    let from = IpAddr::V4(Ipv4Addr::LOCALHOST);
    for _ in 0..AUDIT_ENTRIES {
        store.add_audit(&AuditEntry::new(ConsoleAction::SignIn, "root", from, now)).map_err(failed)?;
    }
    Ok(())
}

/// Machines whose agents have announced a key, all the same one: those of the largest job.
pub(super) fn manage(store: &Path, machines: u32) -> Result<(), Failure> {
    let key = *SigningKey::from_seed([7; 32]).map_err(failed)?.public().as_bytes();
    let mut connection = Connection::open(store).map_err(failed)?;
    let transaction = connection.transaction().map_err(failed)?;
    for machine in 0..machines {
        let id = cmid(machine);
        let row = params![id.as_bytes(), key, now().unix()];
        transaction.execute(include_str!("fill_managed.sql"), row).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

fn product(machine: u32, products: [ActivationId; 2]) -> ActivationId {
    products[usize::from(machine % 1_000 == 999)]
}

/// The machine as it asked last.
fn row(machine: u32, machines: u32, now: Moment) -> MachineChange {
    let ago = u64::from(machines - machine) * u64::from(WEEK) / u64::from(machines.max(1));
    let last_seen = now - Span::seconds(u32::try_from(ago).unwrap_or(WEEK));
    let until = last_seen + Span::days(180);
    let (last_seen, last_code, activated_until) = match machine % 100 {
        0..5 => (last_seen - Span::days(200), code::SUCCESS, Some(until - Span::days(200))),
        5..8 => (last_seen, code::COUNT_TOO_LOW, None),
        8 => (last_seen, code::PRODUCT_NOT_COVERED, None),
        _ => (last_seen, code::SUCCESS, Some(until)),
    };
    MachineChange {
        name: name(machine),
        first_seen: last_seen - Span::days(100),
        last_seen,
        requests: 15,
        last_code,
        activated_until,
        counter: 0,
        rolled_back: None,
    }
}

fn request(machine: u32, row: &MachineChange, product: ActivationId) -> RequestHandled {
    RequestHandled {
        at: row.last_seen,
        code: row.last_code,
        threshold: 25,
        machine: row.name.clone(),
        cmid: cmid(machine),
        client_time: row.last_seen,
        virtual_machine: true,
        status: Status::Licensed as u8,
        minutes_left: 250_000,
        product,
        count: 50,
    }
}

fn commit(store: &mut SqliteStore, changes: Changes) -> Result<(), Failure> {
    let mut changes = Some(changes);
    let decide = &mut |_: &_, _: &mut _| changes.take().unwrap_or_default();
    store.with_transaction(&[], &BTreeSet::new(), decide).map_err(failed)
}

pub(super) fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::foreign(code::UNEXPECTED, error)
}
