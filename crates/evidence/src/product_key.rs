//! Product keys in texts and in bytes, however they are written: in capitals or not, the five groups joined by hyphens of any kind, by
//! blanks, or by nothing. No output holds one in full.

/// The letters of product keys: no vowels, and nothing that is taken for another. Five groups of them are no word and no number.
const LETTERS: &[u8] = b"BCDFGHJKMNPQRTVWXY2346789";
/// What joins groups; the same between all of them.
const SEPARATORS: [&str; 15] = [
    "-", "", " ", "_", ".", "/", " - ", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{2212}", "&#45;", "\\u002d",
    "%2d",
];
const GROUP: usize = 5;
const GROUPS: usize = 5;
/// The longest key in bytes, with its separators.
pub(crate) const LENGTH_MAX: usize = GROUPS * GROUP + (GROUPS - 1) * 6;

/// Where the letters of a key stand, in order.
pub(crate) struct Found {
    letters: Vec<usize>,
    end: usize,
}

impl Found {
    /// The next key of the same text.
    pub(crate) fn next(&self, bytes: &[u8]) -> Option<Self> {
        find(bytes, self.end, 1)
    }

    /// Whether somebody wrote over it.
    pub(crate) fn is_masked(&self, text: &str) -> bool {
        self.letters.first().and_then(|start| text.get(*start..)).is_some_and(|key| key.starts_with("XXXXX"))
    }

    /// The last five letters, which the tools themselves show, of the text in which the key was found.
    pub(crate) fn last_group<'t>(&self, text: &'t str) -> &'t str {
        self.letters.get((GROUPS - 1) * GROUP).and_then(|start| text.get(*start..self.end)).unwrap_or_default()
    }
}

/// The text with the first four groups of every product key written over. It stays as long as it was.
pub(crate) fn masked(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    mask(&mut bytes, 1);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes over the first four groups of every product key, whose characters are `width` bytes apart.
pub(crate) fn mask(bytes: &mut [u8], width: usize) {
    let mut from = 0;
    while let Some(found) = find(bytes, from, width) {
        let hidden = found.letters.iter().take((GROUPS - 1) * GROUP);
        hidden.for_each(|place| bytes.get_mut(*place).into_iter().for_each(|letter| *letter = b'X'));
        from = found.end;
    }
}

/// The next product key from a place on, masked ones included.
pub(crate) fn find(bytes: &[u8], from: usize, width: usize) -> Option<Found> {
    let is_start = |start: &usize| {
        let before = start.checked_sub(width).and_then(|before| letter(bytes, before, width));
        letter(bytes, *start, width).is_some() && before.is_none()
    };
    (from..bytes.len()).filter(is_start).find_map(|start| key_at(bytes, start, width))
}

fn key_at(bytes: &[u8], start: usize, width: usize) -> Option<Found> {
    let any: fn(u8) -> bool = |letter| letter.is_ascii_uppercase() || letter.is_ascii_digit();
    let own: fn(u8) -> bool = |letter| LETTERS.contains(&letter.to_ascii_uppercase());
    // Whoever types a key with capitals and hyphens may take a zero for an O.
    let first = group_at(bytes, start, width, any).or_else(|| group_at(bytes, start, width, own))?;
    let separator = SEPARATORS.iter().filter(|separator| stands(bytes, first, width, separator));
    separator.into_iter().find_map(|separator| {
        let is_letter = if *separator == "-" { any } else { own };
        groups(bytes, start, width, separator, is_letter).or_else(|| groups(bytes, start, width, separator, own))
    })
}

fn groups(bytes: &[u8], start: usize, width: usize, separator: &str, is_letter: fn(u8) -> bool) -> Option<Found> {
    let (mut letters, mut place) = (Vec::with_capacity(GROUPS * GROUP), start);
    for number in 0..GROUPS {
        if number > 0 {
            place = stands(bytes, place, width, separator).then_some(place + separator.len() * width)?;
        }
        let end = group_at(bytes, place, width, is_letter)?;
        letters.extend((place..end).step_by(width));
        place = end;
    }
    letter(bytes, place, width).is_none().then_some(Found { letters, end: place })
}

/// The end of a group of five letters.
fn group_at(bytes: &[u8], start: usize, width: usize, is_letter: fn(u8) -> bool) -> Option<usize> {
    let all = (0..GROUP).all(|number| letter(bytes, start + number * width, width).is_some_and(is_letter));
    all.then_some(start + GROUP * width)
}

fn stands(bytes: &[u8], place: usize, width: usize, separator: &str) -> bool {
    (0..).zip(separator.bytes()).all(|(number, wanted)| {
        let place = place + number * width;
        let is_narrow = width == 1 || bytes.get(place + 1) == Some(&0);
        bytes.get(place).is_some_and(|byte| byte.eq_ignore_ascii_case(&wanted)) && is_narrow
    })
}

/// The letter or digit at a place. The upper half of a character of UTF-16 is zero.
fn letter(bytes: &[u8], place: usize, width: usize) -> Option<u8> {
    let is_narrow = width == 1 || bytes.get(place + 1) == Some(&0);
    bytes.get(place).copied().filter(|byte| byte.is_ascii_alphanumeric() && is_narrow)
}

#[cfg(test)]
mod tests {
    use super::{find, masked};

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
            find(text.as_bytes(), 0, 1).map(|found| found.last_group(&text).to_owned()).as_deref(),
            Some("46789")
        );
    }
}
