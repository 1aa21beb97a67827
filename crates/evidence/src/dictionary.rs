//! The machine's own words: `slmgr.ini` as it lies beside the script, in the language of the machine. A bundle that holds it
//! brings the translation of its other files.

/// Words of license states that a bundle brought along.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    states: Vec<(String, u8)>,
}

/// The part of a key that tells the state; of two, the longer name comes first.
const STATES: [(&str, u8); 7] = [
    ("unlicensed", 0),
    ("nongenuinegrace", 4),
    ("additionalgrace", 3),
    ("extendedgrace", 6),
    ("initialgrace", 2),
    ("notification", 5),
    ("licensed", 1),
];

impl Dictionary {
    /// Takes up the lines of a text that are entries of the file; how many there are.
    pub(crate) fn learn(&mut self, text: &str) -> usize {
        let entries: Vec<(&str, &str)> = text.lines().filter_map(entry).collect();
        for (key, value) in &entries {
            let key = key.to_lowercase();
            let Some((_, state)) = STATES.iter().find(|(name, _)| key.contains("licensestatus") && key.contains(name))
            else {
                continue;
            };
            // The entry holds the label too: `ライセンスの状態: 通知`.
            let word = value.rsplit([':', '：']).next().unwrap_or(value).trim();
            if !word.is_empty() {
                self.states.push((word.to_lowercase(), *state));
            }
        }
        entries.len()
    }

    /// The state that a word stands for.
    pub(crate) fn state(&self, word: &str) -> Option<u8> {
        let word = word.trim().to_lowercase();
        self.states.iter().find(|(known, _)| *known == word).map(|(_, state)| *state)
    }
}

/// `L_MsgLicenseStatusLicensed_1="..."`, with or without quotes.
pub(crate) fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once('=')?;
    let key = key.trim();
    key.starts_with("L_Msg").then(|| (key, value.trim().trim_matches('"')))
}
