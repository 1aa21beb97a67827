//! Orders of a host to the machines that it manages, and the contacts by which their agents fetch them: `POST /v1/contacts`.

use crate::jwk::Jwk;
use muster_core::{
    client::activation::ActivationType,
    code::Code,
    id::{ActivationId, Cmid, HostId, Nonce, OrderId},
    keys::installation_id::{ConfirmationId, InstallationId},
    order::Task,
};
use serde::{Deserialize, Serialize};

/// Path where a host takes contacts of agents.
pub const CONTACTS_PATH: &str = "/v1/contacts";
/// Version of the claims of an order.
pub const ORDER_VERSION: u32 = 1;
/// Version of the claims of a contact.
pub const CONTACT_VERSION: u32 = 1;
/// The most orders of one answer, and the most outcomes of one contact.
pub const ORDERS_MAX: usize = 16;

/// The claims of an order. `iat` and `exp` are seconds since the Unix epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Version of the claims: [`ORDER_VERSION`].
    pub ver: u32,
    /// Issuer: the host that orders.
    #[serde(with = "crate::as_text")]
    pub iss: HostId,
    /// Subject: the machine that is to do it.
    #[serde(with = "crate::as_text")]
    pub sub: Cmid,
    /// Thumbprint (RFC 7638) of the machine's key, by which the host knows it.
    pub aud: String,
    /// The order, which is carried out once.
    #[serde(with = "crate::as_text")]
    pub jti: OrderId,
    /// The job that it belongs to.
    pub job: i64,
    /// When it was signed.
    pub iat: i64,
    /// From when on it is not carried out.
    pub exp: i64,
    /// `install-key`, `activation-type`, `activate`, `proxy-activate`, `reapply` or `remove-key`.
    pub verb: String,
    /// Activation id of the product that it is about.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub product: Option<ActivationId>,
    /// The way of activation to choose, by its documented number, 0 to 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activation_type: Option<u8>,
    /// The product key to install, sealed to the machine's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_key: Option<SealedKey>,
    /// The installation id that the confirmation id was issued for.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub installation_id: Option<InstallationId>,
    /// The confirmation id to apply. Without one the machine is to tell its installation id; an agent that knows no such order is never
    /// sent one.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub confirmation_id: Option<ConfirmationId>,
}

/// A product key that only one machine can open: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
/// ChaCha20Poly1305. Both are base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedKey {
    /// The encapsulated key.
    pub enc: String,
    /// The ciphertext.
    pub ct: String,
}

impl Order {
    /// What is to be done; `None` if this Muster knows no such task, or if a key or an id is missing or one too many.
    pub fn task(&self) -> Option<Task> {
        let kind = match self.activation_type {
            Some(number) => Some(ActivationType::from_number(number)?),
            None => None,
        };
        let task = Task::from_parts(&self.verb, self.product, kind)?;
        let (installation, confirmation) = (self.installation_id.is_some(), self.confirmation_id.is_some());
        let ids = installation == confirmation && (task.takes_confirmation() || !confirmation);
        (ids && self.sealed_key.is_some() == (task == Task::InstallKey)).then_some(task)
    }

    /// The confirmation id to apply, and the installation id that it was issued for.
    pub fn confirmation(&self) -> Option<(InstallationId, ConfirmationId)> {
        self.installation_id.zip(self.confirmation_id)
    }
}

/// The claims of a contact: an agent announces its machine's keys and reports.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Version of the claims: [`CONTACT_VERSION`].
    pub ver: u32,
    /// Subject: the machine.
    #[serde(with = "crate::as_text")]
    pub sub: Cmid,
    /// Thumbprint of the key of the host that is asked: no other host accepts it.
    pub aud: String,
    /// The machine's clock, seconds since the Unix epoch.
    pub iat: i64,
    /// Drawn for this contact: it tells two of one second apart, and what is sent again from both. 32 hexadecimal digits.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// Name of the machine, 1 to 255 bytes.
    pub machine: String,
    /// The key that product keys are to be sealed to (X25519).
    pub sealing: Jwk,
    /// What became of orders, until the host has taken it; at most [`ORDERS_MAX`].
    pub outcomes: Vec<OrderOutcome>,
    /// The installation ids that orders have asked for; at most [`ORDERS_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub installation_ids: Vec<OrderedInstallationId>,
}

/// The installation id that an order has asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderedInstallationId {
    /// The order.
    #[serde(with = "crate::as_text")]
    pub order: OrderId,
    /// The installation id, 54 digits.
    #[serde(with = "crate::as_text")]
    pub installation_id: InstallationId,
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderOutcome {
    /// The order.
    #[serde(with = "crate::as_text")]
    pub order: OrderId,
    /// The documented code; zero for success.
    #[serde(with = "crate::as_text")]
    pub code: Code,
}

/// A contact as it is sent: version 1.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactBody {
    /// Version of the message: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub version: u8,
    /// The machine's key, which signed the contact.
    pub jwk: Jwk,
    /// The signed contact, JWS compact.
    pub contact: String,
}

/// A host's answer: everything that was reported is on disk there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactAnswer {
    /// Version of the message: 1.
    pub version: u8,
    /// The signed host license, JWS compact.
    pub host_license: String,
    /// Signed orders that have no outcome yet, oldest first; at most [`ORDERS_MAX`].
    pub orders: Vec<String>,
}
