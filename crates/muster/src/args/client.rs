//! Command-line arguments of a client: `muster client`, `agent`, `phone`, `proxy`.

use super::machine::MachineArguments;
use clap::{Args, Subcommand};
use muster_core::{sentence, sentence::Sentence};
use muster_trust::jwk::is_thumbprint;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct AgentArguments {
    /// Do what is due, and end.
    #[arg(long)]
    pub(crate) once: bool,
    /// Where applications ask; agent.sock in the state directory without it.
    #[arg(long, env = "MUSTER_SOCKET", value_name = "FILE")]
    pub(crate) socket: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) machine: MachineArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PhoneCommand {
    /// Show the installation id of the installed MAK or host key.
    Iid {
        /// The product; the one with a MAK without it.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        #[command(flatten)]
        ticket: TicketArguments,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Deposit the confirmation id that a file holds.
    Cid {
        /// The file from the desk, or an image (PNG, JPEG) of its QR code.
        file: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
}

/// How an id is handed over.
#[derive(Debug, Default, Args)]
pub(crate) struct TicketArguments {
    /// Print it as a QR code too.
    #[arg(long)]
    pub(crate) qr: bool,
    /// Write it as a QR code, PNG.
    #[arg(long, value_name = "FILE")]
    pub(crate) png: Option<PathBuf>,
    /// Write it as a QR code, SVG.
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Write it as a text file.
    #[arg(long, value_name = "FILE")]
    pub(crate) text: Option<PathBuf>,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProxyCommand {
    /// Ask machines for their installation ids and write them into a list.
    Collect {
        /// Where to write the list.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        via: Via,
        /// The machines; or files that `muster phone iid --text` wrote.
        #[arg(required = true, value_name = "MACHINE|FILE")]
        machines: Vec<String>,
    },
    /// Ask the authority for the confirmation ids of a list. This is the one step that needs a network.
    Fetch {
        /// The list.
        list: PathBuf,
        /// The authority, https://…
        #[arg(long, value_name = "URL")]
        authority: String,
        /// Certificates to trust instead of the system's, PEM.
        #[arg(long, value_name = "FILE")]
        ca: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Hand the confirmation ids of a list to the machines.
    Deposit {
        /// The list.
        list: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        via: Via,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Via {
    /// How a command reaches a machine: a program and its arguments, run without a shell. {machine} stands for the name.
    #[arg(long, value_name = "COMMAND", default_value = "ssh {machine} sudo muster")]
    pub(crate) via: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Make this machine a client: install root key and license pack.
    Init {
        /// The vendor's root key, JWK.
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// The vendor's license pack.
        #[arg(long, value_name = "FILE")]
        pack: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Make this machine a client by the vendor's enrolment file, or bring the client that it is to what the file says.
    Enrol {
        /// The enrolment file; - for standard input.
        file: PathBuf,
        /// The thumbprint of the vendor's root key, as the vendor names it: for a file that came by a way that others can change.
        #[arg(long, value_name = "THUMBPRINT", value_parser = thumbprint)]
        root_key: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Activate the installed products.
    Activate {
        /// Only this product.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Show the installed products.
    Status {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Install a newer license pack.
    Pack {
        /// The pack.
        file: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give the activation of a MAK back: another machine can use it then.
    Return {
        /// The product; the only one with a MAK without it.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the events, oldest first.
    Events {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the thumbprint of the key by which hosts know this machine, to be compared with what the host shows.
    MachineKey {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

fn thumbprint(text: &str) -> Result<String, Sentence> {
    let none = || sentence!("a thumbprint has 43 characters (RFC 7638)", "拇印は 43 文字です (RFC 7638)");
    if is_thumbprint(text) { Ok(text.to_owned()) } else { Err(none()) }
}
