//! The agent: a service that keeps a machine licensed. It asks when it is time and when the network changes, and tells
//! applications on a local socket how things are.
//!
//! Everything it knows is on disk: it can be killed at any instant, and goes on where it was.

mod network;
mod socket;

pub use socket::{Answer, Question, ask};

use crate::{Client, ClientError, Env, events, state::Installed};
use muster_core::{
    client::{
        activation::Channel,
        license::Status,
        schedule::{self, ScheduledProduct},
    },
    code::{self, Code},
    event::Occurrence,
    id::ActivationId,
    time::Moment,
};
use muster_proto::event::Event;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};

/// Where an agent reads its surroundings, and what it tells of itself: a test or a simulation has its own.
pub trait AgentEnv: Send + Sync {
    /// The machine as it is now; the network is not read.
    fn local(&self) -> Env;
    /// The machine and the network as they are now: both may have changed. Fails if the network's configuration cannot be
    /// read.
    fn env(&self) -> Result<Env, ClientError>;
    /// Called after every attempt.
    fn attempted(&self, product: ActivationId, code: Code, by: Option<Channel>);
    /// Called when something goes wrong; the agent goes on.
    fn failed(&self, error: &ClientError);
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
        network::watch(self.sender.clone())
    }

    /// Runs until it is stopped.
    pub fn run(self) {
        let Self { directory, env, wakes, .. } = self;
        let mut network_changed = false;
        loop {
            let until = look(&directory, network_changed, &*env).unwrap_or_else(|error| {
                env.failed(&error);
                schedule::next_wakeup(&[], env.local().now)
            });
            network_changed = false;
            let sleep = until.since(env.local().now).as_seconds();
            match wakes.recv_timeout(Duration::from_secs(u64::try_from(sleep).unwrap_or(0).max(1))) {
                Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Wake::NetworkChanged) => network_changed = true,
                Ok(Wake::Activate(id, reply)) => {
                    let codes = activate(&directory, id, &*env).unwrap_or_else(|error| {
                        env.failed(&error);
                        Vec::new()
                    });
                    // The caller may have gone.
                    drop(reply.send(codes));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// Does what is due, once. Returns when to look again.
pub fn look(directory: &Path, network_changed: bool, env: &dyn AgentEnv) -> Result<Moment, ClientError> {
    let now = env.env()?;
    let mut client = Client::open(directory, now.now)?;
    client.record_observations(&now)?;
    for (id, product) in client.scheduled(&now) {
        if product.is_due(network_changed, now.now) {
            attempt(&mut client, id, env)?;
        }
    }
    let now = env.local();
    client.remind(&now)?;
    let products: Vec<ScheduledProduct> = client.scheduled(&now).into_iter().map(|(_, product)| product).collect();
    Ok(schedule::next_wakeup(&products, now.now))
}

fn activate(
    directory: &Path,
    id: Option<ActivationId>,
    env: &dyn AgentEnv,
) -> Result<Vec<(ActivationId, Code)>, ClientError> {
    let mut client = Client::open(directory, env.local().now)?;
    client.chosen(id)?.into_iter().map(|id| Ok((id, attempt(&mut client, id, env)?))).collect()
}

fn attempt(client: &mut Client, id: ActivationId, env: &dyn AgentEnv) -> Result<Code, ClientError> {
    let attempt = client.activate(id, &env.env()?)?;
    env.attempted(id, attempt.code, attempt.by);
    Ok(attempt.code)
}

impl Client {
    /// The installed products as the agent sees them. What a MAK has activated is not asked for again.
    fn scheduled(&self, env: &Env) -> Vec<(ActivationId, ScheduledProduct)> {
        let scheduled = |installed: &Installed| {
            let id = installed.id()?;
            let (_, product) = self.installed(id).ok()?;
            let standing = self.standing(installed, product, env);
            if standing.until.is_none() && standing.status == Status::Licensed {
                return None;
            }
            let last = installed.last_attempt.as_ref();
            let product = ScheduledProduct {
                standing,
                last_attempt: last.map(|attempt| Moment::from_unix(attempt.at)),
                last_succeeded: last.is_some_and(|attempt| attempt.code == code::SUCCESS.to_string()),
                next_attempt: installed.next_attempt.map(Moment::from_unix),
                intervals: installed.intervals(),
            };
            Some((id, product))
        };
        self.state.products.iter().filter_map(scheduled).collect()
    }

    /// Leaves an event (12403) for each activation that runs out, once a day.
    fn remind(&mut self, env: &Env) -> Result<(), ClientError> {
        let now = env.now;
        let mut reminded = Vec::new();
        for (id, product) in self.scheduled(env) {
            let (installed, _) = self.installed(id)?;
            let last = installed.reminded.map(Moment::from_unix);
            if let (Some(until), true) = (product.standing.until, product.reminds(last, now)) {
                let last = installed.last_attempt.as_ref().and_then(|attempt| attempt.code.parse().ok());
                events::append(
                    &self.directory,
                    &[Event::new(
                        &Occurrence::Expiring { last: last.unwrap_or(code::SUCCESS), product: id, until },
                        now,
                    )],
                )?;
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
