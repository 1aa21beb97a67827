//! Command-line arguments of `muster authority customer`.

use super::passphrase::RootAccess;
use clap::{ArgGroup, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum CustomerCommand {
    /// List the customers that are written beside keys, with orders, keys and contact. No passphrase is needed.
    List {
        /// Only those whose name, order or contact holds the text.
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a customer: whom to ask there, its orders, and its keys with their notes. No passphrase is needed.
    Show {
        /// The customer, as it is written beside its keys.
        customer: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Change whom to ask at a customer. What is not named stays as it is; an empty text ("") removes it.
    #[command(group(ArgGroup::new("change").args(["contact_name", "mail", "phone", "clear"]).required(true).multiple(true)))]
    Contact {
        /// The customer, as it is written beside its keys.
        customer: String,
        /// The name of a person or a department, at most 200 characters; so are the others.
        #[arg(long = "name", value_name = "TEXT")]
        contact_name: Option<String>,
        /// The address of mail.
        #[arg(long, value_name = "TEXT")]
        mail: Option<String>,
        /// The number of a telephone.
        #[arg(long, value_name = "TEXT")]
        phone: Option<String>,
        /// Remove all three.
        #[arg(long, conflicts_with_all = ["contact_name", "mail", "phone"])]
        clear: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Give all keys of a customer another name; its contact goes along.
    Rename {
        /// The customer, as it is written beside its keys.
        customer: String,
        /// The new name; an empty text ("") leaves the keys without a customer.
        #[arg(long, value_name = "TEXT")]
        to: String,
        /// Orders may become one with orders of the same number that the other customer has: it cannot be undone.
        #[arg(long)]
        merge: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
}
