//! Contacts of the agents of managed machines: an agent announces its machine's keys, reports what became of orders, and fetches
//! those that are open. The first keys that a machine of the inventory announces hold until the machine is released.

use crate::{
    host::Host,
    live_config::{ActiveConfig, ConfigReloader, HostCredential},
    refusal::{RETRY_AFTER, refused, retry_later, unavailable},
    store::{Job, JobOrder, ManagedMachine, Store, StoreError},
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
use muster_proto::{
    event::Event,
    order::{Contact, ContactAnswer, ContactBody, ORDER_VERSION, ORDERS_MAX, Order},
    problem::Problem,
    request::check_machine_name,
};
use muster_server::listener::{self, Refused};
use muster_trust::{contact, jwk::PublicKey, machine_key, order::sealed_key};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Semaphore;

/// Contacts that are worked on or wait for it; one more is answered with 503.
const WAITING_MAX: usize = 256;
/// Contacts of one network in an hour; all networks together may make 100 times as many.
const CONTACTS_PER_HOUR: u32 = 36_000;
/// Contacts of one machine that bear the same second.
const CONTACTS_PER_SECOND: usize = 64;
/// Events of refused keys (12441) that one network causes in an hour.
const REFUSALS_PER_HOUR: u32 = 10;

/// What contacts share.
pub(crate) struct Contacts {
    /// A connection of their own, beside the writer's. Opened at the first contact, and anew after a failure.
    store: Arc<tokio::sync::Mutex<Option<Box<dyn Store>>>>,
    waiting: Arc<Semaphore>,
    rates: Mutex<Rates>,
    /// What each machine has told last, since this process began.
    latest: Mutex<HashMap<Cmid, Latest>>,
    config: Arc<ConfigReloader>,
    host: Arc<Host>,
}

/// The newest contacts of a machine.
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
    contacts: RateLimiter,
    refusals: RateLimiter,
}

impl Contacts {
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

    /// The connection of contacts.
    pub(crate) fn opened<'s>(&self, store: &'s mut Option<Box<dyn Store>>) -> Result<&'s mut dyn Store, ContactError> {
        let store = match store {
            Some(store) => store,
            None => store.insert(self.host.open_store().map_err(|error| ContactError::Store(error.code()))?),
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
        if iat < latest.iat || known || latest.nonces.len() == CONTACTS_PER_SECOND {
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

/// Why a contact has no answer.
pub(crate) enum ContactError {
    Refused(Refused),
    /// Nothing holds that was not stored, and the agent may ask again.
    Store(Code),
}

impl From<Refused> for ContactError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<StoreError> for ContactError {
    fn from(error: StoreError) -> Self {
        tracing::warn!(%error, "the store does not serve a contact");
        Self::Store(error.code())
    }
}

/// Answers an agent. Everything that it reported is on disk then.
pub(crate) async fn answer(
    contacts: Arc<Contacts>,
    body: ContactBody,
    peer: IpAddr,
    now: Moment,
) -> Result<ContactAnswer, Refused> {
    worked(contacts, move |contacts, store| work(contacts, store, &body, peer, now)).await
}

/// Has a thread that may wait for the store work on what an agent sent.
pub(crate) async fn worked<A: Send + 'static>(
    contacts: Arc<Contacts>,
    work: impl FnOnce(&Contacts, &mut Option<Box<dyn Store>>) -> Result<A, ContactError> + Send + 'static,
) -> Result<A, Refused> {
    let busy = |_| retry_later(code::SERVER_BUSY, RETRY_AFTER);
    let place = contacts.waiting.clone().try_acquire_owned().map_err(busy)?;
    let mut store = contacts.store.clone().lock_owned().await;
    let worked = tokio::task::spawn_blocking(move || {
        let _place = place;
        let answered = work(&contacts, &mut store);
        if matches!(answered, Err(ContactError::Store(_))) {
            *store = None;
        }
        answered
    });
    match worked.await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(ContactError::Refused(refused))) => Err(refused),
        Ok(Err(ContactError::Store(code))) => Err(unavailable(code)),
        Err(error) => Err(listener::fault(code::UNEXPECTED, &error)),
    }
}

