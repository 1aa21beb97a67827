//! The mapping: each pseudonym, and what it stands for. A value has one pseudonym, wherever and as whatever it occurs.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The mapping from pseudonyms to what they stand for. Whoever has it can undo the masking.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub(super) struct Tokens {
    originals: BTreeMap<String, String>,
    /// By the original in lower case.
    tokens: HashMap<String, String>,
    /// The highest number of each kind so far.
    numbers: HashMap<&'static str, usize>,
}

impl PartialEq for Tokens {
    fn eq(&self, other: &Self) -> bool {
        self.originals == other.originals
    }
}

impl Eq for Tokens {}

impl From<BTreeMap<String, String>> for Tokens {
    fn from(originals: BTreeMap<String, String>) -> Self {
        let tokens = originals.iter().map(|(token, original)| (original.to_lowercase(), token.clone())).collect();
        Self { originals, tokens, numbers: HashMap::new() }
    }
}

impl From<Tokens> for BTreeMap<String, String> {
    fn from(tokens: Tokens) -> Self {
        tokens.originals
    }
}

impl Tokens {
    /// The pseudonym that a value has, if it has one.
    pub(super) fn known(&self, original: &str) -> Option<&str> {
        self.tokens.get(&original.to_lowercase()).map(String::as_str)
    }

    /// The pseudonym of a value; where it has none, the next free one that `form` makes of a number, from 1.
    pub(super) fn of(&mut self, kind: &'static str, original: &str, form: impl Fn(usize) -> String) -> String {
        if let Some(token) = self.known(original) {
            return token.to_owned();
        }
        let number = self.numbers.entry(kind).or_default();
        let token = loop {
            *number += 1;
            let token = form(*number);
            if !self.originals.contains_key(&token) {
                break token;
            }
        };
        self.originals.insert(token.clone(), original.to_owned());
        self.tokens.insert(original.to_lowercase(), token.clone());
        token
    }

    /// The pseudonym `kind` and a number.
    pub(super) fn named(&mut self, kind: &'static str, original: &str) -> String {
        self.of(kind, original, |number| format!("{kind}{number}"))
    }
}
