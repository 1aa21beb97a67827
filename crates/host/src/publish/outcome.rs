//! What became of publishing or withdrawing one SRV record.

use muster_core::{code::Code, sentence::Sentence, sentences_of};

/// Why a record was not published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct PublishError {
    /// The documented code.
    pub code: Code,
    /// What the server or the resolver said.
    pub detail: Sentence,
}

sentences_of!(PublishError, lang {
    Self { code, detail } => (format!("{code} {}", detail.text(lang)));
});

/// The outcome for one domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishOutcome {
    /// The record as a line of a zone file.
    pub record: String,
    /// The domain of the record.
    pub domain: String,
    /// Why the DNS server did not take the update, if it did not.
    pub result: Result<(), PublishError>,
}
