//! Command-line arguments of `muster host`.

use super::{database::DatabaseArguments, machine::MachineArguments};
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum HostCommand {
    /// Make this machine a host: install root key, license pack and configuration.
    Init {
        /// The vendor's root key, JWK.
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// The vendor's license pack.
        #[arg(long, value_name = "FILE")]
        pack: PathBuf,
        /// The configuration, TOML; one that only names this machine without it.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Install a host key and activate online.
    Activate {
        /// File that holds the host key, or - for standard input; the installed key without it.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Answer clients.
    Serve {
        /// Port to listen on instead of the one that is set (slmgr /sprt).
        #[arg(long)]
        port: Option<u16>,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Show count, settings and counters.
    Status {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Publish the SRV records now.
    Publish {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take the SRV records out of DNS.
    Withdraw {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the newest events, newest first.
    Events {
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Export the whole history of requests (event 12290), newest first.
    Export {
        /// The form; CSV without it, and with --json JSON, one event a line.
        #[arg(long, value_enum)]
        format: Option<ExportFormat>,
        /// Where to write; standard output without it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show every machine that ever asked.
    Machines {
        /// Only those that are not activated, with the reason.
        #[arg(long)]
        not_activated: bool,
        /// Only those that have not asked for so many days.
        #[arg(long, value_name = "DAYS")]
        unseen_days: Option<u32>,
        /// In the order in which activations end, those that were never activated last.
        #[arg(long)]
        by_end: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Install a newer license pack. A running host decides the next request by it. If it changes root keys, an activated host
    /// asks for its license again.
    Pack {
        /// The pack.
        file: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Take a machine out of the count until it asks again.
    Release {
        /// Its name or its id (CMID).
        machine: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Move count, inventory and history into a PostgreSQL database that hosts can share; the host must not be running.
    Migrate {
        #[command(flatten)]
        database: DatabaseArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Answer nobody any more, and take the SRV records out of DNS.
    Retire {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Undo a retirement.
    Resume {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Confirm the clock after it was set by more than the host believes: it counts and removes history by it from now on.
    ConfirmClock {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Have machines install keys, activate or remove keys: their agents fetch what is ordered.
    #[command(subcommand)]
    Job(super::JobCommand),
    /// Accounts of the web console: make one, or a new link for one.
    #[cfg(feature = "console")]
    #[command(subcommand)]
    Account(super::AccountCommand),
    /// The audit log of the web console: everything that was done or tried in it.
    #[cfg(feature = "console")]
    #[command(subcommand)]
    Audit(super::AuditCommand),
    /// Webhooks of the web console: addresses that what happens is posted to.
    #[cfg(feature = "console")]
    #[command(subcommand)]
    Webhook(super::WebhookCommand),
    /// Write everything that makes this host into a new folder, while it may be running.
    Backup {
        /// The folder.
        folder: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make this machine a host from a backup.
    Restore {
        /// The folder.
        folder: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Csv,
    Json,
    Text,
}
