//! A product key as the store and lists know it: all but its secret part.

use crate::{key_details::KeyDetails, key_terms::KeyTerms};
use muster_core::{
    authority::quota::{KeyStatus, Limit},
    keys::product_key::KeyClaim,
    time::Moment,
};

/// A key that was issued.
#[derive(Clone, Debug)]
pub struct IssuedKey {
    /// What the key is for. The whole key is shown once, when it is issued.
    pub claim: KeyClaim,
    /// When it was issued.
    pub issued: Moment,
    /// When it was blocked, if it was.
    pub blocked: Option<Moment>,
    /// How many computers it has activated.
    pub computers: u32,
    /// How many it activates.
    pub limit: Limit,
    /// For whom.
    pub details: KeyDetails,
    /// What it allows and until when.
    pub terms: KeyTerms,
}

/// What requests are decided by of a key.
pub(crate) struct KeyState {
    pub(crate) status: KeyStatus,
    /// How many computers it activates. A MAK of a time when there were no limits activates none.
    pub(crate) limit: Limit,
    /// What it allows and until when.
    pub(crate) terms: KeyTerms,
}

impl IssuedKey {
    /// Whether these are the last five characters of the key, or its serial.
    pub fn is_named(&self, name: &str) -> bool {
        self.claim.partial().eq_ignore_ascii_case(name) || self.claim.serial.to_string() == name
    }
}
