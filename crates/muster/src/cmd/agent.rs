//! `muster agent`.

use super::{agent_socket, env, env_on_network, now, ready, stopped};
use crate::{
    args::{AgentArguments, MachineArguments},
    cmd::block_on,
    failure::Failure,
};
use muster_client::{
    Channel, Client, ClientError, Env,
    agent::{self, Agent, AgentEnv},
};
use muster_core::{code::Code, id::ActivationId};
use muster_platform::event_log;
use std::{path::Path, process::ExitCode, sync::Arc};

pub(crate) fn run(arguments: &AgentArguments, state: &Path) -> Result<ExitCode, Failure> {
    let directory = state.join("client");
    // A machine that is no client is said so at once, not at the first attempt.
    drop(Client::open(&directory, now())?);
    if let Err(error) = event_log::open("Muster") {
        tracing::warn!(%error, "cannot open the event log of Windows");
    }
    let env = SystemEnv { arguments: arguments.machine.clone() };
    if arguments.once {
        agent::look(&directory, false, &env)?;
        return Ok(ExitCode::SUCCESS);
    }
    let agent = Agent::new(&directory, Arc::new(env));
    let socket = arguments.socket.clone().unwrap_or_else(|| agent_socket(state));
    agent.listen(&socket)?;
    agent.watch_network()?;
    crate::out::line(&format!("agent: {}", socket.display()));
    ready();
    let stopper = agent.stopper();
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        let waited = block_on(async {
            stopped().await;
            Ok(())
        });
        drop(waited);
        stopper.stop();
    })?;
    agent.run();
    drop(std::fs::remove_file(&socket));
    Ok(ExitCode::SUCCESS)
}

/// The machine as it is.
struct SystemEnv {
    arguments: MachineArguments,
}

impl AgentEnv for SystemEnv {
    fn local(&self) -> Env {
        env(&self.arguments)
    }

    fn env(&self) -> Result<Env, ClientError> {
        env_on_network(&self.arguments)
    }

    fn attempted(&self, product: ActivationId, code: Code, by: Option<Channel>) {
        tracing::info!(%product, %code, ?by, "attempted");
    }

    fn failed(&self, error: &ClientError) {
        tracing::error!(code = %error.code(), %error, "cannot look after the licenses");
    }
}
