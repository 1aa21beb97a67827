//! `muster agent`.

use super::{agent_socket, machine, network, now, ready, stopped};
use crate::{
    args::{AgentArguments, MachineArguments},
    cmd::block_on,
    failure::Failure,
};
use muster_client::{
    Channel, Client, ClientError, Machine, Network,
    agent::{self, Agent, AgentEnv},
};
use muster_core::{code::Code, id::ActivationId, time::Moment};
use std::{path::Path, process::ExitCode};

pub(crate) fn run(arguments: &AgentArguments, state: &Path) -> Result<ExitCode, Failure> {
    let directory = state.join("client");
    // A machine that is no client is said so at once, not at the first attempt.
    drop(Client::open(&directory, now())?);
    let mut world = SystemWorld { arguments: arguments.machine.clone() };
    if arguments.once {
        agent::look(&directory, false, &mut world)?;
        return Ok(ExitCode::SUCCESS);
    }
    let agent = Agent::new(&directory);
    let socket = arguments.socket.clone().unwrap_or_else(|| agent_socket(state));
    let here = arguments.machine.clone();
    agent.listen(&socket, Box::new(now), Box::new(move || machine(&here)))?;
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
    agent.run(&mut world);
    drop(std::fs::remove_file(&socket));
    Ok(ExitCode::SUCCESS)
}

/// The machine as it is.
struct SystemWorld {
    arguments: MachineArguments,
}

impl AgentEnv for SystemWorld {
    fn now(&mut self) -> Moment {
        now()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        muster_platform::entropy::fill(buffer);
    }

    fn environment(&mut self) -> Result<(Machine, Network), ClientError> {
        let machine = machine(&self.arguments);
        let network = network(&self.arguments, &machine)?;
        Ok((machine, network))
    }

    fn attempted(&mut self, product: ActivationId, code: Code, by: Option<Channel>) {
        tracing::info!(%product, %code, ?by, "attempted");
    }

    fn failed(&mut self, error: &ClientError) {
        tracing::error!(code = %error.code(), %error, "cannot look after the licenses");
    }
}
