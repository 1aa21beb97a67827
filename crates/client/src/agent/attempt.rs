//! One attempt of the agent to activate a product.

use super::env::AgentEnv;
use crate::{client::Client, error::ClientError};
use muster_core::{code::Code, id::ActivationId};

/// Tries to activate a product, and says so to the agent's surroundings.
pub(super) fn attempt(client: &mut Client, id: ActivationId, env: &dyn AgentEnv) -> Result<Code, ClientError> {
    let attempt = client.activate(id, &env.env()?)?;
    env.attempted(id, attempt.code, attempt.by);
    Ok(attempt.code)
}
