//! Codes of a facility that has to do with activation, with or without `0x`: people type codes off a screen.
//!
//! Nearly every line of every text is searched for them, so they are found by hand: in one pass, much quicker than by a pattern.

/// Codes of other facilities.
const OTHERS: [u32; 3] = [0x800F_0922, 0x800F_0954, 0xC000_0022];
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

/// Whether a code is of a facility that has to do with activation.
pub(crate) fn is_of_activation(code: u32) -> bool {
    matches!(code >> 16, 0x4004 | 0x8004 | 0x8007 | 0x8009 | 0xC002 | 0xC004 | 0x803F | 0x87E1)
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
    let code =
        word.get(start..)?.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))?;
    (is_of_activation(code) || OTHERS.contains(&code)).then_some(start)
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
