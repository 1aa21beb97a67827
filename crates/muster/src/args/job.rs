//! Command-line arguments of `muster host job`.

use clap::{Args, Subcommand, value_parser};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum JobCommand {
    /// Install a setup key (GVLK) or a MAK. It travels sealed to each machine.
    InstallKey {
        /// File that holds the product key, or - for standard input.
        #[arg(long, value_name = "FILE")]
        key_file: PathBuf,
        #[command(flatten)]
        machines: JobMachines,
        /// Do not ask whether the keys of the machines are theirs: they were compared before.
        #[arg(long)]
        yes: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Activate a product, or all that are installed.
    Activate {
        /// Only this product.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        #[command(flatten)]
        machines: JobMachines,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Remove the key of a product, and its activation.
    RemoveKey {
        /// The product.
        #[arg(long, value_name = "ID")]
        activation_id: String,
        #[command(flatten)]
        machines: JobMachines,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Activate a product with a MAK on machines that reach no authority: each tells its installation id, and takes the confirmation id
    /// that somebody brings.
    ProxyActivate {
        /// The product.
        #[arg(long, value_name = "ID")]
        activation_id: String,
        #[command(flatten)]
        machines: JobMachines,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the installation ids of a proxy activation into a list, for muster proxy fetch where there is a network.
    InstallationIds {
        /// The number of the job.
        job: i64,
        /// Where to write the list.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take the confirmation ids of a list back into its job.
    Confirm {
        /// The number of the job.
        job: i64,
        /// The list, or - for standard input. With --machine the confirmation id, or a file or an image (PNG, JPEG) of its QR code.
        list: PathBuf,
        /// Take one confirmation id, for the machine of this name or id (CMID).
        #[arg(long, value_name = "NAME|CMID")]
        machine: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Apply the confirmation id again that activated the same hardware before; the authority is not asked.
    Reapply {
        /// The product.
        #[arg(long, value_name = "ID")]
        activation_id: String,
        #[command(flatten)]
        machines: JobMachines,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Allow every way of activation or one, as slmgr /act-type does.
    ActivationType {
        /// 0 for all, 1 for the directory, 2 for activation hosts, 3 for certificates.
        #[arg(long = "type", value_name = "NUMBER", value_parser = value_parser!(u8).range(0..=3))]
        number: u8,
        /// Only for this product; for the machine without it.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        #[command(flatten)]
        machines: JobMachines,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the newest jobs, newest first.
    List {
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a job with the progress of each machine.
    Show {
        /// The number of the job.
        job: i64,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Cancel a job: what no machine has reported is handed out no more.
    Cancel {
        /// The number of the job.
        job: i64,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the machines whose agent has announced its key, and the key of this host that their configuration names.
    Machines {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// The machines of a job: named, listed in a file, or all of a product.
#[derive(Debug, Args)]
pub(crate) struct JobMachines {
    /// A machine: its name or its id (CMID). It may be given more than once.
    #[arg(long, value_name = "MACHINE", required_unless_present_any = ["list", "of_product"])]
    pub(crate) machine: Vec<String>,
    /// File with one machine a line, or - for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
    /// All machines that have asked for this product.
    #[arg(long, value_name = "ID", conflicts_with_all = ["machine", "list"])]
    pub(crate) of_product: Option<String>,
    /// For how many days the machines may fetch it.
    #[arg(long, default_value_t = 30, value_parser = value_parser!(u32).range(1..=90))]
    pub(crate) days: u32,
}
