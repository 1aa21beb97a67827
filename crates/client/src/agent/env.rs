//! What an agent takes from its surroundings, and what it tells of itself.

use crate::{env::Env, error::ClientError};
use muster_core::{client::activation::Channel, code::Code, id::ActivationId};

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
