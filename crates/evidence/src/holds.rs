//! Whether a line of evidence holds a word.

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

/// Whether a text holds one of these: once for all who ask, for the page's sake.
#[inline(never)]
pub fn holds_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
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
    use super::holds;

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