fn work(
    contacts: &Contacts,
    store: &mut Option<Box<dyn Store>>,
    body: &ContactBody,
    peer: IpAddr,
    now: Moment,
) -> Result<ContactAnswer, ContactError> {
    let active = contacts.admitted(peer, now)?;
    let store = contacts.opened(store)?;
    let credential = credential(&active, store, now)?;
    let (contact, key) = open(&active, credential, body, peer, now)?;
    enrol(contacts, store, &contact, &key, peer, now)?;
    contacts.take_once(contact.sub, contact.iat, contact.nonce)?;
    record(store, &contact, now)?;
    let orders = open_orders(store, credential, &contact, &key, now)?;
    Ok(ContactAnswer { version: 1, host_license: credential.license.clone(), orders })
}

/// Counts a contact before anything of it is verified.
fn admit(contacts: &Contacts, peer: IpAddr, now: Moment) -> Result<(), Refused> {
    let mut rates = contacts.rates();
    let admitted = rates.contacts.admit(NewMachineLimit { per_hour: CONTACTS_PER_HOUR }, peer, now);
    // Nothing of it is stored.
    rates.contacts.take_changes();
    admitted.map_err(|limited| retry_later(limited.code, limited.retry_after))
}

/// What an activated host signs with.
pub(crate) fn credential<'a>(
    active: &'a ActiveConfig,
    store: &mut dyn Store,
    now: Moment,
) -> Result<&'a HostCredential, ContactError> {
    let status = if store.settings()?.enabled { active.host.status(now) } else { HostStatus::Disabled };
    status.products().map_err(refused)?;
    active.credential.as_deref().ok_or_else(|| refused(code::HOST_NOT_ACTIVATED).into())
}

/// The contact, if a machine that may ask has signed it for this host, and the key that signed it.
fn open(
    active: &ActiveConfig,
    credential: &HostCredential,
    body: &ContactBody,
    peer: IpAddr,
    now: Moment,
) -> Result<(Contact, PublicKey), Refused> {
    if body.version != 1 {
        return Err(listener::bad_request("field `version`: 1 is known".to_owned()));
    }
    let opened = contact::open(body, &credential.key, now);
    let (contact, key) = opened.map_err(|error| forbidden(error.code(), &error.to_string()))?;
    check_machine_name(&contact.machine).map_err(|field| listener::bad_request(field.to_string()))?;
    if active.host.config.access.lists().permits(peer, &contact.machine, contact.sub) {
        Ok((contact, key))
    } else {
        Err(refused(code::ACCESS_DENIED))
    }
}

pub(crate) fn forbidden(code: Code, detail: &str) -> Refused {
    Problem::new(403, code).detail(detail).into()
}

/// Takes the keys of a machine of the inventory that has announced none before; any others it holds against those.
fn enrol(
    contacts: &Contacts,
    store: &mut dyn Store,
    contact: &Contact,
    key: &PublicKey,
    peer: IpAddr,
    now: Moment,
) -> Result<(), ContactError> {
    let sealing = machine_key::sealing_key(&contact.sealing);
    let sealing = sealing.ok_or_else(|| listener::bad_request("field `sealing`: no X25519 key (JWK)".to_owned()))?;
    let announced = ManagedMachine { cmid: contact.sub, signing: *key.as_bytes(), sealing, since: now };
    let (cmid, thumbprint, machine) = (contact.sub, key.thumbprint(), contact.machine.as_str());
    let known = match store.managed_machine(cmid)? {
        Some(known) => known,
        None if !store.knows_machine(cmid)? => {
            let detail = format!("this host's inventory has no machine {cmid}: it has to ask for an activation first");
            return Err(forbidden(code::ACCESS_DENIED, &detail).into());
        }
        None => {
            let known = store.announce(&announced)?;
            if known == announced {
                let enrolled = Occurrence::MachineEnrolled { cmid, key: &thumbprint, machine };
                store.add_event(&Event::new(&enrolled, now))?;
            }
            known
        }
    };
    if (known.signing, known.sealing) == (announced.signing, announced.sealing) {
        return Ok(());
    }
    Err(refuse_key(contacts, store, (cmid, machine), &thumbprint, (peer, now)))
}

