//! The messages between client and host: `POST /v1/activations`.

use muster_core::{
    client::license::Status,
    host::request::ActivationRequest,
    id::{ActivationId, Cmid, HardwareId, Nonce},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// Where a host answers.
pub const ACTIVATIONS_PATH: &str = "/v1/activations";
/// Where a host gives its license pack.
pub const PACK_PATH: &str = "/v1/pack";
/// The largest request that a host or the authority reads, in bytes.
pub const REQUEST_BYTES_MAX: usize = 64 * 1024;
const NAME_LENGTH_MAX: usize = 255;

/// A client's request, version 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivationRequestBody {
    /// 1.
    pub version: u8,
    /// The machine.
    #[serde(with = "crate::as_text")]
    pub cmid: Cmid,
    /// Its hardware.
    #[serde(with = "crate::as_text")]
    pub hardware: HardwareId,
    /// Its name.
    pub machine: String,
    /// The product.
    #[serde(with = "crate::as_text")]
    pub product: ActivationId,
    /// The client's nonce.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// The client's clock, seconds since the epoch.
    pub time: i64,
    /// Whether it is a virtual machine.
    pub virtual_machine: bool,
    /// License status, 0 to 6.
    pub status: u8,
    /// Minutes until that status ends.
    pub minutes_left: u32,
    /// The count that the product needs.
    pub threshold: u32,
}

/// A host's answer, version 1: the activation, and the host license that vouches for its signature.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActivationResponseBody {
    /// 1.
    pub version: u8,
    /// Signed activation.
    pub activation: String,
    /// Signed host license.
    pub host_license: String,
    /// The version of the license pack that the host decides by; `GET /v1/pack` gives it.
    #[serde(default)]
    pub pack: u32,
}

/// A field of a request that no host can accept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("field `{field}`: {problem}")]
pub struct BadField {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl ActivationRequestBody {
    /// The request that carries `ask`.
    pub fn new(ask: &ActivationRequest, nonce: Nonce) -> Self {
        Self {
            version: 1,
            cmid: ask.cmid,
            hardware: ask.hardware,
            machine: ask.machine.clone(),
            product: ask.product,
            nonce,
            time: ask.client_time.unix(),
            virtual_machine: ask.virtual_machine,
            status: ask.status.number(),
            minutes_left: ask.minutes_left,
            threshold: ask.threshold,
        }
    }
}

/// Whether a name that a machine gave itself can be shown to an administrator.
pub fn check_machine_name(name: &str) -> Result<(), BadField> {
    let printable = name.chars().all(|c| !c.is_control());
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || !printable {
        return Err(BadField { field: "machine", problem: "a name of 1 to 255 bytes without control characters" });
    }
    Ok(())
}

/// The only gate from a message into a decision.
impl TryFrom<ActivationRequestBody> for (ActivationRequest, Nonce) {
    type Error = BadField;

    fn try_from(request: ActivationRequestBody) -> Result<Self, BadField> {
        let wrong = |field, problem| BadField { field, problem };
        if request.version != 1 {
            return Err(wrong("version", "this host reads version 1"));
        }
        check_machine_name(&request.machine)?;
        let status = Status::from_number(request.status).ok_or_else(|| wrong("status", "a number from 0 to 6"))?;
        let ask = ActivationRequest {
            cmid: request.cmid,
            hardware: request.hardware,
            machine: request.machine,
            product: request.product,
            client_time: Moment::from_unix(request.time),
            virtual_machine: request.virtual_machine,
            status,
            minutes_left: request.minutes_left,
            threshold: request.threshold,
        };
        Ok((ask, request.nonce))
    }
}
