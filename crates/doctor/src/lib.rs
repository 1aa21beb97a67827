//! Says why a machine is not activated: facts of its evidence become a case, rules judge it, and reports show the findings.
//!
//! No file is opened here, nothing is asked over a network, and nothing is changed on the machine.

pub mod accuracy;
pub mod action;
mod case;
mod diagnosis;
pub mod explain;
pub mod fleet;
mod hit;
mod judge;
mod label;
pub mod report;
pub mod rule;
mod rules;
mod sentence;

pub use diagnosis::{Diagnosis, HostSeen, ProductState, TimelineEvent, diagnose};
pub use judge::{Finding, Ladder, NotEvaluated, StepState, all_rules};
pub use label::Label;
pub use muster_evidence::{
    Cite, Evidence, EvidenceSet, Fact, FactRow, HostCounts, Kind, License, Observation, ObservationKind, Outcome,
    Record, Source, Srv, Unread, collector, mask, probe, read,
};

use muster_evidence::{decode, fact, product, timestamp};
