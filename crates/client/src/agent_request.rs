//! What an agent is asked, and what a program reads of its answer.

use muster_proto::license_statement::LicenseStatementBody;
use serde::{Deserialize, Serialize};

/// A request to the agent, one line of JSON: `{"ask":"status"}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum AgentRequest {
    /// Return the status of every product.
    Status,
    /// Activate a product now, or all.
    Activate {
        /// Activation id; without it every installed product.
        #[serde(default)]
        activation_id: Option<String>,
    },
    /// Install a product key: for the owner of the state, and for everybody where that is permitted.
    InstallKey {
        /// Setup key or MAK.
        key: String,
    },
    /// Return what proves the license of a product.
    License {
        /// Activation id.
        activation_id: String,
        /// 32 hexadecimal digits, random: the answer is signed for this question alone.
        nonce: String,
    },
}

/// What a product reads of an answer; a newer agent's has more fields.
#[derive(Debug, Deserialize)]
pub(crate) struct AgentAnswer {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) detail: Option<String>,
    #[serde(default)]
    pub(crate) license: Option<LicenseStatementBody>,
}
