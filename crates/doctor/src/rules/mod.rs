//! All rules: a folder for each family of ids, a file for each rule, named after what it finds.
//!
//! | ids | folder |
//! | --- | --- |
//! | ADB | `directory` |
//! | CLI | `client` |
//! | CNT | `count` |
//! | DNS | `dns` |
//! | EVI | `evidence` |
//! | HST | `host` |
//! | INT | `integrity` |
//! | KEY | `key` |
//! | MAK | `mak` |
//! | NET | `network` |
//! | NOI | `noise` |
//! | OFF | `office` |
//! | SVC | `service` |
//! | TIM | `time` |
//! | TOK | `token` |
//!
//! Rules do not see each other; `judge` puts their findings together.

mod client;
mod count;
mod directory;
mod dns;
mod evidence;
mod host;
mod integrity;
mod key;
mod mak;
mod network;
mod noise;
mod office;
mod queries;
mod required_evidence;
mod service;
mod time;
mod token;

use crate::rule::Rule;

/// The families, in the order of their ids.
static FAMILIES: &[&[&Rule]] = &[
    directory::RULES,
    client::RULES,
    count::RULES,
    dns::RULES,
    evidence::RULES,
    host::RULES,
    integrity::RULES,
    key::RULES,
    mak::RULES,
    network::RULES,
    noise::RULES,
    office::RULES,
    service::RULES,
    time::RULES,
    token::RULES,
];

/// Every rule, in the order of the ids.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// What a rule's file starts with.
mod prelude {
    pub(super) use super::{queries::*, required_evidence};
    pub(super) use crate::{
        action,
        case::{
            App, Case, Channel, CodeSource, Entry, HistoryEvent, InstalledLicense, LoggedEvent, PortProbe,
            host_and_port, same_host,
        },
        fact::{Cite, EventField, Observation, ObservationKind, Provider},
        product,
        rule::{Confidence, Hit, Role, Rule, Scope, Severity, Step},
        timestamp,
    };
    pub(super) use muster_core::lang::Text;
}
