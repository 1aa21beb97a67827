//! The words for license states in the language of a machine, as its `slmgr.ini` has them.

use crate::normalise::width::fold;

/// The words for license states that a bundle brought along.
#[derive(Clone, Debug, Default)]
pub(crate) struct StatusWords {
    words: Vec<(String, u8)>,
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
        self.words.iter().find(|(known, _)| *known == word).map(|(_, state)| *state)
    }
}

/// `L_MsgLicenseStatusLicensed_1="..."`, with or without quotes.
pub(crate) fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once('=')?;
    let key = key.trim();
    key.starts_with("L_Msg").then(|| (key, value.trim().trim_matches('"')))
}
