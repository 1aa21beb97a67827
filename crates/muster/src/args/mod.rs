//! The command line: one file for each kind of service. What is typed becomes [`Arguments`]; help, manual and completions are
//! made from the same definitions.

#[cfg(feature = "console")]
mod account;
mod arguments;
mod authority;
mod authority_key;
#[cfg(feature = "bench")]
mod bench;
mod client;
#[cfg(feature = "doctor")]
mod collect_script;
#[cfg(feature = "console")]
mod customer;
mod database;
#[cfg(feature = "doctor")]
mod doctor;
mod help;
mod host;
mod job;
#[cfg(feature = "lab")]
mod lab;
mod language;
mod machine;
mod parse;
mod passphrase;
mod plan;
mod usage_error;
#[cfg(feature = "console")]
mod webhook;

#[cfg(feature = "console")]
pub(crate) use account::*;
pub(crate) use arguments::{Arguments, Command};
pub(crate) use authority::*;
pub(crate) use authority_key::*;
#[cfg(feature = "bench")]
pub(crate) use bench::*;
pub(crate) use client::*;
#[cfg(feature = "console")]
pub(crate) use customer::CustomerCommand;
pub(crate) use database::DatabaseArguments;
#[cfg(feature = "doctor")]
pub(crate) use doctor::*;
pub(crate) use help::{command_without_help, localized_manual};
pub(crate) use host::*;
pub(crate) use job::*;
#[cfg(feature = "lab")]
pub(crate) use lab::*;
pub(crate) use language::language;
pub(crate) use machine::*;
pub(crate) use parse::parse;
pub(crate) use passphrase::{Passphrase, RootAccess};
pub(crate) use plan::*;
#[cfg(feature = "console")]
pub(crate) use webhook::*;
