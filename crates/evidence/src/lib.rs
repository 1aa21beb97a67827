//! Reads the evidence of volume activation: what a machine's own tools printed, recognised by content, whatever its name,
//! encoding, language and layout, and taken apart into facts that cite the lines that they rest on.
//!
//! ```
//! use muster_evidence::{Kind, Source, read};
//!
//! let printed = "
//! 名前: Windows(R), Enterprise edition
//! 説明: Windows(R) Operating System, VOLUME_KMSCLIENT channel
//! ライセンスの状態: 通知
//! 通知の理由: 0xC004F074";
//!
//! let set = read(&[Source { name: "dlv.txt".into(), bytes: printed.into() }]);
//! assert_eq!(set.evidence[0].kinds, [Kind::SlmgrClient]);
//!
//! let rows = set.rows();
//! let code = rows.iter().find(|row| row.key == "license.code").expect("a code");
//! assert_eq!(code.value, "0xC004F074");
//! assert_eq!(code.cites.last().and_then(|cite| cite.line), Some(5));
//! ```
//!
//! Bytes go through `archive` (archives and mails), `decode` (encodings) and `normalise` (what mails, chats, web pages and consoles
//! made of the lines) to `lines` (the lines of one text), where each of the `readers`, one for each tool, finds its own lines;
//! named values of any tool and syntax are found by `instance` and understood by `meaning`. Event logs go to their reader as they
//! are.
//!
//! Stable: the ids of [`Kind`], the keys and the form of values of [`FactRow`], and the texts of [`Unread`]. Names of Rust
//! items are not.
//!
//! Reading never fails: what was not understood is listed in [`Evidence`]. Full product keys are masked on reading. The crate
//! never opens a file, uses a network, reads a clock, or judges; `muster-doctor` judges.

mod archive;
mod asker;
mod channel;
pub mod collector;
#[cfg(test)]
mod cost;
mod dating;
pub mod decode;
mod doubt;
mod event_record;
mod event_states;
mod evidence_set;
pub mod fact;
mod heads;
mod holds;
mod id_enum;
mod instance;
mod introduction;
pub mod inventory;
mod kind;
mod labels;
mod legend;
mod lines;
mod loose_code;
mod machine_name;
pub mod mask;
mod meaning;
mod newest;
mod normalise;
mod number;
mod pattern;
mod posters;
mod privacy;
pub mod probe;
pub mod product;
mod product_key;
mod readers;
mod recovery;
mod sentences;
mod service_event;
mod source;
pub mod stamp;
pub mod state_code;
mod status_words;
mod terms;
mod told;
mod unread;
mod value_list;
mod whole_value;
pub mod writings;

pub use evidence_set::{Evidence, EvidenceReader, EvidenceSet, read};
pub use fact::{
    Cite, EventField, Fact, FactRow, HostCounts, License, Observation, ObservationKind, Outcome, Provider, Record, Srv,
};
pub use holds::{holds, holds_any};
pub use kind::Kind;
pub use machine_name::is_machine_name;
pub use source::Source;
pub use unread::Unread;
