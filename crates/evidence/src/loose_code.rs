//! Codes of a facility that has to do with activation, with or without `0x`: people type codes off a screen.
//!
//! Nearly every line of every text is searched for them, so they are found by hand: in one pass, much quicker than by a pattern.

/// The first digits of such codes, and the whole ones of other facilities.
const FACILITIES: [&[u8; 4]; 8] = [b"C004", b"4004", b"8004", b"8007", b"8009", b"C002", b"803F", b"87E1"];
const OTHERS: [&[u8; 8]; 3] = [b"800F0922", b"800F0954", b"C0000022"];
const DIGITS: usize = 8;
const PREFIX: usize = 2;

/// A code in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LooseCode<'t> {
    /// Where it begins.
    pub(crate) place: usize,
    /// Where its digits begin, behind `0x`.
    pub(crate) start: usize,
    /// Its eight digits.
    pub(crate) digits: &'t str,
}

impl LooseCode<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + DIGITS
    }
}

/// The codes of a text, each a word of its own.
pub(crate) fn find_iter(text: &str) -> impl Iterator<Item = LooseCode<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(|byte| is_of_word(*byte))?;
            let length = bytes.get(start..)?.iter().position(|byte| !is_of_word(*byte)).unwrap_or(bytes.len() - start);
            at = start + length;
            if let Some(before) = digits(bytes.get(start..at)?) {
                let (place, start) = (start, start + before);
                return Some(LooseCode { place, start, digits: text.get(start..at)? });
            }
        }
    })
}

pub(crate) fn is_in(text: &str) -> bool {
    find_iter(text).next().is_some()
}

/// Where the digits begin in a word that is a code.
fn digits(word: &[u8]) -> Option<usize> {
    let start = match word {
        [b'0', b'x' | b'X', ..] if word.len() == PREFIX + DIGITS => PREFIX,
        _ if word.len() == DIGITS => 0,
        _ => return None,
    };
    let code = word.get(start..)?;
    let is_of = |facility: &[u8; 4]| code.get(..4).is_some_and(|first| first.eq_ignore_ascii_case(facility));
    let is_whole = || OTHERS.iter().any(|other| code.eq_ignore_ascii_case(*other));
    let is_code = code.iter().all(u8::is_ascii_hexdigit) && (FACILITIES.into_iter().any(is_of) || is_whole());
    is_code.then_some(start)
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::find_iter;

    #[test]
    fn codes_stand_alone_whatever_their_case() {
        let found = |text: &str| -> Vec<(usize, String)> {
            find_iter(text).map(|code| (code.start, code.digits.to_owned())).collect()
        };
        assert_eq!(
            found("0xC004F074, c004f038; (8007232B) コード0X803FA067です"),
            [
                (2, "C004F074".to_owned()),
                (12, "c004f038".to_owned()),
                (23, "8007232B".to_owned()),
                (44, "803FA067".to_owned())
            ]
        );
        assert_eq!(found("800f0922 0xC0000022").len(), 2);
        for none in
            ["", "0xC004F07", "0xC004F0744", "xC004F074", "C004F074_", "0xC005F074", "C004G074", "800F0923", "0x"]
        {
            assert!(found(none).is_empty(), "{none}");
        }
    }
}
