//! Command-line arguments of `muster lab`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct LabArguments {
    /// Show what goes wrong in one scenario, and what the doctor makes of it; "all" for every scenario.
    #[cfg(feature = "doctor")]
    #[arg(long, value_name = "NAME|all", conflicts_with_all = ["machines", "stay"])]
    pub(crate) scenario: Option<String>,
    /// Healthy machines in the fleet.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=2_000))]
    pub(crate) machines: u32,
    /// Keep everything in this folder, which must be new or empty.
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    /// Leave host and DNS running, 200 days later, and print a link into the host's web console, and how to activate one more
    /// machine by hand.
    #[arg(long)]
    pub(crate) stay: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
