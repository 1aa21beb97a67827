//! Facts: what a line of evidence says, with the line that says it.

mod event;
mod license;
mod observation;

pub use crate::product_key::masked;
pub use event::{EventField, Provider, Record};
pub use license::{HostCounts, License};
pub use observation::{Observation, ObservationKind};

use muster_core::code::Code;
use serde::Serialize;
use std::sync::Arc;

/// The place that a fact rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cite {
    /// Index in `EvidenceSet::evidence`.
    pub file: usize,
    /// In a mail thread or a history of a ticket the message with the line, by their order in time; else 0.
    #[serde(skip)]
    pub message: u32,
    /// Line of a text, from 1; none in an event log.
    pub line: Option<u32>,
    /// Which part of the line it is, from 0, where several lines came as one.
    #[serde(skip)]
    pub part: u32,
    /// Number of the record in an event log; none in a text.
    pub record: Option<u64>,
    /// The line, or the values of the record. Full product keys are masked. Whatever rests on a line shares its text: there may be very
    /// many.
    pub text: Arc<str>,
}

/// A place in a text by the order of time: message, line, part of the line.
pub type Place = (u32, Option<u32>, u32);

impl Cite {
    /// The place in its text: what stands further down is newer, in a thread what a newer message says.
    pub fn place(&self) -> Place {
        (self.message, self.line, self.part)
    }

    /// Whether it stands further up in the same text.
    pub fn is_above(&self, other: &Self) -> bool {
        self.file == other.file && self.place() < other.place()
    }
}

/// An answer about the SRV record of activation hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Srv {
    /// Where it was asked for; none where the answer does not say.
    pub domain: Option<String>,
    /// The server did not answer, so nothing is known of the record.
    pub unanswered: bool,
    /// The host, lower case; none if there is no such record, or no answer.
    pub target: Option<String>,
    /// TCP port.
    pub port: Option<u64>,
    /// The lower the earlier it is tried (RFC 2782).
    pub priority: Option<u64>,
    /// Share among records of one priority (RFC 2782).
    pub weight: Option<u64>,
}

/// How an activation, or the installation of a key, ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Name of the product, if the output says it.
    pub product: Option<String>,
    /// SKU id, lower case.
    pub activation_id: Option<String>,
    /// Channel token of the description, such as `VOLUME_KMSCLIENT`.
    pub channel: Option<String>,
    /// The last five characters of the key that was tried.
    pub partial_key: Option<String>,
    /// None for success.
    pub code: Option<Code>,
}

/// A fact, and the places that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Client machine id of Office (`ospp.vbs /dcmid`), lower case.
    Cmid(String, Vec<Cite>),
    /// A code that stands in a text of no other kind: a mail, a screen typed off.
    Code(Code, Vec<Cite>),
    /// A record of an event log: there may be very many, so copies share it.
    Event(Arc<Record>, Vec<Cite>),
    /// One printed state of one license. The same license may be printed by several tools. Copies share it.
    License(Arc<License>, Vec<Cite>),
    /// The tool found no key of an Office product.
    NoKey(Vec<Cite>),
    /// The result of a command.
    Outcome(Outcome, Vec<Cite>),
    /// A test of a TCP port.
    Port {
        /// Name or address, lower case; empty where the tool does not say.
        host: String,
        /// 0 where the tool does not say.
        port: u64,
        /// Whether the port answered.
        open: bool,
        /// The lines of the test.
        cites: Vec<Cite>,
    },
    /// Primary DNS suffix, lower case; empty where the machine has none.
    PrimarySuffix(String, Vec<Cite>),
    /// What a single line says.
    Observation(Observation, Vec<Cite>),
    /// An answer of DNS.
    Srv(Srv, Vec<Cite>),
}

/// A fact as key and value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactRow {
    /// What the value is, such as `license.status`. Keys stay the same from version to version.
    pub key: String,
    /// Full product keys are masked.
    pub value: String,
    /// The places that it rests on.
    pub cites: Vec<Cite>,
}

impl Fact {
    /// That a person tells in these lines what a tool printed; `about` as [`ObservationKind::ToldInProse`] has it.
    pub(crate) fn told_in_prose(about: &str, cites: Vec<Cite>) -> Self {
        let kind = ObservationKind::ToldInProse;
        Self::Observation(Observation { kind, about: about.to_owned(), value: String::new() }, cites)
    }

    /// The places that it rests on.
    pub fn cites(&self) -> &[Cite] {
        match self {
            Self::Cmid(_, cites)
            | Self::Code(_, cites)
            | Self::Event(_, cites)
            | Self::License(_, cites)
            | Self::NoKey(cites)
            | Self::Outcome(_, cites)
            | Self::Port { cites, .. }
            | Self::PrimarySuffix(_, cites)
            | Self::Observation(_, cites)
            | Self::Srv(_, cites) => cites,
        }
    }

    pub(crate) fn cites_mut(&mut self) -> &mut Vec<Cite> {
        match self {
            Self::Cmid(_, cites)
            | Self::Code(_, cites)
            | Self::Event(_, cites)
            | Self::License(_, cites)
            | Self::NoKey(cites)
            | Self::Outcome(_, cites)
            | Self::Port { cites, .. }
            | Self::PrimarySuffix(_, cites)
            | Self::Observation(_, cites)
            | Self::Srv(_, cites) => cites,
        }
    }

    /// The same fact, resting on these places.
    pub(crate) fn resting_on(mut self, places: Vec<Cite>) -> Self {
        *self.cites_mut() = places;
        self
    }

    /// The fact as rows; a license or an event is one row for each value that it has.
    pub fn rows(&self) -> Vec<FactRow> {
        let row = |(key, value): (String, String)| FactRow { key, value: masked(&value), cites: self.cites().to_vec() };
        self.pairs().into_iter().map(row).collect()
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let one = |key: &str, value: &str| vec![(key.to_owned(), value.to_owned())];
        match self {
            Self::Cmid(cmid, _) => one("cmid", cmid),
            Self::Code(code, _) => one("code", &code.to_string()),
            Self::Event(record, _) => record.pairs(),
            Self::License(license, _) => license.pairs(),
            Self::NoKey(_) => one("product_key", "none"),
            Self::Outcome(outcome, _) => {
                let code = outcome.code.unwrap_or(Code(0)).to_string();
                let texts = [
                    ("product", &outcome.product),
                    ("activation_id", &outcome.activation_id),
                    ("channel", &outcome.channel),
                    ("partial_key", &outcome.partial_key),
                ];
                let known = texts.into_iter().filter_map(|(name, text)| Some((name, text.clone()?)));
                let known = known.map(|(name, text)| (format!("outcome.{name}"), text));
                one("outcome.code", &code).into_iter().chain(known).collect()
            }
            Self::Port { host, port, open, .. } => {
                one("port", &format!("{host}:{port} {}", if *open { "open" } else { "closed" }))
            }
            Self::PrimarySuffix(suffix, _) => one("primary_suffix", suffix),
            Self::Observation(observation, _) if observation.about.is_empty() => {
                one(observation.kind.id(), &observation.value)
            }
            Self::Observation(observation, _) => {
                one(&format!("{}.{}", observation.kind.id(), observation.about), &observation.value)
            }
            Self::Srv(srv, _) => match &srv.target {
                None if srv.unanswered => one("srv", "unanswered"),
                None => one("srv", "none"),
                Some(target) => {
                    let number = |value: Option<u64>| value.map_or("?".into(), |value| value.to_string());
                    one(
                        "srv",
                        &format!("{} {} {} {target}", number(srv.priority), number(srv.weight), number(srv.port)),
                    )
                }
            },
        }
    }
}
