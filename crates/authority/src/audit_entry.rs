//! What an entry of the audit log says. The chain of the entries is the server's.

use muster_core::{
    code::{self, Code},
    id::HostId,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What was done or asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAction {
    /// A key was exchanged for a license.
    Activate,
    /// A key was blocked.
    Block,
    /// An installation id was confirmed.
    Confirm,
    /// Refusals and repeats beyond the number that is recorded one by one; the entry says how many.
    Counted,
    /// What is written beside a key was changed; the detail says what was given.
    Edit,
    /// An enrolment file was signed; the detail is what it says.
    Enrolment,
    /// So many proofs at a key were wrong that somebody guesses at it; the detail is the network of the last.
    Guess,
    /// An issuance license was issued.
    IssuanceLicense,
    /// A product key was issued.
    Issue,
    /// The records were moved into a database that several authorities can share.
    Migrate,
    /// An offline license file was written.
    Offline,
    /// A license pack was signed.
    Pack,
    /// A revocation was lifted.
    Reinstate,
    /// The limit of a key was raised.
    Raise,
    /// The authority was restored from a backup.
    Restore,
    /// An activation was given back.
    Return,
    /// The license of a holder was revoked.
    Revoke,
    /// A license pack was withdrawn.
    RevokePack,
    /// The next root key was made.
    RootAdd,
    /// Older root keys are trusted no more.
    RootDrop,
    /// The next root key signs.
    RootSwitch,
    /// The block of a key was lifted.
    Unblock,
}

/// One entry. Its fields are in the order of the alphabet, as canonical JSON has them (RFC 8785).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// What was done or asked for.
    pub action: AuditAction,
    /// When.
    #[serde(with = "muster_proto::instant::as_rfc3339")]
    pub at: Moment,
    /// Who: the address of the peer, or the account at the command line.
    pub by: String,
    /// How it ended: success, or the documented code of the refusal.
    #[serde(with = "muster_proto::as_text")]
    pub code: Code,
    /// How many times, if not once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// What the other fields do not say: a machine's name, a version, a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The holder of the license.
    #[serde(default, with = "muster_proto::as_text::option", skip_serializing_if = "Option::is_none")]
    pub holder: Option<HostId>,
    /// The last five characters of the product key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The number of the entry, from 1.
    pub number: u32,
    /// The hash of the entry before it: SHA-256 of its canonical JSON, hexadecimal.
    pub previous: String,
    /// The serial of the product key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<u32>,
}

impl AuditEntry {
    /// An act that succeeded, by `by`; the chain gives it its number.
    pub(crate) fn new(action: AuditAction, by: &str, at: Moment) -> Self {
        Self {
            action,
            at,
            by: by.to_owned(),
            code: code::SUCCESS,
            count: None,
            detail: None,
            holder: None,
            key: None,
            number: 0,
            previous: String::new(),
            serial: None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{AuditAction, AuditEntry};
    use muster_core::time::Moment;
    use muster_server::audit_chain::ChainedEntry;

    /// Anybody can verify a log with these two facts: the form of an entry, and SHA-256.
    #[test]
    fn an_entry_is_canonical_json() {
        let entry = |number, previous| AuditEntry {
            detail: Some("kms-\"1\"".into()),
            key: Some("3V66T".into()),
            number,
            previous,
            serial: Some(7),
            ..AuditEntry::new(AuditAction::Activate, "192.0.2.7", Moment::from_unix(1_795_255_200))
        };
        let zeros = "0".repeat(64);
        let expected = format!(
            r#"{{"action":"activate","at":"2026-11-21T10:00:00Z","by":"192.0.2.7","code":"0x00000000","detail":"kms-\"1\"","key":"3V66T","number":1,"previous":"{zeros}","serial":7}}"#
        );
        assert_eq!(ChainedEntry::after(None, entry).expect("encoded").json, expected);
    }
}
