//! An audit log as a chain: each entry names the SHA-256 of the one before it, so that none can be altered, left out or put
//! in afterwards without a break. Only an end that was cut off leaves no break: a hash that was noted elsewhere shows it.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use muster_core::sentences_of;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What the first entry has in the place of the hash before it.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

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
    /// `entry` is given its number and the hash of the one before it.
    pub fn after<E: Serialize>(
        last: Option<&Self>,
        entry: impl FnOnce(u32, String) -> E,
    ) -> Result<Self, serde_json::Error> {
        let number = last.map_or(1, |last| last.number + 1);
        let previous = last.map_or(NO_HASH, |last| &last.hash).to_owned();
        let json = serde_json::to_string(&entry(number, previous))?;
        Ok(Self { number, hash: hash(&json), json })
    }

    /// What it says.
    pub fn entry<E: DeserializeOwned>(&self) -> Result<E, serde_json::Error> {
        serde_json::from_str(&self.json)
    }
}

/// What every entry holds, whatever else it says.
#[derive(Deserialize)]
struct Link {
    number: u32,
    previous: String,
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
    Altered(u32),
    /// An entry names another hash than that of the entry before it.
    Link(u32),
    /// An entry is not there.
    Missing(u32),
    /// A hash that was noted earlier is that of no entry.
    Noted(String),
    /// An entry cannot be read.
    Unreadable(u32),
}

sentences_of!(ChainBreak, lang {
    Self::Altered(entry) => (
        "entry {entry} was altered: its hash is that of another text",
        "エントリ {entry} が変更されています (ハッシュが内容と一致しません)"
    );
    Self::Link(entry) => (
        "entry {entry} does not follow the entry before it: one of the two was replaced",
        "エントリ {entry} が前のエントリに続いていません。どちらかが置き換えられています"
    );
    Self::Missing(entry) => ("entry {entry} is missing", "エントリ {entry} がありません");
    Self::Noted(hash) => (
        "no entry has the hash {hash}: the end of the log was cut off or replaced, or the hash is of another log",
        "ハッシュ {hash} のエントリが見つかりません。ログの末尾が切り取られたか置き換えられています。または、別のログのハッシュです"
    );
    Self::Unreadable(entry) => (
        "entry {entry} is not an entry of an audit log",
        "エントリ {entry} は監査ログのエントリではありません"
    );
});

/// Follows a chain entry by entry.
#[derive(Clone, Debug)]
pub struct ChainVerifier {
    head: ChainHead,
    noted: Option<String>,
    found: Option<ChainBreak>,
}

impl ChainVerifier {
    /// Begins before the first entry. The hash `noted` has to be that of an entry.
    pub fn new(noted: Option<&str>) -> Self {
        let noted = noted.map(|hash| hash.trim().to_ascii_lowercase());
        Self { head: ChainHead { entries: 0, hash: NO_HASH.to_owned() }, noted, found: None }
    }

    /// Takes the next entry, in the order of their numbers. It has to read as an `E`. Behind a break nothing is looked at.
    pub fn take<E: DeserializeOwned>(&mut self, stored: &ChainedEntry) {
        if self.found.is_none() {
            self.found = self.follow::<E>(stored).err();
        }
    }

    fn follow<E: DeserializeOwned>(&mut self, stored: &ChainedEntry) -> Result<(), ChainBreak> {
        let number = self.head.entries + 1;
        if stored.number != number {
            return Err(ChainBreak::Missing(number));
        }
        if hash(&stored.json) != stored.hash {
            return Err(ChainBreak::Altered(number));
        }
        let unreadable = |_| ChainBreak::Unreadable(number);
        stored.entry::<E>().map_err(unreadable)?;
        let entry: Link = stored.entry().map_err(unreadable)?;
        if entry.number != number || entry.previous != self.head.hash {
            return Err(ChainBreak::Link(number));
        }
        self.noted.take_if(|noted| *noted == stored.hash);
        self.head = ChainHead { entries: number, hash: stored.hash.clone() };
        Ok(())
    }

    /// The end of the log was reached: the first break in it, if there is one.
    pub fn finish(self) -> Result<ChainHead, ChainBreak> {
        let Self { head, noted, found } = self;
        found.or(noted.map(ChainBreak::Noted)).map_or(Ok(head), Err)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{ChainBreak, ChainHead, ChainVerifier, ChainedEntry, hash};
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        key: String,
        number: u32,
        previous: String,
    }

    fn chain(length: u32) -> Vec<ChainedEntry> {
        let mut chain: Vec<ChainedEntry> = Vec::new();
        for _ in 0..length {
            let entry = |number, previous| Entry { key: "3V66T".into(), number, previous };
            chain.push(ChainedEntry::after(chain.last(), entry).expect("encoded"));
        }
        chain
    }

    fn verify(chain: &[ChainedEntry], noted: Option<&str>) -> Result<ChainHead, ChainBreak> {
        let mut verifier = ChainVerifier::new(noted);
        chain.iter().for_each(|entry| verifier.take::<Entry>(entry));
        verifier.finish()
    }

    /// Anybody can verify a log with these two facts: the form of an entry, and SHA-256.
    #[test]
    fn an_entry_is_canonical_json_and_its_hash_is_in_the_next() {
        let chain = chain(2);
        let zeros = "0".repeat(64);
        assert_eq!(chain[0].json, format!(r#"{{"key":"3V66T","number":1,"previous":"{zeros}"}}"#));
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
            chain[4].json = chain[4].json.replace("key", "other");
            chain[4].hash = hash(&chain[4].json);
        });
        check(ChainBreak::Noted(whole[4].hash.clone()), &|chain| drop(chain.pop()));
        let mut cut = whole.clone();
        cut.pop();
        assert_eq!(verify(&cut, None).expect("an end that was cut off leaves no break").entries, 4);
    }
}
