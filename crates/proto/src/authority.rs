//! The messages to the authority. All are POST, version 1, and travel over TLS: they hold whole product keys.

use crate::jwk::Jwk;
use muster_core::{
    id::{Cmid, HardwareId, Nonce},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyKind,
    },
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Path of phone activation: installation ids in, confirmation ids out.
pub const CONFIRMATIONS_PATH: &str = "/v1/confirmations";
/// Path for returning an activation by a MAK.
pub const RETURNS_PATH: &str = "/v1/returns";
/// The most installation ids in one message.
pub const CONFIRMATIONS_MAX: usize = 500;

/// Path where a key activates a machine or a directory.
pub fn activation_path(kind: KeyKind, target: ActivationTarget) -> &'static str {
    match (kind, target) {
        (_, ActivationTarget::Directory) => "/v1/directory-activations",
        (KeyKind::Multiple, _) => "/v1/mak-activations",
        _ => "/v1/host-activations",
    }
}

/// How to reach the authority: the section `[authority]` of `client.toml` and `host.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityConfig {
    /// Its address, `https://…`. Plain `http` is taken for a loopback address only: requests hold product keys.
    pub url: String,
    /// Certificates to trust instead of the system's, PEM.
    pub ca: Option<PathBuf>,
}

/// A request for a license.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LicenseRequest {
    /// Version of the message: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub version: u8,
    /// The whole product key.
    pub key: String,
    /// The hardware of the machine, or a digest of the directory's name.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{32}$"))]
    pub hardware: HardwareId,
    /// The name of the machine or the directory, for the vendor's records.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub machine: String,
    /// Client machine id; a request with a MAK has one.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = "uuid"))]
    pub cmid: Option<Cmid>,
    /// The license will carry the same nonce.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{32}$"))]
    pub nonce: Nonce,
    /// The clock of whoever asks, seconds since the Unix epoch.
    pub time: i64,
    /// The public key that the license will bind.
    pub jwk: Jwk,
    /// By that key over the request, base64url: whoever asks holds the key (`muster-trust` signs and verifies it).
    pub signature: String,
    /// Version of the license pack that the machine has: the authority waits with a change of its root key until hosts have the
    /// pack that names the next one.
    pub pack: u32,
}

/// The license.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LicenseResponse {
    /// Version of the message: 1.
    pub version: u8,
    /// The signed license, JWS compact.
    pub license: String,
}

/// A request for confirmation ids.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmationRequest {
    /// Version of the message: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub version: u8,
    /// 54 digits each; at most [`CONFIRMATIONS_MAX`].
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub installation_ids: Vec<String>,
}

/// Confirmations in the order of the request.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationResponse {
    /// Version of the message: 1.
    pub version: u8,
    /// One for each installation id.
    pub confirmations: Vec<Confirmation>,
}

/// The result for one installation id: a confirmation id, or the code of the refusal.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirmation {
    /// 48 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_id: Option<String>,
    /// The documented code of the refusal.
    pub code: String,
}

/// Returns an activation by a MAK. The signature proves that the machine holds the key that its license binds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnRequest {
    /// Version of the message: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub version: u8,
    /// The license, as the authority signed it.
    pub license: String,
    /// Over the bytes of the license, base64url.
    pub signature: String,
}

/// The activation was taken back.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnResponse {}

/// An installation id and its confirmation id as a QR code or a text file carries them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticket {
    /// From the machine to the authority.
    Installation(InstallationId),
    /// From the authority to the machine.
    Confirmation(ConfirmationId),
}

impl Ticket {
    /// The digits of an id, bare or behind what says before them what they are: as a ticket carries them, or as somebody writes them.
    pub fn digits(text: &str) -> &str {
        let text = text.trim();
        text.rsplit_once([':', '：']).map_or(text, |(_, digits)| digits)
    }
}

impl std::fmt::Display for Ticket {
    /// `MUSTER:IID:…`: letters and digits that a QR code packs tightly.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Installation(iid) => write!(f, "MUSTER:IID:{iid}"),
            Self::Confirmation(cid) => write!(f, "MUSTER:CID:{cid}"),
        }
    }
}
