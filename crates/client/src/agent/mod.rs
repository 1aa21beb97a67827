//! The agent: a service that keeps a machine licensed. It asks when it is time and when the network changes, and tells
//! applications on a local socket how things are.
//!
//! Everything it knows is on disk: it can be killed at any instant, and goes on where it was.

mod attempt;
mod confirmation;
mod contact;
mod contacts;
mod env;
mod evidence;
mod orders;
mod socket;
mod wake;

pub use crate::agent_request::AgentRequest;
pub use env::AgentEnv;
pub use socket::{AgentResponse, ask};

use crate::{client::Client, error::ClientError, schedule};
use attempt::attempt;
use contacts::Contacts;
use muster_core::{
    client::schedule::{ScheduledProduct, next_wakeup},
    code::Code,
    id::ActivationId,
    time::Moment,
};
use muster_platform::{files::FileError, network_changes};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};
use wake::Wake;

/// Ends a running agent.
#[derive(Clone)]
pub struct Stopper(Sender<Wake>);

impl Stopper {
    /// Ends it after what it is doing.
    pub fn stop(&self) {
        // An agent that has ended already needs no stopping.
        drop(self.0.send(Wake::Stop));
    }
}

/// An agent that is ready to run.
pub struct Agent {
    directory: PathBuf,
    env: Arc<dyn AgentEnv>,
    wakes: Receiver<Wake>,
    sender: Sender<Wake>,
}

impl Agent {
    /// An agent for the client in `directory`.
    pub fn new(directory: &Path, env: Arc<dyn AgentEnv>) -> Self {
        let (sender, wakes) = mpsc::channel();
        Self { directory: directory.to_owned(), env, wakes, sender }
    }

    /// What ends it.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Answers on a socket from now on. Fails if another agent answers there.
    pub fn listen(&self, socket: &Path) -> Result<(), ClientError> {
        socket::listen(socket, &self.directory, self.sender.clone(), self.env.clone())
    }

    /// Watches the network from now on.
    pub fn watch_network(&self) -> Result<(), ClientError> {
        let sender = self.sender.clone();
        let watched = network_changes::watch(move || sender.send(Wake::NetworkChanged).is_ok());
        Ok(watched.map_err(FileError::new(FileError::WATCH, Path::new("network")))?)
    }

    /// Runs until it is stopped.
    pub fn run(self) {
        let Self { directory, env, wakes, .. } = self;
        let mut network_changed = false;
        let mut contacts = Contacts::default();
        loop {
            let until = look_with(&mut contacts, &directory, network_changed, &*env).unwrap_or_else(|error| {
                env.failed(&error);
                next_wakeup(&[], env.local().now)
            });
            let until = contacts.next().map_or(until, |next| next.min(until));
            network_changed = false;
            let sleep = until.since(env.local().now).as_seconds();
            match wakes.recv_timeout(Duration::from_secs(u64::try_from(sleep).unwrap_or(0).max(1))) {
                Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Wake::NetworkChanged) => network_changed = true,
                Ok(Wake::Activate(id, done)) => {
                    let codes = activate(&directory, id, &*env).unwrap_or_else(|error| {
                        env.failed(&error);
                        Vec::new()
                    });
                    done(codes);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// Does what is due, once: asks for what is to be activated, and carries out what the hosts order that the configuration names.
/// Returns when to look again.
pub fn look(directory: &Path, network_changed: bool, env: &dyn AgentEnv) -> Result<Moment, ClientError> {
    look_with(&mut Contacts::default(), directory, network_changed, env)
}

fn look_with(
    contacts: &mut Contacts,
    directory: &Path,
    network_changed: bool,
    env: &dyn AgentEnv,
) -> Result<Moment, ClientError> {
    // A host takes contacts of machines that have asked it before.
    let until = keep_activated(directory, network_changed, env)?;
    // A key that was installed by an order is activated at once.
    let carried_out = contacts.keep(directory, network_changed, env);
    if carried_out { keep_activated(directory, false, env) } else { Ok(until) }
}

/// Asks for what is due.
fn keep_activated(directory: &Path, network_changed: bool, env: &dyn AgentEnv) -> Result<Moment, ClientError> {
    let now = env.env()?;
    let mut client = Client::open(directory, now.now)?;
    client.record_observations(&now)?;
    for (id, product) in schedule::products(&client.store, &now) {
        if product.is_due(network_changed, now.now) {
            attempt(&mut client, id, env)?;
        }
    }
    let now = env.local();
    schedule::remind(&mut client.store, &now)?;
    let products: Vec<ScheduledProduct> =
        schedule::products(&client.store, &now).into_iter().map(|(_, product)| product).collect();
    Ok(next_wakeup(&products, now.now))
}

fn activate(
    directory: &Path,
    id: Option<ActivationId>,
    env: &dyn AgentEnv,
) -> Result<Vec<(ActivationId, Code)>, ClientError> {
    let mut client = Client::open(directory, env.local().now)?;
    client.chosen(id)?.into_iter().map(|id| Ok((id, attempt(&mut client, id, env)?))).collect()
}
