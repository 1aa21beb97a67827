//! Customers as the API tells them.

use crate::customer::{Contact, Customer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A customer with keys.
#[derive(Serialize, ToSchema)]
pub(crate) struct CustomerDocument {
    name: String,
    /// How many keys it has.
    keys: u32,
    contact: ContactDocument,
}

/// Whom to ask at a customer. Each text may be empty.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactDocument {
    #[schema(max_length = 200)]
    name: String,
    #[schema(max_length = 200)]
    mail: String,
    #[schema(max_length = 200)]
    phone: String,
}

/// A change of the contact of a customer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactChangeMessage {
    #[schema(max_length = 200)]
    pub(super) customer: String,
    /// As it was seen.
    pub(super) before: ContactDocument,
    pub(super) after: ContactDocument,
}

impl CustomerDocument {
    pub(super) fn new(Customer { name, keys, contact, .. }: Customer) -> Self {
        Self { name, keys, contact: contact.into() }
    }
}

impl From<Contact> for ContactDocument {
    fn from(Contact { name, mail, phone }: Contact) -> Self {
        Self { name, mail, phone }
    }
}

impl From<ContactDocument> for Contact {
    fn from(ContactDocument { name, mail, phone }: ContactDocument) -> Self {
        Self { name, mail, phone }
    }
}
