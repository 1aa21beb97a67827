//! What pages show of the authority, and the trait by which the console asks for it. No whole product key passes here.

use crate::{
    issued::{IssuedOrder, IssuedPack, OrderQuery},
    license_holder::{CustomerOrder, HolderDetail, HolderQuery, LicenseHolder},
    owner::ConsoleOwner,
    root_keys::RootKeys,
    store::ConsoleError,
};
use muster_core::{
    authority::quota::Limit,
    code::Code,
    id::HostId,
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    lang::Text,
    time::Moment,
};

/// The authority. Every call may wait for a disk.
pub trait AuthorityView: ConsoleOwner {
    /// Keys as the query says, in the order of their numbers, at most `query.limit`.
    fn keys(&self, query: &KeyQuery) -> Result<Vec<IssuedKeyRow>, ConsoleError>;
    /// A key.
    fn key(&self, claim: &KeyClaim) -> Result<Option<IssuedKeyRow>, ConsoleError>;
    /// Blocks a key, or lifts its block, recorded in the authority's audit log as done by `account`; false if it is so already.
    fn set_blocked(&self, claim: &KeyClaim, blocked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError>;
    /// Holders of licenses as the query says, those that asked last first, at most `query.limit`.
    fn holders(&self, query: &HolderQuery) -> Result<Vec<LicenseHolder>, ConsoleError>;
    /// A holder.
    fn holder(&self, id: HostId) -> Result<Option<HolderDetail>, ConsoleError>;
    /// Revokes the license of a holder, or lifts the revocation, recorded in the authority's audit log as done by `account`; false if it is
    /// so already.
    fn set_revoked(&self, id: HostId, revoked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError>;
    /// The `limit` license packs before a version, newest first.
    fn packs(&self, before: u32, limit: usize) -> Result<Vec<IssuedPack>, ConsoleError>;
    /// The newest license pack, if there is one.
    fn newest_pack(&self) -> Result<Option<u32>, ConsoleError>;
    /// The root keys, and how far a change of them is.
    fn root_keys(&self, now: Moment) -> Result<RootKeys, ConsoleError>;
    /// Orders as the query says, at most `query.limit`.
    fn orders(&self, query: &OrderQuery) -> Result<Vec<IssuedOrder>, ConsoleError>;
    /// Confirms an installation id, recorded in the authority's audit log as done by `account`, or the documented code of the refusal.
    fn confirm(
        &self,
        id: &InstallationId,
        account: &str,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, ConsoleError>;
}

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

/// Whether a key activates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It does not.
    Blocked,
    /// It does, up to its limit.
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
