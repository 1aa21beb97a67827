//! Contacts of the agents of managed machines: an agent announces its machine's keys, reports what became of orders, and fetches
//! those that are open. The first keys that a machine of the inventory announces hold until the machine is released.

use crate::{
    agents::{AgentError, Agents, credential, forbidden, permit, refuse_key, worked},
    live_config::{ActiveConfig, HostCredential},
    store::{Job, JobOrder, ManagedMachine, Store, StoreError},
};
use muster_core::{code, event::Occurrence, time::Moment};
use muster_proto::{
    event::Event,
    order::{Contact, ContactAnswer, ContactBody, ORDER_VERSION, ORDERS_MAX, Order},
};
use muster_server::listener::{self, Refused};
use muster_trust::{contact, jwk::PublicKey, machine_key, order::sealed_key};
use std::{collections::HashMap, net::IpAddr, sync::Arc};

/// Answers an agent. Everything that it reported is on disk then.
pub(crate) async fn answer(
    agents: Arc<Agents>,
    body: ContactBody,
    peer: IpAddr,
    now: Moment,
) -> Result<ContactAnswer, Refused> {
    worked(agents, move |agents, store| work(agents, store, &body, peer, now)).await
}

fn work(
    agents: &Agents,
    store: &mut Option<Box<dyn Store>>,
    body: &ContactBody,
    peer: IpAddr,
    now: Moment,
) -> Result<ContactAnswer, AgentError> {
    let active = agents.admitted(peer, now)?;
    let store = agents.opened(store)?;
    let credential = credential(&active, store, now)?;
    let (contact, key) = open(&active, credential, body, peer, now)?;
    enrol(agents, store, &contact, &key, peer, now)?;
    agents.take_once(contact.sub, contact.iat, contact.nonce)?;
    record(store, &contact, now)?;
    let orders = open_orders(store, credential, &contact, &key, now)?;
    Ok(ContactAnswer { version: 1, host_license: credential.license.clone(), orders })
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
    permit(active, peer, &contact.machine, contact.sub)?;
    Ok((contact, key))
}

/// Takes the keys of a machine of the inventory that has announced none before; any others it holds against those.
fn enrol(
    agents: &Agents,
    store: &mut dyn Store,
    contact: &Contact,
    key: &PublicKey,
    peer: IpAddr,
    now: Moment,
) -> Result<(), AgentError> {
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
    Err(refuse_key(agents, store, (cmid, machine), &thumbprint, (peer, now)))
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
) -> Result<Vec<String>, AgentError> {
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
