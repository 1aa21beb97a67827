//! Names in a text that is one line and has no name that is known of every tool: those of a program, `LicenseStatus: 1
//! LicenseFamily: Professional`, and labels in capitals.

use super::line::words;
use crate::instance::names;

/// Fewer names are mentioned.
const NAMES_MIN: usize = 3;

/// Where the names begin, if there are enough of them.
pub(super) fn of(text: &str) -> Option<Vec<usize>> {
    let found = properties(text).unwrap_or_else(|| in_capitals(text));
    (found.len() >= NAMES_MIN).then_some(found)
}

/// Where labels of several words in capitals begin: `LICENSE STATUS:`, as ospp.vbs prints them, in whatever language.
fn in_capitals(text: &str) -> Vec<usize> {
    const WORDS_MIN: usize = 2;
    let is_shouted = |word: &str| word.chars().all(char::is_uppercase);
    let mut found = Vec::new();
    let mut run = (0, 0);
    for (place, word) in words(text) {
        run = if run.0 == 0 { (0, place) } else { run };
        match word.strip_suffix([':', '：']) {
            Some(last) if is_shouted(last) && run.0 + 1 >= WORDS_MIN => found.push(run.1),
            None if is_shouted(word) => {
                run.0 += 1;
                continue;
            }
            _ => {}
        }
        run = (0, 0);
    }
    found
}

/// Where properties begin, if names of a program stand before colons and some of them are known.
fn properties(text: &str) -> Option<Vec<usize>> {
    const KNOWN_MIN: usize = 2;
    let of_word = |(place, word): (usize, &str)| {
        let name = word.strip_suffix(':').filter(|name| names::is_identifier(name))?;
        let mut letters = name.bytes().zip(name.bytes().skip(1));
        let is_compound = letters.any(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase());
        is_compound.then(|| (place, names::meaning(name).is_some()))
    };
    let found: Vec<(usize, bool)> = words(text).filter_map(of_word).collect();
    let are_known = found.iter().filter(|(_, is_known)| *is_known).count() >= KNOWN_MIN;
    are_known.then(|| found.into_iter().map(|(place, _)| place).collect())
}
