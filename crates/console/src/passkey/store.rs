//! Passkeys as the store has them: public keys, none of which signs anybody in.

use crate::{audit::AuditEntry, error::ConsoleError};
use muster_core::time::Moment;

/// The most passkeys of one account.
pub const PASSKEYS_MAX: u32 = 20;

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The authenticator's id of it.
    pub id: Vec<u8>,
    /// The name of the account.
    pub account: String,
    /// The name of the console that it was made at (RP ID): no other takes it.
    pub site: String,
    /// What authenticators know the account by: random, and the same in all passkeys of the account.
    pub user_handle: [u8; 16],
    /// What its owner calls it.
    pub name: String,
    /// Its public key and the counter of its uses, as the library of WebAuthn writes them.
    pub credential: String,
    /// When it was made.
    pub created: Moment,
    /// When it was used last.
    pub used: Option<Moment>,
}

/// The passkeys of an open store. An account whose password is made void, or which is removed, loses them with it: the store sees to that
/// in the same transaction.
pub trait PasskeyStore {
    /// Those of an account, or of all, the oldest first.
    fn passkeys(&mut self, account: Option<&str>) -> Result<Vec<Passkey>, ConsoleError>;
    /// The passkey of this id.
    fn passkey(&mut self, id: &[u8]) -> Result<Option<Passkey>, ConsoleError>;
    /// Stores a new one and records it, in one transaction; false if there is one of its id, or the account has [`PASSKEYS_MAX`], or no
    /// password.
    fn add_passkey(&mut self, passkey: &Passkey, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Removes one of an account and records it, in one transaction; false if the account has none of this id.
    fn remove_passkey(&mut self, account: &str, id: &[u8], entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Stores what a use has made of it; false if it is gone, or another use came between.
    fn use_passkey(&mut self, before: &Passkey, credential: &str, now: Moment) -> Result<bool, ConsoleError>;
    /// Stores one of another store as it is.
    fn import_passkey(&mut self, passkey: &Passkey) -> Result<(), ConsoleError>;
}
