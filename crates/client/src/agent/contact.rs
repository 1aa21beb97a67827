//! One contact with one host: what ended is reported, what is open is fetched and carried out, until nothing is new.

use super::{env::AgentEnv, orders};
use crate::{client::Client, config::ManagingHost, env::Env, error::ClientError, state::EndedOrder, transport};
use muster_core::{code::Code, id::Nonce, time::Moment};
use muster_platform::deadline::Deadline;
use muster_proto::order::{
    CONTACT_VERSION, CONTACTS_PATH, Contact, ContactAnswer, ORDERS_MAX, OrderOutcome, OrderedInstallationId,
};
use muster_trust::{
    chain::VerifiedLicense,
    contact,
    error::ChainError,
    jwk::SigningKey,
    machine_key::sealing_jwk,
    order::{OrderedMachine, open_managing_license},
};
use std::sync::Arc;

/// A host may have so many rounds of orders in one contact; the others wait for the next.
const ROUNDS_MAX: usize = 8;

/// Asks a host for orders and carries them out; what became of them it is told at once. Returns whether there were any.
pub(super) fn contact(client: &mut Client, host: &ManagingHost, env: &dyn AgentEnv) -> Result<bool, ClientError> {
    let mut carried_out = false;
    let mut installation_ids = Vec::new();
    let key = Arc::new(client.store.machine_key()?);
    for _ in 0..ROUNDS_MAX {
        let now = env.env()?;
        let due = due(client, host);
        let (answer, license) = ask(client, host, &key, Told { due: &due, installation_ids }, &now)?;
        client.store.change(|state| {
            let told = |order: &EndedOrder| due.iter().any(|due| due.id == order.id);
            state.orders.iter_mut().filter(|order| told(order)).for_each(|order| order.reported = true);
            let now = state.trusted_now(now.now).unix();
            state.orders.retain(|order| order.until > now || !order.reported);
            Ok(())
        })?;
        let machine =
            OrderedMachine { cmid: client.cmid(), key: key.public(), now: client.store.state.trusted_now(now.now) };
        let news = orders::carry_out(client, &answer.orders, &license, &key, &machine, env)?;
        if news.is_empty() {
            break;
        }
        carried_out |= news.ended;
        installation_ids = news.installation_ids;
    }
    Ok(carried_out)
}

/// What this host is to be told.
fn due(client: &Client, host: &ManagingHost) -> Vec<EndedOrder> {
    let due = client.store.state.orders.iter().filter(|order| !order.reported && order.host == host.key);
    due.take(ORDERS_MAX).cloned().collect()
}

/// What a contact tells.
struct Told<'t> {
    due: &'t [EndedOrder],
    installation_ids: Vec<OrderedInstallationId>,
}

/// Sends a contact. The answer is that of the host that the configuration names, or none.
fn ask(
    client: &Client,
    host: &ManagingHost,
    key: &Arc<SigningKey>,
    Told { due, installation_ids }: Told<'_>,
    env: &Env,
) -> Result<(ContactAnswer, VerifiedLicense), ClientError> {
    let failed = |code: Code| ClientError::ManagingHost { host: host.address.to_string(), code };
    let contact = Contact {
        ver: CONTACT_VERSION,
        sub: client.cmid(),
        aud: host.key.clone(),
        iat: env.now.unix(),
        nonce: Nonce::from_bytes(env.entropy.bytes()),
        machine: env.machine.name.clone(),
        sealing: sealing_jwk(key).map_err(ChainError::Key)?,
        outcomes: due.iter().map(|order| OrderOutcome { order: order.id, code: order.code }).collect(),
        installation_ids,
    };
    let body = contact::sign(&contact, key.clone())?;
    let deadline = Deadline::after(env.network.request_timeout);
    let addresses = env.network.addresses(&host.address, deadline, &env.entropy);
    let (answer, _) =
        transport::exchange::<ContactAnswer>(&addresses, CONTACTS_PATH, &body, deadline).map_err(failed)?;
    let now: Moment = client.store.state.trusted_now(env.now);
    let license = open_managing_license(&answer.host_license, &host.key, &client.store.anchors, now)?;
    Ok((answer, license))
}
