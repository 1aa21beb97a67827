//! The words of the command line, one file for each kind of service.

mod authority;
mod client;
mod doctor;
mod host;
#[cfg(feature = "lab")]
mod lab;
mod plan;

pub(crate) use authority::*;
pub(crate) use client::*;
pub(crate) use doctor::*;
pub(crate) use host::*;
#[cfg(feature = "lab")]
pub(crate) use lab::*;
pub(crate) use plan::*;

use clap::{Args, Parser, Subcommand, ValueEnum};
use muster_core::lang::Lang;
use std::{net::SocketAddr, path::PathBuf};

/// Volume activation for a software vendor's own products.
#[derive(Debug, Parser)]
#[command(name = "muster", version, propagate_version = true)]
pub(crate) struct Arguments {
    /// Directory of this machine's state; host, client and authority each have a folder in it.
    #[arg(long, global = true, env = "MUSTER_STATE", default_value = "/var/lib/muster", value_name = "DIR")]
    pub(crate) state: PathBuf,
    /// Language of the output.
    #[arg(long, global = true, env = "MUSTER_LANG", value_enum)]
    lang: Option<Language>,
    /// What to log on standard error: error, warn, info, debug, or directives.
    #[arg(long, global = true, env = "MUSTER_LOG", default_value = "warn,hickory_server=error", value_name = "FILTER")]
    pub(crate) log: String,
    #[arg(long, hide = true, env = "LC_ALL", default_value = "")]
    lc_all: String,
    #[arg(long, hide = true, env = "LC_MESSAGES", default_value = "")]
    lc_messages: String,
    #[arg(long, hide = true, env = "LANG", default_value = "")]
    locale: String,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    En,
    Ja,
}

impl Arguments {
    /// The language asked for, else that of the locale.
    pub(crate) fn language(&self) -> Lang {
        match self.lang {
            Some(Language::En) => Lang::En,
            Some(Language::Ja) => Lang::Ja,
            None => {
                let names = [&self.lc_all, &self.lc_messages, &self.locale];
                Lang::from_locale(names.into_iter().find(|name| !name.is_empty()).map_or("", |name| name))
            }
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Keep this machine's products activated, and tell applications on a local socket how things are.
    Agent(AgentArguments),
    /// The vendor's authority: root key, license pack, product keys, activation, desk.
    #[command(subcommand)]
    Authority(AuthorityCommand),
    /// Measure speed, side by side with a reference.
    #[cfg(feature = "lab")]
    #[command(subcommand)]
    Bench(BenchCommand),
    /// This machine as a client.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Say why a Windows, Office or Muster machine is not activated, from the evidence that its own tools print.
    Doctor(DoctorArguments),
    /// This machine as an activation host.
    #[command(subcommand)]
    Host(HostCommand),
    /// Show a vendor, a host and a fleet of machines going through volume activation.
    #[cfg(feature = "lab")]
    Lab(LabArguments),
    /// The options of ospp, with / or -. A link named ospp does the same.
    Ospp(OptionArguments),
    /// Activation without a network: this machine's installation id as text, file or QR code.
    #[command(subcommand)]
    Phone(PhoneCommand),
    /// Simulate a fleet: when it passes its threshold, how busy its hosts are, who expires when in an outage.
    Plan(PlanArguments),
    /// Activate machines without a network through one that has it: collect, fetch, deposit.
    #[command(subcommand)]
    Proxy(ProxyCommand),
    /// The options of slmgr, with / or -. A link named slmgr does the same.
    Slmgr(OptionArguments),
}

/// What this machine is and which network it sees; the machine's own settings without these.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct MachineArguments {
    /// Name of this machine.
    #[arg(long, env = "MUSTER_MACHINE_NAME", value_name = "NAME")]
    pub(crate) machine_name: Option<String>,
    /// Stable identity instead of the hardware, for a container.
    #[arg(long, env = "MUSTER_IDENTITY", value_name = "TEXT")]
    pub(crate) identity: Option<String>,
    /// DNS server to ask; may be repeated.
    #[arg(long, env = "MUSTER_NAME_SERVER", value_name = "ADDRESS:PORT")]
    pub(crate) name_server: Vec<SocketAddr>,
    /// Domain to look for hosts in; may be repeated.
    #[arg(long, env = "MUSTER_DOMAIN", value_name = "DOMAIN")]
    pub(crate) domain: Vec<String>,
}

/// The words of slmgr and ospp.
#[derive(Debug, Args)]
pub(crate) struct OptionArguments {
    #[command(flatten)]
    pub(crate) machine: MachineArguments,
    /// Option and arguments; every option is shown without one.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_words_contradict_nowhere() {
        super::Arguments::command().debug_assert();
    }
}
