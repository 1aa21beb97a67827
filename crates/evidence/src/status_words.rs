//! The words for license states in the language of a machine, as its `slmgr.ini` has them.

use crate::normalise::width::fold;
use std::cell::Cell;

/// The words for license states that a bundle brought along.
#[derive(Clone, Debug, Default)]
pub(crate) struct StatusWords {
    words: Vec<(String, u8)>,
    /// A word was asked for that is not among them.
    missed: Cell<bool>,
}

/// Parts of keys and the license status of each. A name that contains another one comes first.
const STATES: [(&str, u8); 7] = [
    ("unlicensed", 0),
    ("nongenuinegrace", 4),
    ("additionalgrace", 3),
    ("extendedgrace", 6),
    ("initialgrace", 2),
    ("notification", 5),
    ("licensed", 1),
];

impl StatusWords {
    /// Whether bytes begin as `slmgr.ini` does: with the name of a text, in UTF-16 too.
    pub(crate) fn begin(bytes: &[u8]) -> bool {
        let plain: Vec<u8> = bytes.iter().take(4096).copied().filter(|byte| *byte != 0).collect();
        memchr::memmem::find(&plain, b"L_Msg").is_some()
    }

    /// Loads the words of one file. Lines that are no entries say nothing.
    pub(crate) fn load(&mut self, text: &str) {
        for (key, value) in text.lines().filter_map(entry) {
            let key = key.to_lowercase();
            let Some((_, state)) = STATES.iter().find(|(name, _)| key.contains("licensestatus") && key.contains(name))
            else {
                continue;
            };
            // The value starts with the label: `ライセンスの状態: 通知`.
            let value = fold(value);
            let word = value.rsplit([':', '：']).next().unwrap_or(&value).trim();
            if !word.is_empty() {
                self.words.push((word.to_lowercase(), *state));
            }
        }
    }

    /// The license status, 0 to 6, that a word stands for.
    pub(crate) fn status(&self, word: &str) -> Option<u8> {
        let word = word.trim().to_lowercase();
        let known = self.words.iter().find(|(known, _)| *known == word).map(|(_, state)| *state);
        self.missed.set(self.missed.get() || known.is_none());
        known
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a word was asked for in vain since this was asked last.
    pub(crate) fn take_missed(&self) -> bool {
        self.missed.take()
    }
}

/// `L_MsgLicenseStatusLicensed_1="..."`, with or without quotes.
pub(crate) fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once('=')?;
    let key = key.trim();
    key.starts_with("L_Msg").then(|| (key, value.trim().trim_matches('"')))
}
