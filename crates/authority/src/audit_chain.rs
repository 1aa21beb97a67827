//! The audit log as a chain: each entry names the SHA-256 of the one before it, so that none can be altered, left out or put
//! in afterwards without a break. Only an end that was cut off leaves no break: a hash that was noted elsewhere shows it.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use muster_core::{
    code::{self, Code},
    id::HostId,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What the first entry has in the place of the hash before it.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

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
    /// So many proofs at a key were wrong that somebody guesses at it; the detail is the network of the last.
    Guess,
    /// An issuance license was issued.
    IssuanceLicense,
    /// A product key was issued.
    Issue,
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

/// An entry as it is stored: its canonical JSON, and the hash of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainedEntry {
    /// The number that it is stored under.
    pub number: u32,
    /// Canonical JSON.
    pub json: String,
    /// SHA-256 of it, hexadecimal.
    pub hash: String,
}

impl ChainedEntry {
    /// The entry that follows `last`, which is none for the first.
    pub(crate) fn after(last: Option<&Self>, entry: AuditEntry) -> Result<Self, serde_json::Error> {
        let number = last.map_or(1, |last| last.number + 1);
        let previous = last.map_or(NO_HASH, |last| &last.hash).to_owned();
        let json = serde_json::to_string(&AuditEntry { number, previous, ..entry })?;
        Ok(Self { number, hash: hash(&json), json })
    }

    /// What it says.
    pub fn entry(&self) -> Result<AuditEntry, serde_json::Error> {
        serde_json::from_str(&self.json)
    }
}

fn hash(json: &str) -> String {
    HEXLOWER.encode(digest(&SHA256, json.as_bytes()).as_ref())
}

/// A chain without a break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// Number of entries.
    pub entries: u32,
    /// The hash of the last one.
    pub hash: String,
}

/// The first place where the log is not what was recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// The text of an entry is not that which its hash was computed of.
    #[error("entry {0} was altered: its hash is that of another text")]
    Altered(u32),
    /// An entry names another hash than that of the entry before it.
    #[error("entry {0} does not follow the entry before it: one of the two was replaced")]
    Link(u32),
    /// An entry is not there.
    #[error("entry {0} is missing")]
    Missing(u32),
    /// A hash that was noted earlier is that of no entry.
    #[error(
        "no entry has the hash {0}: the end of the log was cut off or replaced, or the hash is of another authority"
    )]
    Noted(String),
    /// An entry cannot be read.
    #[error("entry {0} is not an entry of an audit log")]
    Unreadable(u32),
}

/// Follows a chain entry by entry.
#[derive(Clone, Debug)]
pub(crate) struct ChainVerifier {
    head: ChainHead,
    noted: Option<String>,
}

impl ChainVerifier {
    /// Begins before the first entry. The hash `noted` has to be that of an entry.
    pub(crate) fn new(noted: Option<&str>) -> Self {
        let noted = noted.map(|hash| hash.trim().to_ascii_lowercase());
        Self { head: ChainHead { entries: 0, hash: NO_HASH.to_owned() }, noted }
    }

    /// Takes the next entry, in the order of their numbers.
    pub(crate) fn take(&mut self, stored: &ChainedEntry) -> Result<(), ChainBreak> {
        let number = self.head.entries + 1;
        if stored.number != number {
            return Err(ChainBreak::Missing(number));
        }
        if hash(&stored.json) != stored.hash {
            return Err(ChainBreak::Altered(number));
        }
        let entry = stored.entry().map_err(|_| ChainBreak::Unreadable(number))?;
        if entry.number != number || entry.previous != self.head.hash {
            return Err(ChainBreak::Link(number));
        }
        self.noted.take_if(|noted| *noted == stored.hash);
        self.head = ChainHead { entries: number, hash: stored.hash.clone() };
        Ok(())
    }

    /// The end of the log was reached.
    pub(crate) fn finish(self) -> Result<ChainHead, ChainBreak> {
        self.noted.map_or(Ok(self.head), |noted| Err(ChainBreak::Noted(noted)))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{AuditAction, AuditEntry, ChainBreak, ChainHead, ChainVerifier, ChainedEntry, hash};
    use muster_core::time::Moment;

    fn chain(length: u32) -> Vec<ChainedEntry> {
        let entry = |number: u32| AuditEntry {
            detail: Some("kms-\"1\"".into()),
            key: Some("3V66T".into()),
            serial: Some(7),
            ..AuditEntry::new(AuditAction::Activate, "192.0.2.7", Moment::from_unix(1_795_255_200 + i64::from(number)))
        };
        let mut chain: Vec<ChainedEntry> = Vec::new();
        for number in 0..length {
            chain.push(ChainedEntry::after(chain.last(), entry(number)).expect("encoded"));
        }
        chain
    }

    fn verify(chain: &[ChainedEntry], noted: Option<&str>) -> Result<ChainHead, ChainBreak> {
        let mut verifier = ChainVerifier::new(noted);
        chain.iter().try_for_each(|entry| verifier.take(entry))?;
        verifier.finish()
    }

    /// Anybody can verify a log with these two facts: the form of an entry, and SHA-256.
    #[test]
    fn an_entry_is_canonical_json_and_its_hash_is_in_the_next() {
        let chain = chain(2);
        let zeros = "0".repeat(64);
        let first = format!(
            r#"{{"action":"activate","at":"2026-11-21T10:00:00Z","by":"192.0.2.7","code":"0x00000000","detail":"kms-\"1\"","key":"3V66T","number":1,"previous":"{zeros}","serial":7}}"#
        );
        assert_eq!(chain[0].json, first);
        assert!(chain[1].json.contains(&format!(r#""previous":"{}""#, chain[0].hash)));
        assert_eq!(
            verify(&chain, Some(&chain[0].hash.to_uppercase())),
            Ok(ChainHead { entries: 2, hash: chain[1].hash.clone() })
        );
        assert_eq!(verify(&[], None).expect("nothing yet").entries, 0);
    }

    #[test]
    fn the_first_break_is_named() {
        let whole = chain(5);
        let check = |expected: ChainBreak, change: &dyn Fn(&mut Vec<ChainedEntry>)| {
            let mut changed = whole.clone();
            change(&mut changed);
            assert_eq!(verify(&changed, Some(&whole[4].hash)), Err(expected));
        };
        check(ChainBreak::Altered(3), &|chain| chain[2].json = chain[2].json.replace("3V66T", "4V66T"));
        // Who computes the hash of the altered entry anew breaks the link to the next.
        check(ChainBreak::Link(4), &|chain| {
            chain[2].json = chain[2].json.replace("3V66T", "4V66T");
            chain[2].hash = hash(&chain[2].json);
        });
        check(ChainBreak::Missing(2), &|chain| drop(chain.remove(1)));
        check(ChainBreak::Missing(1), &|chain| drop(chain.remove(0)));
        check(ChainBreak::Link(2), &|chain| {
            drop(chain.remove(1));
            chain.iter_mut().skip(1).for_each(|entry| entry.number -= 1);
        });
        check(ChainBreak::Unreadable(5), &|chain| {
            chain[4].json = "{}".into();
            chain[4].hash = hash("{}");
        });
        check(ChainBreak::Noted(whole[4].hash.clone()), &|chain| drop(chain.pop()));
        let mut cut = whole.clone();
        cut.pop();
        assert_eq!(verify(&cut, None).expect("an end that was cut off leaves no break").entries, 4);
    }
}
