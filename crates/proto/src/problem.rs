//! Problem documents (RFC 9457) with the documented code.

use muster_core::{code::Code, lang::Lang};
use serde::{Deserialize, Serialize};

/// The media type.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal or a fault as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Names the kind of problem: `urn:muster:code:0xC004F041`.
    #[serde(rename = "type")]
    pub kind: String,
    /// HTTP status.
    pub status: u16,
    /// The documented code.
    #[serde(with = "crate::as_text")]
    pub code: Code,
    /// What it means.
    pub title: String,
    /// What was found in this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What to do about it.
    pub fix: String,
    /// The operation, as the log of the service names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl Problem {
    /// The problem of `code`.
    pub fn new(status: u16, code: Code) -> Self {
        Self {
            kind: format!("urn:muster:code:{code}"),
            status,
            code,
            title: code.title(Lang::En).to_owned(),
            detail: None,
            fix: code.fix(Lang::En).to_owned(),
            instance: None,
        }
    }

    /// The same with what was found in this case.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}
