//! What several commands take: what this machine is, and the options of slmgr and ospp.

use clap::Args;
use std::net::SocketAddr;

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

/// The command line of slmgr and ospp.
#[derive(Debug, Args)]
pub(crate) struct OptionArguments {
    #[command(flatten)]
    pub(crate) machine: MachineArguments,
    /// Option and arguments; every option is shown without one.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}
