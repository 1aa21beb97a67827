//! Command-line arguments of `muster host account` and `muster authority account`.

use clap::{Args, Subcommand, builder::PossibleValuesParser};
use muster_host::ConsoleRole;

#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Make an account of the web console, and a link by which its password is chosen.
    Add {
        /// Its role.
        #[arg(long, value_parser = PossibleValuesParser::new(ConsoleRole::ALL.map(ConsoleRole::id)))]
        role: String,
        /// It sees this key group alone, and others that are named so (at the authority; repeatable).
        #[arg(long = "key-group", value_name = "NUMBER")]
        key_groups: Vec<u16>,
        #[command(flatten)]
        link: LinkArguments,
    },
    /// Make a new link for an account; its password and the link before are void.
    Link(LinkArguments),
    /// List the accounts, by name, with role and whether they may sign in.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct LinkArguments {
    /// The name of the account.
    pub(crate) name: String,
    /// The link signs in by one click, and no password is chosen.
    #[arg(long)]
    pub(crate) sign_in: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
