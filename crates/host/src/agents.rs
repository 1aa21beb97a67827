//! What is the same for everything that the agents of managed machines send: how often they may, what is taken once, and whose key holds.

use crate::{
    host::Host,
    live_config::{ActiveConfig, ConfigReloader, HostCredential},
    refusal::{RETRY_AFTER, refused, retry_later, unavailable},
    store::{Store, StoreError},
};
use muster_core::{
    code::{self, Code},
    event::Occurrence,
    host::{
        rate_limit::{NewMachineLimit, RateLimiter},
        request::HostStatus,
    },
    id::{Cmid, Nonce},
    time::Moment,
};
use muster_proto::{event::Event, problem::Problem, request::check_machine_name};
use muster_server::listener::{self, Refused};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Semaphore;

/// Messages of agents that are worked on or wait for it; one more is answered with 503.
const WAITING_MAX: usize = 256;
/// Messages of one network in an hour; all networks together may make 100 times as many.
const MESSAGES_PER_HOUR: u32 = 36_000;
/// Messages of one machine that bear the same second.
const MESSAGES_PER_SECOND: usize = 64;
/// Events of refused keys (12441) that one network causes in an hour.
const REFUSALS_PER_HOUR: u32 = 10;

/// What the answers to agents share.
pub(crate) struct Agents {
    /// A connection of their own, beside the writer's. Opened at the first message, and anew after a failure.
    store: Arc<tokio::sync::Mutex<Option<Box<dyn Store>>>>,
    waiting: Arc<Semaphore>,
    rates: Mutex<Rates>,
    /// What each machine has told last, since this process began.
    latest: Mutex<HashMap<Cmid, Latest>>,
    config: Arc<ConfigReloader>,
    host: Arc<Host>,
}

/// The newest messages of a machine.
struct Latest {
    /// Their time.
    iat: i64,
    /// Their nonces.
    nonces: Vec<Nonce>,
}

impl Default for Latest {
    fn default() -> Self {
        Self { iat: i64::MIN, nonces: Vec::new() }
    }
}

#[derive(Default)]
struct Rates {
    messages: RateLimiter,
    refusals: RateLimiter,
}

impl Agents {
    pub(crate) fn new(config: Arc<ConfigReloader>, host: Arc<Host>) -> Self {
        let waiting = Arc::new(Semaphore::new(WAITING_MAX));
        Self { store: Arc::default(), waiting, rates: Mutex::default(), latest: Mutex::default(), config, host }
    }

    /// What an administrator has set by now, if a machine at this address may ask.
    pub(crate) fn admitted(&self, peer: IpAddr, now: Moment) -> Result<Arc<ActiveConfig>, Refused> {
        let active = self.config.current();
        if !active.host.config.access.lists().permits_network(peer) {
            return Err(refused(code::ACCESS_DENIED));
        }
        admit(self, peer, now)?;
        Ok(active)
    }

    /// The connection of agents.
    pub(crate) fn opened<'s>(&self, store: &'s mut Option<Box<dyn Store>>) -> Result<&'s mut dyn Store, AgentError> {
        let store = match store {
            Some(store) => store,
            None => store.insert(self.host.open_store().map_err(|error| AgentError::Store(error.code()))?),
        };
        Ok(&mut **store)
    }

    /// Takes what a machine whose key holds has told, once: what somebody recorded and sends again is older than the latest one, or it is
    /// that one. A machine may tell several things in one second.
    pub(crate) fn take_once(&self, cmid: Cmid, iat: i64, nonce: Nonce) -> Result<(), Refused> {
        let mut machines = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = machines.entry(cmid).or_default();
        if iat > latest.iat {
            *latest = Latest { iat, nonces: Vec::new() };
        }
        let known = latest.nonces.contains(&nonce);
        if iat < latest.iat || known || latest.nonces.len() == MESSAGES_PER_SECOND {
            let detail = "the machine has told something newer, or the same before: is its clock behind?";
            return Err(forbidden(code::CLOCK_SKEW, detail));
        }
        latest.nonces.push(nonce);
        Ok(())
    }

    fn rates(&self) -> MutexGuard<'_, Rates> {
        self.rates.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why an agent gets no answer.
