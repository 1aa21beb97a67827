//! What people type off a screen: O for 0, a blank inside a code, a hyphen for an underline.

use super::line::{Line, each};
use crate::pattern;
use std::borrow::Cow;

/// The first digits of codes that have to do with activation.
const FACILITIES: [&str; 10] = ["C004", "8007", "4004", "8004", "8009", "C002", "803F", "87E1", "8000", "C000"];
const DIGITS: usize = 8;

pub(super) fn mend(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    each(lines, |text| {
        let codes = with_codes(text);
        let mended = if may_name(&codes) { Cow::Owned(with_names(&codes)) } else { codes };
        (mended != text).then(|| mended.into_owned())
    })
}

/// Whether the name of the service or of the channel may stand in a text.
fn may_name(text: &str) -> bool {
    let channel = |place: usize| text.get(place..place + 6) == Some("VOLUME");
    memchr::memchr_iter(b'V', text.as_bytes()).any(channel) || may_name_service(text)
}

fn may_name_service(text: &str) -> bool {
    let bytes = text.as_bytes();
    let service = |place: usize| bytes.get(place..place + 5).is_some_and(|word| word.eq_ignore_ascii_case(b"vlmcs"));
    memchr::memchr2_iter(b'v', b'V', bytes).any(service)
}

/// `0xC004F074` for what looks like it.
fn with_codes(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for place in beginnings(text.as_bytes()) {
        if place >= done
            && let Some((code, length)) = code(text.get(place..).unwrap_or_default())
            && text.get(place..place + length) != Some(code.as_str())
        {
            out.push_str(text.get(done..place).unwrap_or_default());
            out.push_str(&code);
            done = place + length;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where codes may begin, each at the beginning of a word: by the second sign of the prefix (in UTF-8 `×` begins with this
/// byte), or by the first digits, which are `C00` where there is no prefix.
fn beginnings(bytes: &[u8]) -> Vec<usize> {
    let zero = |place: usize| matches!(bytes.get(place), Some(b'0' | b'o' | b'O'));
    let prefixed = memchr::memchr3_iter(b'x', b'X', 0xC3, bytes).filter_map(|place| place.checked_sub(1));
    let bare = memchr::memchr2_iter(b'C', b'c', bytes).filter(|place| zero(place + 1) && zero(place + 2));
    let is_word = |place: &usize| {
        place.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut found: Vec<usize> =
        prefixed.filter(|place| zero(*place)).chain(bare).filter(|place| !is_word(place)).collect();
    found.sort_unstable();
    found
}

/// The code at the beginning of a text, and how long it stands there.
fn code(text: &str) -> Option<(String, usize)> {
    let mut chars = text.char_indices().peekable();
    let prefixed = {
        let mut ahead = text.chars();
        matches!(ahead.next(), Some('0' | 'o' | 'O')) && matches!(ahead.next(), Some('x' | 'X' | '×'))
    };
    if prefixed {
        chars.nth(1);
        chars.next_if(|(_, c)| *c == ' ');
    }
    let (mut digits, mut length, mut doubtful) = (String::new(), 0, prefixed);
    while digits.len() < DIGITS {
        let (place, c) = chars.next()?;
        match c {
            'o' | 'O' => {
                digits.push('0');
                doubtful = true;
            }
            'l' | 'I' => digits.push('1'),
            ' ' | '-' if digits.len() == 4 && prefixed => continue,
            _ if c.is_ascii_hexdigit() => digits.push(c),
            _ => return None,
        }
        length = place + c.len_utf8();
    }
    let ends = chars.next().is_none_or(|(_, c)| !c.is_ascii_alphanumeric());
    let known = FACILITIES.iter().any(|known| digits.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(known)));
    (ends && known && doubtful).then(|| (format!("0x{digits}"), length))
}

fn with_names(text: &str) -> String {
    let service = if may_name_service(text) {
        pattern::TYPED_SERVICE.replace_all(text, |_| "_vlmcs._tcp".to_owned())
    } else {
        Cow::Borrowed(text)
    };
    let channel =
        |found: &regex_lite::Captures<'_>| format!("VOLUME_{}", found.get(1).map_or("", |kind| kind.as_str()));
    pattern::TYPED_CHANNEL.replace_all(&service, channel).into_owned()
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::normalise::shown;

    #[test]
    fn what_was_typed_off_a_screen_is_what_stood_there() {
        for (typed, printed) in [
            ("OxC004F074", "0xC004F074"),
            ("Error 0XCOO4FO38.", "Error 0xC004F038."),
            ("0xc004 f074 again", "0xc004f074 again"),
            ("COO4FO74", "0xC004F074"),
            ("0x 8007232B", "0x8007232B"),
            ("nslookup -type=all -vlmcs.-tcp", "nslookup -type=all _vlmcs._tcp"),
            ("_vlmcs-_tcp.corp.example", "_vlmcs._tcp.corp.example"),
            ("a, VOLUME-KMSCLIENT channel", "a, VOLUME_KMSCLIENT channel"),
        ] {
            assert_eq!(shown(mend, typed), [(1, printed.to_owned())]);
        }
    }

    #[test]
    fn what_is_right_or_something_else_stays() {
        for text in [
            "0xC004F074",
            "0x00000000, 0x0,25",
            "C004F074",
            "oxidation 0x12345678",
            "_vlmcs._tcp SRV",
            "VOLUME_MAK channel",
        ] {
            assert_eq!(shown(mend, text), [(1, text.to_owned())]);
        }
    }
}
