//! How many computers a key activates, for people and for programs.

use muster_core::authority::quota::Limit;
use serde_json::{Value, json};

/// `3/5`: activates 3 computers, and can be raised to 5.
pub(super) fn limit_text(limit: Limit) -> String {
    match limit {
        Limit::Host { limit } => limit.to_string(),
        Limit::Multiple { limit, ceiling } => format!("{limit}/{ceiling}"),
    }
}

/// The same for programs. A host key has no ceiling of its own.
pub(super) fn limit_document(limit: Limit) -> Value {
    match limit {
        Limit::Host { limit } => json!({ "limit": limit, "ceiling": null }),
        Limit::Multiple { limit, ceiling } => json!({ "limit": limit, "ceiling": ceiling }),
    }
}