/// Refuses another key than the one that holds, with an event.
pub(crate) fn refuse_key(
    contacts: &Contacts,
    store: &mut dyn Store,
    (cmid, machine): (Cmid, &str),
    key: &str,
    (peer, now): (IpAddr, Moment),
) -> ContactError {
    if reports_refusal(contacts, peer, now) {
        let refusal = Occurrence::MachineKeyRefused { cmid, key, machine };
        if let Err(error) = store.add_event(&Event::new(&refusal, now)) {
            return error.into();
        }
    }
    let detail = format!("another key of machine {cmid} holds: release the machine at the host (muster host release)");
    forbidden(code::SIGNATURE_INVALID, &detail).into()
}

/// Whether this refusal leaves an event: a stranger fills no disk with them.
fn reports_refusal(contacts: &Contacts, peer: IpAddr, now: Moment) -> bool {
    let mut rates = contacts.rates();
    let admitted = rates.refusals.admit(NewMachineLimit { per_hour: REFUSALS_PER_HOUR }, peer, now).is_ok();
    rates.refusals.take_changes();
    admitted
}

/// Stores what the machine reports, with an event for each order, and the installation ids that it tells.
fn record(store: &mut dyn Store, contact: &Contact, now: Moment) -> Result<(), StoreError> {
    let outcomes: Vec<_> = contact.outcomes.iter().map(|outcome| (outcome.order, outcome.code)).collect();
    for (job, code) in store.report_outcomes(contact.sub, &outcomes, now)? {
        let task = store.job(job)?.map(|job| job.task);
        let verb = task.map_or("", |task| task.verb());
        let reported = Occurrence::OrderReported { code, job, verb, cmid: contact.sub, machine: &contact.machine };
        store.add_event(&Event::new(&reported, now))?;
    }
    let ids: Vec<_> = contact.installation_ids.iter().map(|told| (told.order, told.installation_id)).collect();
    store.store_installation_ids(contact.sub, &ids, now)
}

/// The machine's open orders, signed.
fn open_orders(
    store: &mut dyn Store,
    credential: &HostCredential,
    contact: &Contact,
    key: &PublicKey,
    now: Moment,
) -> Result<Vec<String>, ContactError> {
    let orders = store.fetch_orders(contact.sub, now, ORDERS_MAX as u32)?;
    let mut jobs: HashMap<i64, Job> = HashMap::new();
    let mut signed = Vec::with_capacity(orders.len());
    for order in &orders {
        if !jobs.contains_key(&order.job) {
            jobs.extend(store.job(order.job)?.map(|job| (order.job, job)));
        }
        let Some(job) = jobs.get(&order.job) else { continue };
        let document = credential.orders.seal(&document(order, job, credential, key, now));
        signed.push(document.map_err(|error| listener::fault(code::UNEXPECTED, &error))?);
    }
    Ok(signed)
}

fn document(order: &JobOrder, job: &Job, credential: &HostCredential, key: &PublicKey, now: Moment) -> Order {
    let (installation_id, confirmation_id) = order.ids.to_hand_out().unzip();
    Order {
        ver: ORDER_VERSION,
        iss: credential.host,
        sub: order.cmid,
        aud: key.thumbprint(),
        jti: order.id,
        job: job.id,
        iat: now.unix(),
        exp: job.until.unix(),
        verb: job.task.verb().to_owned(),
        product: job.task.product(),
        activation_type: job.task.activation_type().map(|kind| kind as u8),
        sealed_key: order.sealed.as_ref().map(|sealed| sealed_key(&sealed.enc, &sealed.ciphertext)),
        installation_id,
        confirmation_id,
    }
}
