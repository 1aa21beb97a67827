//! When the agent asks the hosts that the configuration names for orders.

use super::{contact::contact, env::AgentEnv, evidence};
use crate::{client::Client, error::ClientError};
use muster_core::{
    order::next_contact,
    time::{Moment, Span},
};
use std::path::Path;

/// The next contact; none before the first, and while no host is named.
#[derive(Default)]
pub(super) struct Contacts(Option<Contacted>);

struct Contacted {
    at: Moment,
    next: Moment,
    reached: bool,
}

impl Contacts {
    /// When the hosts are asked again.
    pub(super) fn next(&self) -> Option<Moment> {
        self.0.as_ref().map(|contacted| contacted.next)
    }

    /// Asks the hosts if it is time, and returns whether an order was carried out. A host that cannot be reached keeps the agent from
    /// nothing else.
    pub(super) fn keep(&mut self, directory: &Path, network_changed: bool, env: &dyn AgentEnv) -> bool {
        if !self.is_due(network_changed, env.local().now) {
            return false;
        }
        let (contacted, carried_out) = ask_all(directory, env).unwrap_or_else(|error| {
            env.failed(&error);
            (None, false)
        });
        self.0 = contacted;
        carried_out
    }

    fn is_due(&self, network_changed: bool, now: Moment) -> bool {
        // A clock that was set back would postpone the next contact for ever.
        self.0.as_ref().is_none_or(|last| now >= last.next || now < last.at || (network_changed && !last.reached))
    }
}

fn ask_all(directory: &Path, env: &dyn AgentEnv) -> Result<(Option<Contacted>, bool), ClientError> {
    let mut client = Client::open(directory, env.local().now)?;
    let managed = client.config().managed.clone();
    if managed.hosts.is_empty() {
        return Ok((None, false));
    }
    let (mut reached, mut carried_out) = (true, false);
    for host in &managed.hosts {
        match contact(&mut client, host, env) {
            Ok(done) => {
                carried_out |= done;
                // A host that takes no evidence gives orders all the same.
                let told = env.env().and_then(|now| evidence::tell(&mut client, host, &now));
                told.unwrap_or_else(|error| env.failed(&error));
            }
            Err(error) => {
                env.failed(&error);
                reached = false;
            }
        }
    }
    let local = env.local();
    let random = u32::from_be_bytes(local.entropy.bytes());
    let next = next_contact(Span::minutes(managed.every_minutes), reached, random, local.now);
    Ok((Some(Contacted { at: local.now, next, reached }), carried_out))
}
