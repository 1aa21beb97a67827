//! Problem documents (RFC 9457) with the documented code.

use muster_core::{code::Code, lang::Lang};
use serde::{Deserialize, Serialize};

/// The media type of problem documents.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal or a fault, as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Names the kind of problem: `urn:muster:code:0xC004F041`.
    #[serde(rename = "type")]
    pub kind: String,
    /// HTTP status.
    pub status: u16,
    /// The documented code.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^0x[0-9A-F]{8}$"))]
    pub code: Code,
    /// What the code means, in English.
    pub title: String,
    /// What was wrong in this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What to do about it, in English.
    pub fix: String,
    /// The operation id under which the log of the service has the cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl Problem {
    /// The problem document of a code.
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

    /// Adds what was wrong in this case.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}
