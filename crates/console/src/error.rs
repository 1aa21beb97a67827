//! Why the host or its store did not give what was asked for.

use muster_core::{code::Code, sentence::Sentence, sentences_of};

/// What the console asked for could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConsoleError {
    /// The documented code.
    pub code: Code,
    /// What failed; for the log, not for pages.
    pub detail: Sentence,
}

sentences_of!(ConsoleError, lang {
    Self { detail, .. } => (detail.text(lang));
});
