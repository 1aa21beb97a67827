//! Command-line arguments of `muster doctor`.

use super::machine::MachineArguments;
use clap::{Args, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct DoctorArguments {
    #[command(subcommand)]
    pub(crate) command: Option<DoctorCommand>,
    /// Files, folders, archives, mails, or - for a text on standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Say it in six lines, for a ticket: cause, finding, step, command, how to see that it worked, and what to ask next.
    #[arg(long, conflicts_with = "all")]
    pub(crate) brief: bool,
    /// List every check that could not be done, not only those that decide between the causes left.
    #[arg(long)]
    pub(crate) all: bool,
    /// Write the report as a page; into a folder under the computer's name.
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) html: Option<PathBuf>,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) time: ReportTime,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same.
    #[arg(long, value_name = "FILE")]
    pub(crate) mask: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ReportTime {
    /// Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes.
    #[arg(long, value_name = "SECONDS", env = "SOURCE_DATE_EPOCH")]
    pub(crate) at: Option<i64>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DoctorCommand {
    /// Diagnose cases whose cause is known, and count: case.toml beside the evidence of each.
    Accuracy {
        /// The folder of the cases.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Collect on this machine what tells why it is not activated, write it as one zip, and diagnose it. Nothing is changed.
    Collect(CollectArguments),
    /// Say what codes, events, rules and license statuses mean and what to do about them, offline.
    Explain {
        /// Codes in any spelling (0xC004F074, C004F074, -1073418124, 3221549172), numbers of events (12288), ids of rules (NET014)
        /// or license statuses (Notification).
        #[arg(required = true, value_name = "WHAT", allow_negative_numbers = true)]
        asked: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Diagnose many bundles and exports of inventories, and say what stops most machines.
    Fleet(FleetArguments),
    /// Ask DNS for hosts, try every address, and bind once to what listens. Nothing is requested, nothing is changed.
    Probe(ProbeArguments),
    /// Show what is recognised in evidence, and every fact with the line that says it.
    Read {
        /// Files, folders, or - for a text on standard input.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same.
        #[arg(long, value_name = "FILE")]
        mask: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CollectArguments {
    /// Where to write: a folder, in which the file has the computer's name, or a file that ends in .zip. The current folder without
    /// it.
    #[arg(long, value_name = "DIR|FILE.zip")]
    pub(crate) out: Option<PathBuf>,
    /// Print the path of the file alone. The exit code is still that of the diagnosis.
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Write the collector for Windows machines without muster, muster-collect.cmd, and collect nothing here.
    #[arg(long)]
    pub(crate) script: bool,
    /// Let no part take more seconds than this.
    #[arg(long, value_name = "SECONDS", conflicts_with = "script", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) limit: Option<u64>,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) time: ReportTime,
    /// Print the diagnosis as JSON.
    #[arg(long, conflicts_with = "quiet")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) machine: MachineArguments,
}

#[derive(Debug, Args)]
pub(crate) struct FleetArguments {
    /// The folder of the bundles, one file or folder each, also below folders of customers; or an export of many machines.
    #[arg(value_name = "PATH")]
    pub(crate) folder: PathBuf,
    /// Say what has changed since an earlier run: its --json.
    #[arg(long, value_name = "FILE")]
    pub(crate) since: Option<PathBuf>,
    /// Write the report as a page.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Write one line for each machine, for spreadsheets.
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Write a page for each machine, and an index.html that links them.
    #[arg(long, value_name = "DIR")]
    pub(crate) reports: Option<PathBuf>,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
    /// Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same.
    #[arg(long, value_name = "FILE")]
    pub(crate) mask: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) time: ReportTime,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProbeArguments {
    /// Hosts to try, in place of those that DNS names in the domains that this machine searches.
    #[arg(value_name = "HOST[:PORT]")]
    pub(crate) hosts: Vec<String>,
    /// Domains to look in, in place of those that this machine searches.
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub(crate) domains: Vec<String>,
    /// Name servers to ask in place of those of this machine.
    #[arg(long = "server", value_name = "IP:PORT")]
    pub(crate) servers: Vec<SocketAddr>,
    /// Milliseconds to wait for a connection and for an answer.
    #[arg(long, value_name = "MS", default_value_t = 3_000, value_parser = clap::value_parser!(u64).range(1..=60_000))]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) time: ReportTime,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
