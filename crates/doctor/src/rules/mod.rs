//! All rules: a folder for each family of ids, a file for each rule, named after what it finds.
//!
//! | ids | folder |
//! | --- | --- |
//! | ADB | `directory` |
//! | CLD | `cloud` |
//! | CLI | `client` |
//! | CNT | `count` |
//! | DNS | `dns` |
//! | ESU | `esu` |
//! | EVI | `evidence` |
//! | HST | `host` |
//! | INT | `integrity` |
//! | KEY | `key` |
//! | MAK | `mak` |
//! | MUS | `muster` |
//! | NET | `network` |
//! | NOI | `noise` |
//! | OFF | `office` |
//! | SUB | `subscription` |
//! | SVC | `service` |
//! | TIM | `time` |
//! | TOK | `token` |
//!
//! A rule's file holds `RULE` (what it says in both languages, and what it needs) and `check`, which looks at the case. It is
//! registered by its name in the list of its folder's `mod.rs`, which also says what the rules of the family have in common.
//! Rules that are only a list of codes or events are entries of `codes_and_events`; those that speak for a group of codes, of
//! `code_groups`. Rules do not see each other; `judge` puts their findings
//! together.

/// Registers the rules of a family: for each file its module, and its place among the detectors. `cargo fmt` does not
/// follow modules that a macro declares: format the files by `rustfmt --edition 2024 crates/doctor/src/rules/*/*.rs`.
macro_rules! rules {
    ($($file:ident,)*) => {
        $(mod $file;)*

        /// The rules of this family.
        pub(super) static DETECTORS: &[crate::rules::Detector] = &[
            $(crate::rules::Detector {
                rule: &$file::RULE,
                check: crate::rules::Check::Case(|case| {
                    $file::check(case).into_iter().map(|hit| hit.named()).collect()
                }),
            },)*
        ];

        // Named after the file, so that the message of the compiler says which sentence is wrong.
        $(
            #[allow(dead_code, non_upper_case_globals)]
            const $file: () = crate::rules::check::assert_sentence(&$file::RULE, $file::check);
        )*
    };
}

mod check;
mod client;
mod cloud;
mod code_groups;
mod code_rules;
mod codes_and_events;
mod count;
mod directory;
mod dns;
mod esu;
mod evidence;
mod explained_code;
mod host;
mod integrity;
mod key;
mod mak;
mod muster;
mod network;
mod noise;
mod office;
mod queries;
mod required_evidence;
mod service;
mod silence;
mod subscription;
mod time;
mod token;

pub(crate) use check::{Check, Detector};
pub(crate) use queries::{MONTH_MINUTES, is_offline};

use std::sync::LazyLock;

static DETECTORS: LazyLock<Vec<&Detector>> = LazyLock::new(|| {
    let families = [
        directory::DETECTORS,
        client::DETECTORS,
        cloud::DETECTORS,
        count::DETECTORS,
        dns::DETECTORS,
        esu::DETECTORS,
        evidence::DETECTORS,
        host::DETECTORS,
        integrity::DETECTORS,
        key::DETECTORS,
        mak::DETECTORS,
        muster::DETECTORS,
        network::DETECTORS,
        noise::DETECTORS,
        office::DETECTORS,
        service::DETECTORS,
        subscription::DETECTORS,
        time::DETECTORS,
        token::DETECTORS,
        codes_and_events::DETECTORS,
        code_groups::DETECTORS,
    ];
    let mut all: Vec<&Detector> = families.into_iter().flatten().collect();
    all.sort_by_key(|detector| detector.rule.id);
    all
});

/// Rules that compare machines: where the evidence is of several, they look at all of it, the others at one machine at a time.
pub(crate) const COMPARE_MACHINES: [&str; 3] = ["CNT006", "EVI003", "NET011"];

/// Every rule with its check, in the order of the ids.
pub(crate) fn detectors() -> &'static [&'static Detector] {
    &DETECTORS
}

/// What a rule's file starts with.
mod prelude {
    pub(super) use crate::rules::{code_rules::codes_of, queries::*, required_evidence};
    pub(super) use crate::{
        action,
        case::{
            ActiveCode, App, Case, Channel, CodeSource, DEFAULT_PORT, Entry, HistoryEvent, HostNames, InstalledLicense,
            LoggedEvent, PortMismatch, PortProbe, Windows, host_and_port, same_host,
        },
        dated,
        hit::Hit,
        label::Label,
        rule::{Confidence, Role, Rule, Scope, Severity, Step, Weight},
        sentence::{Value, values},
    };
    pub(super) use muster_core::{
        code::{self, Code},
        lang::Text,
    };
    pub(super) use muster_evidence::{
        fact::{Cite, EventField, License, Observation, ObservationKind, Provider, Srv},
        holds_any, product,
        stamp::{Stamp, Zone},
    };
}
