//! Says why a machine is not activated, from the evidence that its own tools print.
//!
//! [`diagnose`] reads the evidence ([`read`], the crate `muster-evidence`), builds the case (licenses, their history, the codes
//! that hold today), runs all rules over it, and chooses one headline for each product along the ladder from the product key to
//! the license store. [`report`] renders the result for people, [`Diagnosis::json`] for machines.
//!
//! ```
//! use muster_core::lang::Lang;
//! use muster_doctor::{Source, diagnose, report};
//!
//! let printed = "C:\\>cscript slmgr.vbs /ato\nError: 0x8007232B DNS name does not exist.\n";
//! let diagnosis = diagnose(&[Source { name: "ato.txt".into(), bytes: printed.into() }]);
//!
//! let head = diagnosis.headline.first().expect("a headline");
//! assert_eq!(head.rule.id, "DNS001");
//! assert!(report::text(&diagnosis, Lang::En).contains("No SRV record found"));
//! ```
//!
//! Stable: the id of a rule never changes its meaning, and keys of the JSON keep their names and meanings. The same evidence
//! gives the same diagnosis.
//!
//! Never: it opens no file, asks nothing over a network, reads no clock and changes nothing on any machine. Product keys in its
//! output are masked except for the last five characters. No rule is green for lack of evidence: what could not be evaluated is
//! listed.

pub mod accuracy;
pub mod action;
mod case;
#[cfg(test)]
mod cost;
mod coverage;
mod dated;
mod diagnosis;
pub mod document;
pub mod explain;
pub mod fleet;
mod hit;
mod judge;
mod label;
mod ladder;
pub mod next_step;
pub mod report;
pub mod rule;
mod rules;
mod sentence;

pub use diagnosis::{Diagnosis, HostSeen, ProductState, TimelineEvent, diagnose};
pub use judge::{Finding, Ladder, NotEvaluated, StepState, Verdict, all_rules};
pub use label::Label;
pub use muster_evidence::{
    Cite, Evidence, EvidenceReader, EvidenceSet, Fact, FactRow, HostCounts, Kind, License, Observation,
    ObservationKind, Outcome, Record, Source, Srv, Unread, collector, inventory, mask, probe, read, writings,
};
