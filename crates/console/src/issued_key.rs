//! Product keys as pages show them: never a whole one.

use crate::license_holder::CustomerOrder;
use muster_core::{authority::quota::Limit, keys::product_key::KeyClaim, lang::Text, time::Moment};

/// A key that was issued: all but its secret part.
#[derive(Clone, Debug)]
pub struct IssuedKeyRow {
    /// What it is for.
    pub claim: KeyClaim,
    /// The name of its key group; empty where the license pack does not have it.
    pub group: String,
    /// When it was issued.
    pub issued: Moment,
    /// When it was blocked, if it was.
    pub blocked: Option<Moment>,
    /// When it ends, if it does.
    pub ends: Option<Moment>,
    /// How many days it lasts from its first activation, if that says when it ends.
    pub days: Option<u32>,
    /// What it allows beyond its products.
    pub features: String,
    /// How many computers it has activated.
    pub computers: u32,
    /// How many it activates.
    pub limit: Limit,
    /// The customer.
    pub customer: String,
    /// The number of the order.
    pub order: String,
    /// Anything else that the vendor wrote down.
    pub note: String,
}

/// Which keys a page shows.
#[derive(Clone, Debug)]
pub struct KeyQuery {
    /// The last five characters or the serial of a key, or a part of customer or order; empty for all.
    pub search: String,
    /// Only those in this state.
    pub state: Option<KeyState>,
    /// Only those of this order.
    pub order: Option<CustomerOrder>,
    /// Only those behind this number.
    pub after: Option<u32>,
    /// At most so many.
    pub limit: usize,
}

/// Whether a key is blocked. One that is not may have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It activates nothing.
    Blocked,
    /// It activates up to its limit, and until its end.
    Issued,
}

impl KeyQuery {
    /// Whether a key is one of those that it asks for.
    pub fn finds(&self, key: &IssuedKeyRow) -> bool {
        let behind = self.after.is_none_or(|after| key.claim.number() > after);
        let of = |order: &CustomerOrder| order.customer == key.customer && order.order == key.order;
        behind
            && self.order.as_ref().is_none_or(of)
            && self.state.is_none_or(|state| state == key.state())
            && key.is_found(self.search.trim())
    }
}

impl IssuedKeyRow {
    /// Its state.
    pub fn state(&self) -> KeyState {
        if self.blocked.is_some() { KeyState::Blocked } else { KeyState::Issued }
    }

    /// Whether its end is over: it activates nothing any more.
    pub(crate) fn has_ended(&self, now: Moment) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    fn is_found(&self, search: &str) -> bool {
        let part = |text: &str| text.to_lowercase().contains(&search.to_lowercase());
        search.is_empty()
            || self.claim.partial().eq_ignore_ascii_case(search)
            || self.claim.masked().eq_ignore_ascii_case(search)
            || self.claim.serial.to_string() == search
            || part(&self.customer)
            || part(&self.order)
    }
}

impl KeyState {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Issued, Self::Blocked];

    /// Its name in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Issued => "issued",
        }
    }

    /// The state of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Blocked => ("Blocked", "ブロック済み"),
            Self::Issued => ("Issued", "発行済み"),
        };
        Text { en, ja }
    }
}
