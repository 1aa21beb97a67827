//! The messages between client and host: `POST /v1/activations`.

use muster_core::{
    client::license::Status,
    host::request::ActivationRequest,
    id::{ActivationId, Cmid, HardwareId, Nonce},
    time::Moment,
    visible::is_hidden,
};
use serde::{Deserialize, Serialize};

/// Path where a host activates.
pub const ACTIVATIONS_PATH: &str = "/v1/activations";
/// Path of a host's license pack.
pub const PACK_PATH: &str = "/v1/pack";
/// The largest request body that host and authority read, in bytes.
pub const REQUEST_BYTES_MAX: usize = 64 * 1024;
const NAME_LENGTH_MAX: usize = 255;

/// A client's request, version 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivationRequestBody {
    /// Version of the message: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub version: u8,
    /// Client machine id.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
    pub cmid: Cmid,
    /// Digest of the hardware.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{32}$"))]
    pub hardware: HardwareId,
    /// Name of the machine, 1 to 255 bytes.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub machine: String,
    /// Activation id of the product.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
    pub product: ActivationId,
    /// The response must carry the same nonce.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{32}$"))]
    pub nonce: Nonce,
    /// The client's clock, seconds since the Unix epoch.
    pub time: i64,
    /// Whether the client is a virtual machine.
    pub virtual_machine: bool,
    /// License status, 0 to 6.
    #[cfg_attr(feature = "openapi", schema(maximum = 6))]
    pub status: u8,
    /// Minutes until the status ends.
    pub minutes_left: u32,
    /// The least count that the client accepts.
    pub threshold: u32,
    /// Above that of every earlier request of this client; below 2^63.
    #[cfg_attr(feature = "openapi", schema(maximum = 9_223_372_036_854_775_807_u64))]
    pub counter: u64,
}

/// A host's response, version 1: the activation, and the host license whose key signed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivationResponseBody {
    /// Version of the message: 1.
    pub version: u8,
    /// The signed activation, JWS compact.
    pub activation: String,
    /// The signed host license, JWS compact.
    pub host_license: String,
    /// The version of the license pack that the host decides by; `GET /v1/pack` gives it.
    #[serde(default)]
    pub pack: u32,
}

/// A field of a request that is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("field `{field}`: {problem}")]
pub struct BadField {
    /// Name of the field.
    pub field: &'static str,
    /// What would be right.
    pub problem: &'static str,
}

impl ActivationRequestBody {
    /// The message of a request.
    pub fn new(request: &ActivationRequest, nonce: Nonce) -> Self {
        Self {
            version: 1,
            cmid: request.cmid,
            hardware: request.hardware,
            machine: request.machine.clone(),
            product: request.product,
            nonce,
            time: request.client_time.unix(),
            virtual_machine: request.virtual_machine,
            status: request.status.number(),
            minutes_left: request.minutes_left,
            threshold: request.threshold,
            counter: request.counter,
        }
    }
}

/// Checks that a machine's name can be shown to an administrator.
pub fn check_machine_name(name: &str) -> Result<(), BadField> {
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || name.contains(is_hidden) {
        return Err(BadField {
            field: "machine",
            problem: "a name of 1 to 255 bytes without control characters or marks of direction",
        });
    }
    Ok(())
}

/// The only way from a message into a decision.
impl TryFrom<ActivationRequestBody> for (ActivationRequest, Nonce) {
    type Error = BadField;

    fn try_from(body: ActivationRequestBody) -> Result<Self, BadField> {
        let wrong = |field, problem| BadField { field, problem };
        if body.version != 1 {
            return Err(wrong("version", "this host reads version 1"));
        }
        check_machine_name(&body.machine)?;
        let status = Status::from_number(body.status).ok_or_else(|| wrong("status", "a number from 0 to 6"))?;
        if i64::try_from(body.counter).is_err() {
            return Err(wrong("counter", "a number below 2^63"));
        }
        let request = ActivationRequest {
            cmid: body.cmid,
            hardware: body.hardware,
            machine: body.machine,
            product: body.product,
            client_time: Moment::from_unix(body.time),
            virtual_machine: body.virtual_machine,
            status,
            minutes_left: body.minutes_left,
            threshold: body.threshold,
            counter: body.counter,
        };
        Ok((request, body.nonce))
    }
}
