//! Facts: what a line of evidence says, with the line that says it.

mod event;
mod license;
mod observation;

pub use event::{EventField, Provider, Record};
pub use license::{HostCounts, License};
pub use observation::{Observation, ObservationKind};

use crate::pattern;
use muster_core::code::Code;
use serde::Serialize;

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cite {
    /// Index of the source.
    pub file: usize,
    /// Line of a text, from 1.
    pub line: Option<u32>,
    /// Record of an event log, by its own number.
    pub record: Option<u64>,
    /// The line, or what the record says; full product keys masked.
    pub text: String,
}

/// An SRV record, or the word that there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Srv {
    /// The domain in which it was asked for, if the answer names it.
    pub domain: Option<String>,
    /// The server did not answer, which says nothing of the record.
    pub unanswered: bool,
    /// The target; none if the answer was that there is no such name.
    pub target: Option<String>,
    /// Its port.
    pub port: Option<u64>,
    /// Its priority.
    pub priority: Option<u64>,
    /// Its weight.
    pub weight: Option<u64>,
}

/// How a command ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The product, if the output names it.
    pub product: Option<String>,
    /// Its activation id.
    pub activation_id: Option<String>,
    /// The channel token of its description.
    pub channel: Option<String>,
    /// The code; none for success.
    pub code: Option<Code>,
}

/// A fact with the lines that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A client machine id.
    Cmid(String, Vec<Cite>),
    /// A code in a text of no known kind.
    Code(Code, Vec<Cite>),
    /// An event.
    Event(Record, Vec<Cite>),
    /// A license.
    License(Box<License>, Vec<Cite>),
    /// The tool found no key of an Office product.
    NoKey(Vec<Cite>),
    /// How an activation or an installation of a key ended.
    Outcome(Outcome, Vec<Cite>),
    /// Whether a port answered.
    Port {
        /// Who was asked.
        host: String,
        /// Which port.
        port: u64,
        /// Whether it answered.
        open: bool,
        /// Where it stands.
        cites: Vec<Cite>,
    },
    /// The primary DNS suffix; empty where there is none.
    PrimarySuffix(String, Vec<Cite>),
    /// Anything that one line says.
    Observation(Observation, Vec<Cite>),
    /// DNS about the SRV record.
    Srv(Srv, Vec<Cite>),
}

/// A fact as key and value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactRow {
    /// What it is about, such as `license.status`.
    pub key: String,
    /// The value as text.
    pub value: String,
    /// The lines that it rests on.
    pub cites: Vec<Cite>,
}

impl Fact {
    /// The lines that it rests on.
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

    /// The fact as keys and values.
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
                let product = outcome.product.iter().map(|name| ("outcome.product".to_owned(), name.clone()));
                let id = outcome.activation_id.iter().map(|id| ("outcome.activation_id".to_owned(), id.clone()));
                one("outcome.code", &code).into_iter().chain(product).chain(id).collect()
            }
            Self::Port { host, port, open, .. } => {
                one("port", &format!("{host}:{port} {}", if *open { "open" } else { "closed" }))
            }
            Self::PrimarySuffix(suffix, _) => one("primary_suffix", suffix),
            Self::Observation(observation, _) if observation.about.is_empty() => {
                one(observation.kind.key(), &observation.value)
            }
            Self::Observation(observation, _) => {
                one(&format!("{}.{}", observation.kind.key(), observation.about), &observation.value)
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

/// A text in which every full product key shows its last five characters only.
pub fn masked(text: &str) -> String {
    if !may_hold_key(text) {
        return text.to_owned();
    }
    let mask = |found: &regex_lite::Captures<'_>| {
        let key = found.get(0).map_or("", |key| key.as_str());
        format!("XXXXX-XXXXX-XXXXX-XXXXX-{}", key.get(24..).unwrap_or_default())
    };
    pattern::FULL_KEY.replace_all(text, mask).into_owned()
}

/// Whether hyphens stand as they do in a key, which is quicker to see than the key itself.
fn may_hold_key(text: &str) -> bool {
    let bytes = text.as_bytes();
    let hyphen = |place: usize| bytes.get(place) == Some(&b'-');
    text.match_indices('-').any(|(place, _)| hyphen(place + 6) && hyphen(place + 12) && hyphen(place + 18))
}
