//! What of a fleet's evidence was not read, so that nothing vanishes.

use super::machine::Origin;
use muster_core::lang::Lang;
use muster_evidence::EvidenceSet;

/// A bundle, or a file of one, of which nothing was read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The customer; empty without one.
    pub customer: String,
    /// The bundle.
    pub bundle: String,
    /// The file in it; empty where it is the whole bundle.
    pub file: String,
    /// Why.
    pub reason: Reason,
}

/// Why nothing was read.
#[derive(Clone, Debug)]
pub enum Reason {
    /// The bytes are none that are read.
    Bytes(muster_evidence::Unread),
    /// The file cannot be opened: the words of the system.
    Failed(String),
    /// Nothing in it was recognised.
    Nothing,
}

impl Unread {
    /// Whether nothing of the whole bundle was read.
    pub fn is_bundle(&self) -> bool {
        self.file.is_empty()
    }
}

impl Reason {
    /// The reason for people.
    pub fn text(&self, lang: Lang) -> &str {
        match self {
            Self::Bytes(why) => why.text().get(lang),
            Self::Failed(words) => words,
            Self::Nothing => lang.pick("nothing recognised", "認識できる内容がありません"),
        }
    }
}

/// The files of a bundle that were not read, or the bundle itself where none was.
pub(super) fn of(origin: &Origin, set: &EvidenceSet) -> Vec<Unread> {
    let unread = |file: &str, reason: Reason| Unread {
        customer: origin.customer.clone(),
        bundle: origin.bundle.clone(),
        file: file.to_owned(),
        reason,
    };
    let closed = || set.evidence.iter().filter_map(|evidence| Some((evidence, evidence.unread?)));
    if set.evidence.iter().all(|evidence| evidence.kinds.is_empty()) {
        let reason = closed().next().map_or(Reason::Nothing, |(_, why)| Reason::Bytes(why));
        return vec![unread("", reason)];
    }
    closed().map(|(evidence, why)| unread(&evidence.file, Reason::Bytes(why))).collect()
}
