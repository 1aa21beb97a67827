//! Views of the list of machines as the store keeps them: a name for what the list's address says.

use crate::{audit::AuditEntry, error::ConsoleError};
use muster_core::time::Moment;

/// The most views of one account, and of all those that everybody sees.
pub const VIEWS_MAX: u32 = 50;

/// A view of the list of machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Whose it is, and its name.
    pub key: ViewKey,
    /// What the list shows and in which order, as its address has it.
    pub query: String,
    /// The account, or `token` and the name of the token, that made it.
    pub maker: String,
    /// When it was made.
    pub created: Moment,
}

/// What tells a view from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewKey {
    /// The account that it is of; empty for one that everybody sees.
    pub owner: String,
    /// Its name, unique among those of its owner.
    pub name: String,
}

/// The views of an open store. An account that is removed loses its own with it: the store sees to that in the same transaction.
pub trait ViewStore {
    /// Those of an account and those that everybody sees, or all, in the order of owners and names.
    fn views(&mut self, account: Option<&str>) -> Result<Vec<SavedView>, ConsoleError>;
    /// Stores a new one and records it, in one transaction; false if its owner has one of this name, or [`VIEWS_MAX`], or is no account.
    fn add_view(&mut self, view: &SavedView, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Gives one another name or another owner and records it, in one transaction; false if there is none, or the owner that it gets may not have it.
    fn move_view(&mut self, from: &ViewKey, to: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Removes one and records it, in one transaction; false if there is none.
    fn remove_view(&mut self, key: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Stores one of another store.
    fn import_view(&mut self, view: &SavedView) -> Result<(), ConsoleError>;
}

impl SavedView {
    /// Whether everybody sees it.
    pub(crate) fn is_shared(&self) -> bool {
        self.key.owner.is_empty()
    }
}
