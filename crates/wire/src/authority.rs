//! The messages between host and authority: `POST /v1/host-activations`.

use crate::jwk::Jwk;
use muster_core::id::HardwareId;
use serde::{Deserialize, Serialize};

/// Where the authority answers.
pub const PATH: &str = "/v1/host-activations";

/// A host's request to be activated, version 1.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostActivationRequest {
    /// 1.
    pub version: u8,
    /// The host key (CSVLK), whole: this message travels over TLS.
    pub key: String,
    /// The hardware of the host.
    #[serde(with = "crate::text")]
    pub hardware: HardwareId,
    /// The name of the host, for the vendor's records.
    pub machine: String,
    /// The public key to bind.
    pub jwk: Jwk,
}

/// The authority's answer, version 1.
#[derive(Clone, Serialize, Deserialize)]
pub struct HostActivationReply {
    /// 1.
    pub version: u8,
    /// Signed host license.
    pub host_license: String,
}
