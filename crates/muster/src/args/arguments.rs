//! The command line as a whole.

#[cfg(feature = "bench")]
use super::bench::BenchCommand;
#[cfg(feature = "doctor")]
use super::doctor::{DoctorArguments, DoctorCommand};
#[cfg(feature = "lab")]
use super::lab::LabArguments;
use super::{
    authority::AuthorityCommand,
    client::{AgentArguments, ClientCommand, PhoneCommand, ProxyCommand},
    host::HostCommand,
    machine::{MachineArguments, OptionArguments},
    plan::PlanArguments,
};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use muster_core::lang::Lang;
use muster_platform::state_folder;
use std::path::PathBuf;

/// The heading of what every command takes.
const GLOBAL: &str = "Global options";

/// Volume activation for a software vendor's own products.
#[derive(Debug, Parser)]
#[command(name = "muster", version, propagate_version = true)]
pub(crate) struct Arguments {
    /// Directory of this machine's state; host, client and authority each have a folder in it.
    #[arg(long, global = true, env = "MUSTER_STATE", default_value_os_t = state_folder::of_machine(), value_name = "DIR", help_heading = GLOBAL)]
    pub(crate) state: PathBuf,
    /// Language of the output; that of the locale without it.
    #[arg(long, global = true, env = "MUSTER_LANG", value_enum, help_heading = GLOBAL)]
    lang: Option<Language>,
    /// What to log on standard error: error, warn, info, debug, or directives.
    #[arg(long, global = true, env = "MUSTER_LOG", default_value = "warn", value_name = "FILTER", help_heading = GLOBAL)]
    pub(crate) log: String,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    En,
    Ja,
}

impl Command {
    /// What the machine is said to be, where a command acts for one that is there already.
    pub(crate) fn machine_mut(&mut self) -> Option<&mut MachineArguments> {
        match self {
            Self::Agent(AgentArguments { machine, .. })
            | Self::Client(
                ClientCommand::Activate { machine, .. }
                | ClientCommand::Enrol { machine, .. }
                | ClientCommand::Status { machine, .. },
            )
            | Self::Host(
                HostCommand::Activate { machine, .. }
                | HostCommand::Pack { machine, .. }
                | HostCommand::Serve { machine, .. },
            )
            | Self::Ospp(OptionArguments { machine, .. })
            | Self::Phone(PhoneCommand::Iid { machine, .. } | PhoneCommand::Cid { machine, .. })
            | Self::Slmgr(OptionArguments { machine, .. }) => Some(machine),
            #[cfg(feature = "doctor")]
            Self::Doctor(DoctorArguments { command: Some(DoctorCommand::Collect(collect)), .. }) => {
                Some(&mut collect.machine)
            }
            _ => None,
        }
    }

    /// Whether it answers until it is told to stop.
    pub(crate) fn serves(&self) -> bool {
        matches!(
            self,
            Self::Agent(AgentArguments { once: false, .. })
                | Self::Authority(AuthorityCommand::Serve { .. })
                | Self::Host(HostCommand::Serve { .. })
        )
    }
}

impl Arguments {
    /// The language asked for, else that of the locale.
    pub(crate) fn language(&self, locale: Lang) -> Lang {
        match self.lang {
            Some(Language::En) => Lang::En,
            Some(Language::Ja) => Lang::Ja,
            None => locale,
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
    #[cfg(feature = "bench")]
    #[command(subcommand)]
    Bench(BenchCommand),
    /// This machine as a client.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Say why a Windows, Office or Muster machine is not activated, from the evidence that its own tools print.
    #[cfg(feature = "doctor")]
    Doctor(DoctorArguments),
    /// This machine as an activation host.
    #[command(subcommand)]
    Host(HostCommand),
    /// Show a vendor, a host and a fleet of machines going through volume activation.
    #[cfg(feature = "lab")]
    Lab(LabArguments),
    /// Print a page of the manual, or write all of them.
    Man {
        /// The command whose page it is; that of muster without it.
        #[arg(value_name = "COMMAND", conflicts_with = "out")]
        page: Option<String>,
        /// Write every page into this folder.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
    },
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
