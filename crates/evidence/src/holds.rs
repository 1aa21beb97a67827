//! Whether a line of evidence holds a word.

use aho_corasick::{
    Input,
    automaton::Automaton,
    nfa::contiguous::{Builder, NFA},
};

/// Whether a line holds a text in either case; a number only where it stands by itself: not in `10.0.19045`, in an id or in a code.
pub fn holds(line: &str, text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    if !text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        // Small letters take at most one and a half times and at least a third of the bytes.
        let fits = text.len() * 2 <= line.len() * 9;
        return fits && line.to_lowercase().contains(&text.to_lowercase());
    }
    line.match_indices(text).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default().chars().rev();
        let behind = line.get(at + text.len()..).unwrap_or_default().chars();
        !continues(before) && !continues(behind)
    })
}

/// In a longer text one word after the other is found sooner.
const ONE_PASS_MAX: usize = 1024;

/// Whether a text holds one of these.
pub fn holds_any(text: &str, words: &[&str]) -> bool {
    if text.len() > ONE_PASS_MAX {
        return words.iter().any(|word| text.contains(word));
    }
    first_of(text, words).is_some()
}

/// The first place at which a text holds one of these: once for all who ask, for the page's sake.
#[inline(never)]
pub(crate) fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    if words.len() < 3 || text.len() > ONE_PASS_MAX || words.iter().any(|word| word.is_empty()) {
        return words.iter().filter_map(|word| text.find(word)).min();
    }
    let heads = Heads::of(words);
    let is_at = |rest: &[u8], word: &[u8]| word.first() == rest.first() && rest.starts_with(word);
    let begins = |rest: &[u8]| words.iter().any(|word| is_at(rest, word.as_bytes()));
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        // The last byte of a text has none behind it.
        if heads.may_begin(*first, behind.first().copied().unwrap_or_default()) && begins(rest) {
            return Some(text.len() - rest.len());
        }
        rest = behind;
    }
    None
}

/// The last place at which a text holds one of these.
pub(crate) fn last_of(text: &str, words: &[&str]) -> Option<usize> {
    let last = || words.iter().filter_map(|word| text.rfind(word)).max();
    // Most texts hold none, which is quickly told.
    holds_any(text, words).then(last).flatten()
}

/// Many words that are looked for in very many lines: all of them in one pass, prepared once. Most texts are so small that a faster
/// automaton would cost more than it saves.
pub(crate) struct ManyWords(Option<NFA>);

impl ManyWords {
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self(Builder::new().ascii_case_insensitive(true).build(words).ok())
    }

    /// Whether a text holds one of them, with letters of ASCII in either case; true if there is no telling.
    pub(crate) fn may_be_in(&self, text: &str) -> bool {
        self.0.as_ref().and_then(|words| words.try_find(&Input::new(text)).ok()).is_none_or(|found| found.is_some())
    }
}

/// How words begin, so that one pass over a text finds the few places at which one of them may stand.
struct Heads([u64; Heads::SIZE]);

impl Heads {
    /// 1024 bits.
    const SIZE: usize = 16;

    fn of(words: &[&str]) -> Self {
        let mut heads = Self([0; Self::SIZE]);
        for word in words {
            match word.as_bytes() {
                [first, second, ..] => heads.add(*first, *second),
                [first] => (0..=u8::MAX).for_each(|second| heads.add(*first, second)),
                [] => {}
            }
        }
        heads
    }

    fn add(&mut self, first: u8, second: u8) {
        let bit = Self::bit(first, second);
        self.0[bit / 64 % Self::SIZE] |= 1 << (bit % 64);
    }

    fn may_begin(&self, first: u8, second: u8) -> bool {
        let bit = Self::bit(first, second);
        self.0[bit / 64 % Self::SIZE] >> (bit % 64) & 1 == 1
    }

    /// Letters differ in their lower five bits.
    fn bit(first: u8, second: u8) -> usize {
        (usize::from(first) << 5 ^ usize::from(second)) % (Self::SIZE * 64)
    }
}

/// Whether a number goes on here: with a letter or a digit, or with a mark that one stands behind.
fn continues(mut rest: impl Iterator<Item = char>) -> bool {
    match rest.next() {
        Some('.' | '-') => rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric() || c == '_',
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{first_of, holds, holds_any};

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        const WORDS: [&str; 6] = ["$", "if ", "場合", "n't ", "é", "a"];
        for text in ["cost: $", "ask if ", "その場合は", "isn't ", "caf\u{e9}", "xa"] {
            for text in [text.to_owned(), format!("{text}!"), format!("{} {text}", "-".repeat(2_000))] {
                assert!(holds_any(&text, &WORDS), "{text}");
            }
        }
        for text in ["", "if", "場", "n't", "e", "THE DOLLAR"] {
            assert!(!holds_any(text, &WORDS), "{text}");
        }
        assert!(holds_any("", &["x", "", "y"]) && !holds_any("x", &[]));
        for text in ["say if the 場合 is", "é", "no"] {
            let first = WORDS.iter().filter_map(|word| text.find(word)).min();
            assert_eq!(first_of(text, &WORDS), first, "{text}");
        }
    }

    #[test]
    fn a_number_stands_by_itself() {
        for line in ["Current count: 0", "0x00000000, 0, 0, 25", "count is 0.", "残り0回"] {
            assert!(holds(line, "0"), "{line}");
        }
        for line in ["Version: 10.0.19045.5011", "SKU ID: d450596f-0-49e0", "0xC004F074", "Total: 10"] {
            assert!(!holds(line, "0"), "{line}");
        }
        assert!(holds("Registered KMS machine name: KMS1.corp.example:1688", "kms1.corp.example"));
        assert!(!holds("anything", ""));
    }

    #[test]
    fn a_text_that_is_too_long_to_be_held_is_held_by_no_line() {
        for c in (0..=char::MAX as u32).filter_map(char::from_u32) {
            let small: usize = c.to_lowercase().map(char::len_utf8).sum();
            assert!(2 * small <= 3 * c.len_utf8() && c.len_utf8() <= 3 * small, "{c:?}");
        }
        assert!(holds("kk\u{212a}", "\u{212a}\u{212a}\u{212a}") && !holds("k", &"k".repeat(9)));
    }
}
