//! One file per kind of service.

#[cfg(feature = "console")]
pub(crate) mod account;
pub(crate) mod agent;
pub(crate) mod authority;
pub(crate) mod client;
mod console;
#[cfg(feature = "console")]
mod console_audit;
#[cfg(feature = "doctor")]
pub(crate) mod doctor;
mod enrol;
pub(crate) mod host;
pub(crate) mod identity;
pub(crate) mod manual;
pub(crate) mod phone;
pub(crate) mod plan;
pub(crate) mod proxy;
pub(crate) mod service;
pub(crate) mod shown;
pub(crate) mod stop_signal;
pub(crate) mod ticket;
#[cfg(feature = "console")]
mod webhook;

pub(crate) use stop_signal::stopped;

use crate::{args::MachineArguments, failure::Failure};
use muster_client::{ClientError, Env, Machine, Network};
use muster_core::{lang::Lang, time::Moment};
use muster_platform::{clock::Clock, process};
use muster_proto::instant;
use muster_slmgr::Locale;
use std::{
    future::Future,
    path::{Path, PathBuf},
};

/// The time now.
pub(crate) fn now() -> Moment {
    Clock::System.now()
}

/// How a reader of `lang` at this machine reads.
pub(crate) fn locale(lang: Lang) -> Locale {
    Locale { lang, local_time: instant::local }
}

/// This machine.
pub(crate) fn machine(arguments: &MachineArguments) -> Machine {
    Machine::read(arguments.machine_name.as_deref(), arguments.identity.as_deref())
}

/// This machine now, without its network.
pub(crate) fn env(arguments: &MachineArguments) -> Env {
    Env::offline(machine(arguments), now())
}

/// This machine now, on the network that it sees.
pub(crate) fn env_on_network(arguments: &MachineArguments) -> Result<Env, ClientError> {
    let env = env(arguments);
    Ok(Env { network: network(arguments, &env.machine)?, ..env })
}

fn network(arguments: &MachineArguments, machine: &Machine) -> Result<Network, ClientError> {
    let mut network = if arguments.name_server.is_empty() {
        Network::system(&machine.name)?
    } else {
        Network { servers: arguments.name_server.clone(), dns_overridden: true, ..Network::default() }
    };
    if !arguments.domain.is_empty() {
        network.suffixes = arguments.domain.clone();
    }
    Ok(network)
}

/// Where the agent of a state answers.
pub(crate) fn agent_socket(state: &Path) -> PathBuf {
    state.join("agent.sock")
}

/// Tells whoever started this service that it answers; nobody, if nobody asked.
pub(crate) fn ready() {
    if let Err(error) = process::tell_ready() {
        tracing::warn!(%error, "cannot tell that the service is ready");
    }
}

/// Runs a service until it is told to stop.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
