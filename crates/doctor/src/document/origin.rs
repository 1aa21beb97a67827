//! What made a document, and when.

use serde::Serialize;

/// Number of the form of a diagnosis and of a fleet. A field may be added to it; one that goes or changes its meaning raises it.
pub const SCHEMA: u32 = 1;

/// What made a document, and when.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Origin {
    /// Number of this form.
    pub schema: u32,
    /// Version of Muster.
    pub version: &'static str,
    /// Time of the diagnosis (RFC 3339, UTC); absent where the caller gave none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Language of titles and sentences (BCP 47).
    pub language: &'static str,
}

impl Origin {
    pub(super) fn new(lang: muster_core::lang::Lang, time: Option<String>) -> Self {
        Self { schema: SCHEMA, version: env!("CARGO_PKG_VERSION"), time, language: lang.pick("en", "ja") }
    }
}
