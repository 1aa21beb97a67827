//! Command-line arguments of `muster plan`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    /// Products, hosts, machines and what goes wrong, as TOML; a plain fleet without it.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Machines of a plain fleet.
    #[arg(long, default_value_t = 1_000, conflicts_with = "file", value_parser = clap::value_parser!(u32).range(10..=10_000_000))]
    pub(crate) machines: u32,
    /// Days of a plain fleet.
    #[arg(long, default_value_t = 365, conflicts_with = "file", value_parser = clap::value_parser!(u32).range(1..=3_650))]
    pub(crate) days: u32,
    /// Hosts of a plain fleet.
    #[arg(long, default_value_t = 2, conflicts_with = "file", value_parser = clap::value_parser!(u32).range(1..=200))]
    pub(crate) hosts: u32,
    /// What chance is drawn from: the same seed gives the same result.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Instead: small fleets of so many seeds, from --seed on, with lost, doubled and late messages and dying hosts; checks what
    /// must always hold.
    #[arg(long, value_name = "SEEDS", conflicts_with_all = ["file", "out", "json", "machines", "days", "hosts"])]
    pub(crate) faults: Option<u64>,
    /// Write the report and, in a build that has the lab, its plots into this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
