//! Command-line arguments of `muster authority key`.

use super::passphrase::RootAccess;
use clap::{Args, Subcommand, ValueEnum};
use muster_core::{sentence, sentence::Sentence, time::Moment};
use muster_proto::instant;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Issue host keys (CSVLK) or MAKs of a key group.
    Issue {
        /// The key group's number in the license pack.
        #[arg(long)]
        group: u16,
        /// What the keys are for.
        #[arg(long, value_enum, default_value = "host")]
        kind: KeyKindArgument,
        /// How many.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        count: u32,
        /// How many computers a MAK activates.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// How far that can be raised; not at all without it.
        #[arg(long)]
        ceiling: Option<u32>,
        #[command(flatten)]
        details: KeyDetailArguments,
        #[command(flatten)]
        terms: KeyTermArguments,
        /// Days that a key lasts from its first activation: a trial.
        #[arg(long, conflicts_with = "ends", value_parser = clap::value_parser!(u32).range(1..=3_650))]
        days: Option<u32>,
        /// Where to write the keys, one a line, readable by you alone. Nothing else shows a whole key.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Write the setup keys (GVLK) of the license pack's products.
    Setup {
        /// Where to write them, one a line with its product.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// List the keys that were issued, by their last five characters and serials, and for whom. No passphrase is needed.
    List {
        /// Only the key with these last five characters or this serial, and those whose customer, order or note holds the text.
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the offline license file of a key: it is delivered with it, for activation without a network.
    Offline {
        /// The key: its last five characters or its serial.
        key: String,
        /// How many unused licenses it holds: one for each activation.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=4_096))]
        slots: u16,
        /// Where to write it.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Raise the limit of a MAK, up to its ceiling, or how many computers a host key activates, up to 100.
    Raise {
        /// The key: its last five characters or its serial.
        key: String,
        /// The new limit.
        #[arg(long)]
        to: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Block a key: it activates nothing from now on.
    Block {
        /// The key: its last five characters or its serial.
        key: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Lift the block of a key.
    Unblock {
        /// The key: its last five characters or its serial.
        key: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Change customer, order, note, features or end of a key. What is not named stays as it is; an empty text ("") removes a text or the
    /// end, and NAME=false takes a feature away. Licenses have it from their next renewal, or when they are asked for again.
    Edit {
        /// The key: its last five characters or its serial.
        key: String,
        #[command(flatten)]
        details: KeyDetailArguments,
        #[command(flatten)]
        terms: KeyTermArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
}

/// What is written beside a key, for people.
#[derive(Debug, Args)]
pub(crate) struct KeyDetailArguments {
    /// The customer, at most 200 characters; so are the others.
    #[arg(long, value_name = "TEXT")]
    pub(crate) customer: Option<String>,
    /// The number of the order.
    #[arg(long, value_name = "TEXT")]
    pub(crate) order: Option<String>,
    /// Anything else.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// What a key allows and until when.
#[derive(Debug, Args)]
pub(crate) struct KeyTermArguments {
    /// A feature that its licenses allow, such as export, seats=50 or edition=pro; several times for several.
    #[arg(long = "feature", value_name = "NAME[=VALUE]")]
    pub(crate) features: Vec<String>,
    /// The last day on which it licenses anything, such as 2027-12-31 (UTC).
    #[arg(long, value_name = "DATE", value_parser = LastDay::parse)]
    pub(crate) ends: Option<LastDay>,
}

/// The end of the day that a key lasts to; none for an empty text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LastDay(pub(crate) Option<Moment>);

impl LastDay {
    fn parse(text: &str) -> Result<Self, Sentence> {
        if text.is_empty() {
            return Ok(Self(None));
        }
        let no_date =
            || sentence!("'{text}' is no date such as 2027-12-31", "'{text}' は 2027-12-31 のような日付ではありません");
        Ok(Self(Some(instant::end_of_day(text).ok_or_else(no_date)?)))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KeyKindArgument {
    Host,
    Mak,
}
