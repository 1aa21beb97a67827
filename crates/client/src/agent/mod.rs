//! The agent: a service that keeps a machine licensed. It asks when it is time and when the network changes, and tells
//! applications on a local socket how things are.
//!
//! Everything it knows is on disk: it can be killed at any instant, and goes on where it was.

mod network;
mod socket;

pub use socket::{Answer, ClockFn, MachineFn, Question, ask};

use crate::{Channel, Client, ClientError, Entropy, Machine, Network, events};
use muster_core::{
    client::schedule::{self, ScheduledProduct},
    code::{self, Code},
    id::ActivationId,
    time::Moment,
};
use muster_proto::event;
use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    time::Duration,
};

/// What the world around an agent is asked for: a test or a simulation has its own.
pub trait AgentEnv {
    /// The clock.
    fn now(&mut self) -> Moment;
    /// Fills a buffer with random bytes.
    fn entropy(&mut self, buffer: &mut [u8]);
    /// This machine and the network that it sees, read anew: both may have changed.
    fn environment(&mut self) -> Result<(Machine, Network), ClientError>;
    /// Told of every attempt.
    fn attempted(&mut self, product: ActivationId, code: Code, by: Option<Channel>);
    /// Told of what goes wrong; the agent goes on.
    fn failed(&mut self, error: &ClientError);
}

/// Why an agent wakes.
pub(crate) enum Wake {
    NetworkChanged,
    /// Somebody on the socket wants products asked for now.
    Activate(Option<ActivationId>, Sender<Vec<(ActivationId, Code)>>),
    Stop,
}

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
    wakes: Receiver<Wake>,
    sender: Sender<Wake>,
}

impl Agent {
    /// An agent for the client in `directory`.
    pub fn new(directory: &Path) -> Self {
        let (sender, wakes) = mpsc::channel();
        Self { directory: directory.to_owned(), wakes, sender }
    }

    /// What ends it.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Answers on a socket from now on, by that clock and for that machine.
    pub fn listen(&self, socket: &Path, now: ClockFn, machine: MachineFn) -> Result<(), ClientError> {
        socket::listen(socket, &self.directory, self.sender.clone(), now, machine)
    }

    /// Watches the network from now on.
    pub fn watch_network(&self) -> Result<(), ClientError> {
        network::watch(self.sender.clone())
    }

    /// Runs until it is stopped.
    pub fn run(self, world: &mut dyn AgentEnv) {
        let mut changed = false;
        loop {
            let until = look(&self.directory, changed, world).unwrap_or_else(|error| {
                world.failed(&error);
                None
            });
            let now = world.now();
            let sleep = until.unwrap_or_else(|| schedule::next_wakeup(&[], now)).since(now).as_seconds();
            match self.wakes.recv_timeout(Duration::from_secs(u64::try_from(sleep).unwrap_or(0).max(1))) {
                Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Wake::NetworkChanged) => changed = true,
                Ok(Wake::Activate(id, reply)) => {
                    changed = false;
                    let codes = activate(&self.directory, id, world).unwrap_or_else(|error| {
                        world.failed(&error);
                        Vec::new()
                    });
                    // Whoever asked may have gone.
                    drop(reply.send(codes));
                }
                Err(RecvTimeoutError::Timeout) => changed = false,
            }
        }
    }
}

/// Does what is due, once. Says when to look again.
pub fn look(directory: &Path, network_changed: bool, world: &mut dyn AgentEnv) -> Result<Option<Moment>, ClientError> {
    let (machine, network) = world.environment()?;
    let now = world.now();
    let mut client = Client::open(directory, now)?;
    client.record_observations(&machine, now)?;
    for (id, product) in client.watched(&machine, now) {
        if product.is_due(network_changed, now) {
            let now = world.now();
            let mut entropy = |buffer: &mut [u8]| world.entropy(buffer);
            let attempt = client.activate(id, &machine, &network, now, &mut entropy as Entropy<'_>)?;
            world.attempted(id, attempt.code, attempt.by);
        }
    }
    let now = world.now();
    client.remind(&machine, now)?;
    let products: Vec<ScheduledProduct> =
        client.watched(&machine, now).into_iter().map(|(_, product)| product).collect();
    Ok(Some(schedule::next_wakeup(&products, now)))
}

fn activate(
    directory: &Path,
    id: Option<ActivationId>,
    world: &mut dyn AgentEnv,
) -> Result<Vec<(ActivationId, Code)>, ClientError> {
    let (machine, network) = world.environment()?;
    let mut client = Client::open(directory, world.now())?;
    let mut codes = Vec::new();
    for id in client.chosen(id)? {
        let now = world.now();
        let mut entropy = |buffer: &mut [u8]| world.entropy(buffer);
        let attempt = client.activate(id, &machine, &network, now, &mut entropy as Entropy<'_>)?;
        world.attempted(id, attempt.code, attempt.by);
        codes.push((id, attempt.code));
    }
    Ok(codes)
}

impl Client {
    /// The installed products as the agent sees them. What a MAK has activated is not asked for again.
    fn watched(&self, machine: &Machine, now: Moment) -> Vec<(ActivationId, ScheduledProduct)> {
        let watched = |installed: &crate::state::Installed| {
            let id = installed.id()?;
            let (_, product) = self.installed(id).ok()?;
            let standing = self.standing(installed, product, machine, now);
            if standing.until.is_none() && standing.status == muster_core::client::license::Status::Licensed {
                return None;
            }
            let last = installed.last_attempt.as_ref();
            let watched = ScheduledProduct {
                standing,
                last_attempt: last.map(|attempt| Moment::from_unix(attempt.at)),
                last_succeeded: last.is_some_and(|attempt| attempt.code == code::SUCCESS.to_string()),
                next_attempt: installed.next_attempt.map(Moment::from_unix),
                intervals: installed.intervals(),
            };
            Some((id, watched))
        };
        self.state.products.iter().filter_map(watched).collect()
    }

    /// Leaves an event (12403) for each activation that runs out, once a day.
    fn remind(&mut self, machine: &Machine, now: Moment) -> Result<(), ClientError> {
        let mut reminded = Vec::new();
        for (id, product) in self.watched(machine, now) {
            let (installed, _) = self.installed(id)?;
            let last = installed.reminded.map(Moment::from_unix);
            if let (Some(until), true) = (product.standing.until, product.reminds(last, now)) {
                let last = installed.last_attempt.as_ref().and_then(|attempt| attempt.code.parse().ok());
                events::append(&self.directory, &[event::expiring(id, until, last.unwrap_or(code::SUCCESS), now)])?;
                reminded.push(id);
            }
        }
        if reminded.is_empty() {
            return Ok(());
        }
        self.change(|state| {
            for id in reminded {
                if let Some(installed) = state.product_mut(id) {
                    installed.reminded = Some(now.unix());
                }
            }
            Ok(())
        })
    }
}
