//! What pages show of the authority, and the traits by which the console asks for it. No whole product key passes here, and nothing of key groups
//! that whoever asks does not see.

use crate::{
    customer::{ContactChange, Customer},
    issued::{IssuedOrder, IssuedPack, OrderQuery},
    issued_key::{IssuedKeyRow, KeyQuery},
    key_change::{KeyChange, KeyChanged, OrderChange},
    license_holder::{HolderDetail, HolderQuery, LicenseHolder},
    owner::ConsoleOwner,
    root_keys::RootKeys,
    store::ConsoleError,
};
use muster_core::{
    authority::key_groups::KeyGroups,
    code::Code,
    id::HostId,
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    time::Moment,
};

/// The authority.
pub trait AuthorityView: ConsoleOwner {
    /// What it has issued of these key groups. There is no other way to it, so no page asks for what its caller does not see.
    fn issued(&self, groups: KeyGroups) -> Box<dyn IssuedView + '_>;
}

/// What the authority has issued of some key groups, or of all: what belongs to others is answered as what does not exist, and counted nowhere.
/// Every call may wait for a disk.
pub trait IssuedView {
    /// Keys as the query says, in the order of their numbers, at most `query.limit`.
    fn keys(&self, query: &KeyQuery) -> Result<Vec<IssuedKeyRow>, ConsoleError>;
    /// A key.
    fn key(&self, claim: &KeyClaim) -> Result<Option<IssuedKeyRow>, ConsoleError>;
    /// Blocks a key, or lifts its block, recorded in the authority's audit log as done by `account`; false if it is so already.
    fn set_blocked(&self, claim: &KeyClaim, blocked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError>;
    /// Changes a part of a key, recorded in the authority's audit log as done by `account`, unless somebody has changed the same meanwhile.
    fn change_key(&self, change: &KeyChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError>;
    /// The same of the keys of an order.
    fn change_order(&self, change: &OrderChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError>;
    /// A customer, if it has a key.
    fn customer(&self, name: &str) -> Result<Option<Customer>, ConsoleError>;
    /// Changes the contact of a customer for the key groups of its keys, recorded in the authority's audit log as done by `account`, unless somebody
    /// has changed it meanwhile.
    fn change_contact(&self, change: &ContactChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError>;
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
    /// Confirms an installation id, whose key is unknown where it is of another key group, recorded in the authority's audit log as done by `account`, or the documented code of the refusal.
    fn confirm(
        &self,
        id: &InstallationId,
        account: &str,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, ConsoleError>;
}