pub(crate) enum AgentError {
    Refused(Refused),
    /// Nothing holds that was not stored, and the agent may ask again.
    Store(Code),
}

impl From<Refused> for AgentError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<StoreError> for AgentError {
    fn from(error: StoreError) -> Self {
        tracing::warn!(%error, "the store does not serve an agent");
        Self::Store(error.code())
    }
}

/// Has a thread that may wait for the store work on what an agent sent.
pub(crate) async fn worked<A: Send + 'static>(
    agents: Arc<Agents>,
    work: impl FnOnce(&Agents, &mut Option<Box<dyn Store>>) -> Result<A, AgentError> + Send + 'static,
) -> Result<A, Refused> {
    let busy = |_| retry_later(code::SERVER_BUSY, RETRY_AFTER);
    let place = agents.waiting.clone().try_acquire_owned().map_err(busy)?;
    let mut store = agents.store.clone().lock_owned().await;
    let worked = tokio::task::spawn_blocking(move || {
        let _place = place;
        let answered = work(&agents, &mut store);
        if matches!(answered, Err(AgentError::Store(_))) {
            *store = None;
        }
        answered
    });
    match worked.await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(AgentError::Refused(refused))) => Err(refused),
        Ok(Err(AgentError::Store(code))) => Err(unavailable(code)),
        Err(error) => Err(listener::fault(code::UNEXPECTED, &error)),
    }
}

/// Counts a message before anything of it is verified.
fn admit(agents: &Agents, peer: IpAddr, now: Moment) -> Result<(), Refused> {
    let mut rates = agents.rates();
    let admitted = rates.messages.admit(NewMachineLimit { per_hour: MESSAGES_PER_HOUR }, peer, now);
    // Nothing of it is stored.
    rates.messages.take_changes();
    admitted.map_err(|limited| retry_later(limited.code, limited.retry_after))
}

/// What an activated host signs with.
pub(crate) fn credential<'a>(
    active: &'a ActiveConfig,
    store: &mut dyn Store,
    now: Moment,
) -> Result<&'a HostCredential, AgentError> {
    let status = if store.settings()?.enabled { active.host.status(now) } else { HostStatus::Disabled };
    status.products().map_err(refused)?;
    active.credential.as_deref().ok_or_else(|| refused(code::HOST_NOT_ACTIVATED).into())
}

/// Refuses a machine that the access lists do not permit, or whose name is none.
pub(crate) fn permit(active: &ActiveConfig, peer: IpAddr, machine: &str, cmid: Cmid) -> Result<(), Refused> {
    check_machine_name(machine).map_err(|field| listener::bad_request(field.to_string()))?;
    let permitted = active.host.config.access.lists().permits(peer, machine, cmid);
    permitted.then_some(()).ok_or_else(|| refused(code::ACCESS_DENIED))
}

pub(crate) fn forbidden(code: Code, detail: &str) -> Refused {
    Problem::new(403, code).detail(detail).into()
}

/// Refuses another key than the one that holds, with an event.
pub(crate) fn refuse_key(
    agents: &Agents,
    store: &mut dyn Store,
    (cmid, machine): (Cmid, &str),
    key: &str,
    (peer, now): (IpAddr, Moment),
) -> AgentError {
    if reports_refusal(agents, peer, now) {
        let refusal = Occurrence::MachineKeyRefused { cmid, key, machine };
        if let Err(error) = store.add_event(&Event::new(&refusal, now)) {
            return error.into();
        }
    }
    let detail = format!("another key of machine {cmid} holds: release the machine at the host (muster host release)");
    forbidden(code::SIGNATURE_INVALID, &detail).into()
}

/// Whether this refusal leaves an event: a stranger fills no disk with them.
fn reports_refusal(agents: &Agents, peer: IpAddr, now: Moment) -> bool {
    let mut rates = agents.rates();
    let admitted = rates.refusals.admit(NewMachineLimit { per_hour: REFUSALS_PER_HOUR }, peer, now).is_ok();
    rates.refusals.take_changes();
    admitted
}
