//! Whether a text may be one of many words, by its first byte, its last byte and its length: quicker than looking it up, and most
//! texts are none.

/// The lengths of words, by their first bytes and by their last bytes.
pub(crate) struct Heads {
    by_first: [u64; 256],
    by_last: [u64; 256],
}

impl Heads {
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut heads = Self { by_first: [0; 256], by_last: [0; 256] };
        for word in words {
            heads.by_first[usize::from(first(word))] |= bit(word.len());
            heads.by_last[usize::from(last(word))] |= bit(word.len());
        }
        heads
    }

    /// Whether a text may be one of the words.
    pub(crate) fn may_be(&self, text: &str) -> bool {
        self.lengths(first(text), last(text)) & bit(text.len()) != 0
    }

    /// Whether it may be one of the words as soon as its letters are small.
    pub(crate) fn may_be_in_capitals(&self, text: &str) -> bool {
        // Outside of ASCII small letters take more or fewer bytes.
        let lengths = || self.lengths(first(text).to_ascii_lowercase(), last(text).to_ascii_lowercase());
        !text.is_ascii() || lengths() & bit(text.len()) != 0
    }

    /// Whether any of the words begins with the first byte of a text.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        self.by_first[usize::from(first(text))] != 0
    }

    /// The lengths of the words with this first byte that words with this last byte have too.
    fn lengths(&self, first: u8, last: u8) -> u64 {
        self.by_first[usize::from(first)] & self.by_last[usize::from(last)]
    }
}

fn first(text: &str) -> u8 {
    text.bytes().next().unwrap_or_default()
}

fn last(text: &str) -> u8 {
    text.bytes().next_back().unwrap_or_default()
}

/// Long ones share the last bit.
fn bit(length: usize) -> u64 {
    1 << length.min(63)
}

#[cfg(test)]
mod tests {
    use super::Heads;

    #[test]
    fn every_word_may_be_one_and_most_others_are_none() {
        let long = "x".repeat(200);
        let words = ["license status", "ライセンスの状態", "kms", "", &long];
        let heads = Heads::of(words.into_iter());
        assert!(words.iter().all(|word| heads.may_be(word) && heads.may_begin(word)));
        assert!(heads.may_be_in_capitals("License Status") && heads.may_be_in_capitals("Ä"));
        for other in ["License Status", "license statu", "kmsx", "kmx", "a"] {
            assert!(!heads.may_be(other), "{other}");
        }
        assert!(!heads.may_be_in_capitals("License") && !heads.may_begin("S"));
    }
}
