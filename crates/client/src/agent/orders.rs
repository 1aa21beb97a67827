//! Orders that a host has signed: each is checked, carried out once, and kept until it ends.

use super::{attempt::attempt, confirmation, env::AgentEnv};
use crate::{client::Client, error::ClientError, state::EndedOrder};
use muster_core::{
    code::{self, Code},
    event::Occurrence,
    id::{ActivationId, OrderId},
    keys::installation_id::InstallationId,
    order::{TERM_MAX, Task},
    time::Moment,
};
use muster_platform::hpke::{self, Sealed};
use muster_proto::{
    event::Event,
    order::{ORDERS_MAX, Order, OrderedInstallationId},
};
use muster_trust::{
    chain::VerifiedLicense,
    jwk::SigningKey,
    machine_key::opening_key,
    order::{OrderedMachine, SEALING_CONTEXT, bound_to, check_order, open_order, sealed_bytes},
};
use zeroize::Zeroizing;

/// Orders that are kept until they end. A machine that has had so many carries out no more until some of them have ended.
const ORDERS_KEPT_MAX: usize = 256;

/// What the host is to be told after a round of orders.
#[derive(Default)]
pub(super) struct News {
    /// Whether an order ended.
    pub(super) ended: bool,
    /// The installation ids that orders have asked for. They are told and not kept: the host asks until it has them.
    pub(super) installation_ids: Vec<OrderedInstallationId>,
}

impl News {
    pub(super) fn is_empty(&self) -> bool {
        !self.ended && self.installation_ids.is_empty()
    }
}

/// What became of an order.
enum Performed {
    /// It ended, with this code.
    Ended(Code),
    /// It goes on when the host has got what it asked for.
    Identified(InstallationId),
}

/// Carries out what is new, and returns what the host is to be told. An order that is killed in the middle is carried out again: each
/// leaves what it leaves when it is done once.
pub(super) fn carry_out(
    client: &mut Client,
    documents: &[String],
    license: &VerifiedLicense,
    key: &SigningKey,
    machine: &OrderedMachine,
    env: &dyn AgentEnv,
) -> Result<News, ClientError> {
    let mut news = News::default();
    let host = license.key.thumbprint();
    for document in documents.iter().take(ORDERS_MAX) {
        let order = open_order(document, license)?;
        if is_ended(client, order.jti) {
            tell_again(client, order.jti, &host)?;
            news.ended = true;
            continue;
        }
        if client.store.state.orders.len() >= ORDERS_KEPT_MAX {
            break;
        }
        let done = check_order(&order, license, machine).map_err(ClientError::from);
        let done = done.and_then(|task| perform(client, task, &order, key, env));
        let code = match done {
            Ok(Performed::Ended(code)) => code,
            Ok(Performed::Identified(installation_id)) => {
                news.installation_ids.push(OrderedInstallationId { order: order.jti, installation_id });
                continue;
            }
            Err(error) => {
                env.failed(&error);
                error.code()
            }
        };
        keep(client, &order, code, &host, machine.now)?;
        let (job, verb) = (order.job, order.verb.as_str());
        let handled = Occurrence::OrderHandled { code, job, verb, order: order.jti, host: &host };
        client.store.log(&[Event::new(&handled, env.local().now)])?;
        news.ended = true;
    }
    Ok(news)
}

fn is_ended(client: &Client, id: OrderId) -> bool {
    client.store.state.orders.iter().any(|order| order.id == id)
}

/// A host that still hands out what has ended has not taken the report, or shares its orders with the one that has.
fn tell_again(client: &mut Client, id: OrderId, host: &str) -> Result<(), ClientError> {
    client.store.change(|state| {
        for order in state.orders.iter_mut().filter(|order| order.id == id) {
            (order.reported, order.host) = (false, host.to_owned());
        }
        Ok(())
    })
}

fn keep(client: &mut Client, order: &Order, code: Code, host: &str, now: Moment) -> Result<(), ClientError> {
    // One that ends later than any may is refused, and would be kept for ever.
    let until = order.exp.min((now + TERM_MAX).unix());
    let ended = EndedOrder { id: order.jti, until, code, host: host.to_owned(), reported: false };
    client.store.change(|state| {
        state.orders.push(ended);
        Ok(())
    })
}

/// Does what is asked for; a refusal is a code.
fn perform(
    client: &mut Client,
    task: Task,
    order: &Order,
    key: &SigningKey,
    env: &dyn AgentEnv,
) -> Result<Performed, ClientError> {
    match task {
        Task::InstallKey => {
            let text = open_key(order, key).ok_or(ClientError::NotSealedToThis)?;
            client.install_key(&text, env.local().now)?;
        }
        Task::SetActivationType(kind, product) => client.set_activation_type(kind, product)?,
        Task::Activate(product) => return activate(client, product, env).map(Performed::Ended),
        Task::ProxyActivate(product) | Task::Reapply(product) => {
            let env = env.local();
            let Some((iid, cid)) = order.confirmation() else {
                return client.installation_id(product, &env).map(Performed::Identified);
            };
            let again = task == Task::Reapply(product);
            confirmation::apply(client, product, (&iid, &cid), again, &env)?;
        }
        Task::RemoveKey(product) => match client.remove_key(product) {
            // It is as it was to be: the agent may have been killed after it was done.
            Err(ClientError::NotInstalled(_)) => {}
            removed => removed?,
        },
    }
    Ok(Performed::Ended(code::SUCCESS))
}

/// The code of the first product that was not activated.
fn activate(client: &mut Client, product: Option<ActivationId>, env: &dyn AgentEnv) -> Result<Code, ClientError> {
    let mut first = code::SUCCESS;
    for id in client.chosen(product)? {
        let code = attempt(client, id, env)?;
        if first == code::SUCCESS {
            first = code;
        }
    }
    Ok(first)
}

/// The product key of an order, if it was sealed to this machine for this order.
fn open_key(order: &Order, key: &SigningKey) -> Option<Zeroizing<String>> {
    let (enc, ciphertext) = sealed_bytes(order.sealed_key.as_ref()?)?;
    let bound = bound_to(order.jti, order.sub);
    let opened = hpke::open(&opening_key(key), SEALING_CONTEXT, &bound, &Sealed { enc, ciphertext })?;
    String::from_utf8(opened).ok().map(Zeroizing::new)
}
