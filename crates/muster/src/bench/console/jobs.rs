//! The largest job: begun, its list taken away and brought back with an answer for every machine.

use super::host_fill::{self, failed};
use crate::{
    bench::{figures::instant, site::Site},
    cmd::now,
    failure::Failure,
};
use muster_core::{
    id::OrderId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    order::Task,
    time::Span,
};
use muster_host::{
    Actor, MachineChoice, NewJob,
    store::{JobStore, SqliteStore},
};
use muster_platform::entropy::Entropy;
use rusqlite::{Connection, params};
use serde::Serialize;
use std::{net::Ipv4Addr, path::Path};

/// Machines of a job at most.
const MACHINES_MAX: u32 = 20_000;

/// Milliseconds of a job of so many machines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Times {
    pub(super) machines: u32,
    pub(super) begun_ms: f64,
    pub(super) listed_ms: f64,
    pub(super) answered_ms: f64,
}

/// The job, and an order of it.
pub(super) struct Measured {
    pub(super) job: i64,
    pub(super) order: OrderId,
    pub(super) times: Times,
}

/// Two jobs by proxy: the first is answered, and the machines of the second wait for an answer.
pub(super) fn measure(site: &Site, store: &Path, known: u32) -> Result<Measured, Failure> {
    let machines = MACHINES_MAX.min(known);
    host_fill::manage(store, machines)?;
    let host = site.open_host()?;
    let mut admin = host.admin()?;
    let actor = Actor { account: "root".to_owned(), address: Ipv4Addr::LOCALHOST.into() };
    let named = || MachineChoice::Named((0..machines).map(|machine| host_fill::cmid(machine).to_string()).collect());
    let task = Task::ProxyActivate(site.products()?[0]);
    let new = || NewJob { task, key: None, machines: named(), term: Span::days(30), shown: Vec::new() };
    let (begun, begun_ms) = timed(|| admin.add_job(&new(), &actor, &Entropy::system(), now()))?;
    identify(store, begun.id, site.vendor.host_key.claim())?;
    let (mut list, listed_ms) = timed(|| admin.proxy_list(begun.id, now()))?;
    for row in &mut list.machines {
        row.confirmation_id = Some(ConfirmationId { slot: 1, masked: [7; 15] });
    }
    let text = list.text().map_err(failed)?;
    let (_, answered_ms) = timed(|| admin.take_answers(begun.id, text.as_bytes(), &actor, now()))?;
    let waiting = admin.add_job(&new(), &actor, &Entropy::system(), now())?.id;
    let order = identify(store, waiting, site.vendor.host_key.claim())?;
    let order = order.ok_or_else(|| failed("the job has no machine"))?;
    Ok(Measured { job: waiting, order, times: Times { machines, begun_ms, listed_ms, answered_ms } })
}

/// Every machine of a job has told an installation id; the first of its orders.
fn identify(store: &Path, job: i64, claim: KeyClaim) -> Result<Option<OrderId>, Failure> {
    let (hardware, nonce, proof) = ([1; 6], [2; 3], [3; 6]);
    let id = InstallationId { claim, target: ActivationTarget::Machine, hardware, nonce, proof };
    let told = params![job, id.to_string(), now().unix()];
    Connection::open(store).and_then(|open| open.execute(include_str!("fill_identified.sql"), told)).map_err(failed)?;
    let mut store = SqliteStore::open(store).map_err(failed)?;
    let orders = store.job_orders_from(job, OrderId::from_bytes([0; 16])).map_err(failed)?;
    Ok(orders.first().map(|order| order.id))
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(T, f64), E> {
    let start = instant();
    let done = work()?;
    Ok((done, start.elapsed().as_secs_f64() * 1e3))
}
