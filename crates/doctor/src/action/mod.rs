//! What to do about a finding: who does it, the commands, its risk, how to undo it, how to see that it worked.
//!
//! An action is a function of what the evidence answers (`next_step`). No action activates anything without a license,
//! raises a count artificially, or names a host of somebody else.

mod activation;
mod cloud;
mod definition;
mod dns;
mod esu;
mod host;
mod key;
mod muster;
mod network;
mod settings;
mod system;

pub(crate) use activation::*;
pub(crate) use cloud::*;
pub(crate) use definition::NONE;
pub use definition::{Action, Who};
pub(crate) use dns::*;
pub(crate) use esu::*;
pub(crate) use host::*;
pub(crate) use key::*;
pub(crate) use muster::*;
pub(crate) use network::*;
pub(crate) use settings::*;
pub(crate) use system::*;

/// All actions.
pub fn all() -> impl Iterator<Item = &'static Action> {
    let files = [
        activation::ACTIONS,
        cloud::ACTIONS,
        dns::ACTIONS,
        esu::ACTIONS,
        host::ACTIONS,
        key::ACTIONS,
        muster::ACTIONS,
        network::ACTIONS,
        settings::ACTIONS,
        system::ACTIONS,
    ];
    files.into_iter().flatten().copied()
}
