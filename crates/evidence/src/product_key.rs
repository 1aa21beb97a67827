//! Product keys in texts and in bytes, however they are written: in capitals or not, the five groups joined by hyphens of any kind, by
//! blanks, or by nothing. No output holds one in full.

/// The letters of product keys: no vowels, and nothing that is taken for another; an N only since Windows 8. Five groups of them are no word and no number.
pub(crate) const LETTERS: &[u8] = b"BCDFGHJKMNPQRTVWXY2346789";
/// What joins groups; the same between all of them.
const SEPARATORS: [&str; 15] = [
    "-", "", " ", "_", ".", "/", " - ", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{2212}", "&#45;", "\\u002d",
    "%2d",
];
const GROUP: usize = 5;
const GROUPS: usize = 5;
/// The longest key in bytes, with its separators.
pub(crate) const LENGTH_MAX: usize = GROUPS * GROUP + (GROUPS - 1) * 6;

/// Where a key stands.
pub(crate) struct Found {
    start: usize,
    /// The bytes from one group to the next.
    step: usize,
    end: usize,
}

impl Found {
    /// Whether somebody wrote over it.
    pub(crate) fn is_masked(&self, text: &str) -> bool {
        text.get(self.start..).is_some_and(|key| key.starts_with("XXXXX"))
    }

    /// The last five letters, which the tools themselves show, of the text in which the key was found.
    pub(crate) fn last_group<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start + (GROUPS - 1) * self.step..self.end).unwrap_or_default()
    }
}

/// The text with every full product key cut down to its last five characters, as long as it was.
pub fn masked(text: &str) -> String {
    let found: Vec<Found> = all(text.as_bytes(), 1).collect();
    if found.is_empty() {
        return text.to_owned();
    }
    let mut bytes = text.as_bytes().to_vec();
    hide(&mut bytes, 1, &found);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes over the first four groups of every product key, whose characters are `width` bytes apart.
pub(crate) fn mask(bytes: &mut [u8], width: usize) {
    let found: Vec<Found> = all(bytes, width).collect();
    hide(bytes, width, &found);
}

fn hide(bytes: &mut [u8], width: usize, found: &[Found]) {
    let groups = found.iter().flat_map(|key| (0..GROUPS - 1).map(|number| key.start + number * key.step));
    for place in groups.flat_map(|group| (0..GROUP).map(move |number| group + number * width)) {
        bytes.get_mut(place).into_iter().for_each(|letter| *letter = b'X');
    }
}

/// The product keys of a text, masked ones included.
pub(crate) fn all(bytes: &[u8], width: usize) -> impl Iterator<Item = Found> {
    std::iter::successors(find(bytes, 0, width), move |key| find(bytes, key.end, width))
}

/// The next product key from a place on.
fn find(bytes: &[u8], from: usize, width: usize) -> Option<Found> {
    if width == 1 {
        return find_narrow(bytes, from);
    }
    let is_start = |start: &usize| {
        let before = start.checked_sub(width).and_then(|before| letter(bytes, before, width));
        letter(bytes, *start, width).is_some() && before.is_none()
    };
    (from..bytes.len()).filter(is_start).find_map(|start| key_at(bytes, start, width))
}

/// The same in a text: a key begins with a word of five letters, or is one of all its letters. Every line that is quoted is searched.
fn find_narrow(bytes: &[u8], from: usize) -> Option<Found> {
    let is_letter = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_alphanumeric);
    // What is behind a key is no letter.
    let mut at = from;
    while at < bytes.len() {
        let start = at;
        while is_letter(at) {
            at += 1;
        }
        let length = at - start;
        let key = (length == GROUP || length == GROUPS * GROUP).then(|| key_at(bytes, start, 1)).flatten();
        if key.is_some() {
            return key;
        }
        at += 1;
    }
    None
}

/// A capital letter or a digit.
const ANY: u8 = 1;
/// A letter of keys, in capitals or not.
const OWN: u8 = 2;

/// What a byte may be of a key.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_uppercase() || (byte as u8).is_ascii_digit() {
            kinds[byte] |= ANY;
        }
        byte += 1;
    }
    let mut place = 0;
    while place < LETTERS.len() {
        kinds[LETTERS[place] as usize] |= OWN;
        kinds[LETTERS[place].to_ascii_lowercase() as usize] |= OWN;
        place += 1;
    }
    kinds
};

