//! Customers, as they are written beside product keys, and whom to ask there.

use crate::key_change::{KeyRefusal, refused_text};

/// Whom to ask at a customer. Each text may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name of a person, or of a department.
    pub name: String,
    /// The address of mail.
    pub mail: String,
    /// The number of a telephone.
    pub phone: String,
}

/// A customer with keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// As it is written beside the keys.
    pub name: String,
    /// How many keys it has.
    pub keys: u32,
    /// The key groups of those keys.
    pub key_groups: Vec<u16>,
    /// The contact that was written last; empty if none was.
    pub contact: Contact,
}

/// A change of the contact of a customer.
#[derive(Clone, Debug)]
pub struct ContactChange {
    /// The customer.
    pub customer: String,
    /// What whoever changes it has seen.
    pub before: Contact,
    /// What he wants; nothing is kept of an empty one.
    pub after: Contact,
}

impl Contact {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// For audit logs.
    pub fn text(&self) -> String {
        let Self { name, mail, phone } = self;
        format!("name {name:?}, mail {mail:?}, phone {phone:?}")
    }

    /// Whether a search in small letters finds it.
    pub(crate) fn is_found(&self, search: &str) -> bool {
        [&self.name, &self.mail, &self.phone].iter().any(|text| text.to_lowercase().contains(search))
    }
}

impl ContactChange {
    /// Why it cannot be made; none if it can.
    pub fn refusal(&self) -> Option<KeyRefusal> {
        let Contact { name, mail, phone } = &self.after;
        refused_text([name, mail, phone])
    }
}
