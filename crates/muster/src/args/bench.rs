//! Command-line arguments of `muster bench`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Everything below, as one table: some eight minutes.
    All(BenchArguments),
    /// Durable, signed activations as fast as they go, against the same HTTP stack answering a constant.
    Activation {
        /// Where the hosts keep their memory; postgres measures one host and two, on a server of its own.
        #[arg(long, value_enum)]
        store: Option<BenchStore>,
        #[command(flatten)]
        arguments: BenchArguments,
    },
    /// Latency at shares of what a host can take.
    Load(BenchArguments),
    /// What an activation costs, and what memory the host holds, from 1 000 known machines to 1 000 000.
    Growth(BenchArguments),
    /// What a client pays to know that it is licensed, against the bare signatures.
    Client(BenchArguments),
    /// Every page of the web consoles, beside a host that activates at half of what it can take.
    Console(BenchArguments),
    /// Reading of evidence: event logs against the parser alone, and a bundle up to its page.
    Doctor {
        /// Evidence: files and folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Runs of each, by turns.
        #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u32).range(1..=1_000))]
        runs: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// A large fleet: an export of an inventory up to its summary, against the parser of CSV alone.
    Fleet {
        /// Records of the export.
        #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
        records: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Where hosts keep their memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BenchStore {
    Sqlite,
    Postgres,
}

/// How long and how much.
#[derive(Debug, Args)]
pub(crate) struct BenchArguments {
    /// Seconds of each run.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub(crate) seconds: u32,
    /// Connections.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) connections: u32,
    /// Runs of each side, by turns.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
    pub(crate) runs: u32,
    /// Machines that the host knows.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) machines: u32,
    /// Write the figures and their plots into this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