fn key_at(bytes: &[u8], start: usize, width: usize) -> Option<Found> {
    // Whoever types a key with capitals and hyphens may take a zero for an O.
    let kinds: [(_, &[&str]); 2] = [(ANY, &["-"]), (OWN, &SEPARATORS)];
    kinds.into_iter().find_map(|(kind, separators)| {
        let end = group_at(bytes, start, width, kind)?;
        let mut fitting = separators.iter().filter(|separator| stands(bytes, end, width, separator));
        fitting.find_map(|separator| groups(bytes, start, width, separator, kind))
    })
}

fn groups(bytes: &[u8], start: usize, width: usize, separator: &str, kind: u8) -> Option<Found> {
    let joined = separator.len() * width;
    let mut end = group_at(bytes, start, width, kind)?;
    for _ in 1..GROUPS {
        end = stands(bytes, end, width, separator).then(|| group_at(bytes, end + joined, width, kind))??;
    }
    let step = GROUP * width + joined;
    letter(bytes, end, width).is_none().then_some(Found { start, step, end })
}

/// The end of a group of five letters.
fn group_at(bytes: &[u8], start: usize, width: usize, kind: u8) -> Option<usize> {
    let is_own = |byte: u8| KINDS.get(usize::from(byte)).is_some_and(|kinds| kinds & kind != 0);
    let all = (0..GROUP).all(|number| byte_at(bytes, start + number * width, width).is_some_and(is_own));
    all.then_some(start + GROUP * width)
}

fn stands(bytes: &[u8], place: usize, width: usize, separator: &str) -> bool {
    (0..).zip(separator.bytes()).all(|(number, wanted)| {
        byte_at(bytes, place + number * width, width).is_some_and(|byte| byte.eq_ignore_ascii_case(&wanted))
    })
}

fn letter(bytes: &[u8], place: usize, width: usize) -> Option<u8> {
    byte_at(bytes, place, width).filter(u8::is_ascii_alphanumeric)
}

/// The character at a place, if it is of one byte. The upper half of such a character of UTF-16 is zero.
fn byte_at(bytes: &[u8], place: usize, width: usize) -> Option<u8> {
    let is_narrow = width == 1 || bytes.get(place + 1) == Some(&0);
    bytes.get(place).copied().filter(|_| is_narrow)
}

#[cfg(test)]
mod tests {
    use super::{all, masked};

    /// Made up: of the letters of keys, and no key.
    const GROUPS: [&str; 5] = ["BCDFG", "HJKMN", "PQRTV", "WXY23", "46789"];

    #[test]
    fn a_key_is_masked_however_it_is_written() {
        for separator in super::SEPARATORS {
            for key in [GROUPS.join(separator), GROUPS.join(separator).to_lowercase()] {
                for text in [
                    key.clone(),
                    format!("/ipk {key}"),
                    format!("key={key};"),
                    format!("key_{key}\""),
                    format!("鍵は{key}。"),
                ] {
                    let shown = masked(&text);
                    assert!(
                        !shown.to_uppercase().contains("BCDFG") && !shown.to_uppercase().contains("WXY23"),
                        "{shown}"
                    );
                    assert!(shown.contains("46789") && shown.len() == text.len(), "{shown}");
                }
            }
        }
        assert_eq!(masked("O0IL1-AEIOU-BCDFG-HJKMN-46789"), "XXXXX-XXXXX-XXXXX-XXXXX-46789");
    }

    #[test]
    fn what_is_no_key_stays() {
        for text in [
            "36f27b39-2fd5-440b-be67-a09996d27a38",
            "00090-12345-ABCDE-12345-ABCD",
            "there-where-these-those-whose",
            "these five words stand here alone again",
            "BCDFGHJKMNPQRTVWXY23467891",
            "aBCDFGHJKMNPQRTVWXY2346789",
            "http://learn.example/BCDFG/HJKMN",
            "03612-00206-271-298329-03-1041-9600.0000-0282026",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn the_last_group_is_that_of_the_key() {
        let text = format!("x {}", GROUPS.join(" - "));
        assert_eq!(
            all(text.as_bytes(), 1).next().map(|found| found.last_group(&text).to_owned()).as_deref(),
            Some("46789")
        );
    }
}
