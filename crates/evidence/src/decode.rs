//! Decodes text: by its byte order mark, as UTF-16 without one, as UTF-8, else by the code page in which it looks most like
//! a text. A few bytes that are wrong, or a character that was cut, cost that character.

use crate::{labels, unread::Unread};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, ISO_2022_JP, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254,
};
use oem_cp::{
    code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP852},
    decode_string_complete_table,
};
use std::borrow::Cow;

/// Larger than any output of a tool.
const SIZE_MAX: usize = 64 * 1024 * 1024;
/// How JIS shifts into kanji.
const JIS: [&[u8]; 2] = [b"\x1b$B", b"\x1b$@"];
/// One control character in so many characters is none of a text.
const STRANGE_SHARE: usize = 100;
/// Bytes that decide the code page.
const SAMPLE: usize = 64 * 1024;

/// A decoded text.
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// As the inventory names it, such as `cp932`.
    pub encoding: &'static str,
}

/// Decodes a source, or says why it is no text: empty, larger than 64 MiB, or binary.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unread> {
    if bytes.is_empty() {
        return Err(Unread::Empty);
    }
    if bytes.len() > SIZE_MAX {
        return Err(Unread::TooLarge);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(Decoded { text: encoding.decode(bytes).0.into_owned(), encoding: name(encoding) });
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let text = encoding.decode(bytes).0.into_owned();
        return if is_written(&text) { Ok(Decoded { text, encoding: name(encoding) }) } else { Err(Unread::NotText) };
    }
    let bytes = without_nuls(bytes)?;
    if bytes.is_ascii() && is_jis(&bytes) {
        return Ok(Decoded { text: ISO_2022_JP.decode(&bytes).0.into_owned(), encoding: "iso-2022-jp" });
    }
    if is_utf8(&bytes) {
        let encoding = if bytes.is_ascii() { "ascii" } else { "utf-8" };
        return Ok(Decoded { text: String::from_utf8_lossy(&bytes).into_owned(), encoding });
    }
    Ok(best_code_page(&bytes))
}

/// The same of bytes that may become the text.
pub(crate) fn decode_vec(bytes: Vec<u8>) -> Result<Decoded, Unread> {
    let is_plain = Encoding::for_bom(&bytes).is_none() && !bytes.is_empty() && !bytes.contains(&0) && !is_jis(&bytes);
    if !is_plain || bytes.len() > SIZE_MAX {
        return decode(&bytes);
    }
    let encoding = if bytes.is_ascii() { "ascii" } else { "utf-8" };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding }),
        Err(error) => decode(error.as_bytes()),
    }
}

/// Whether two bytes are a character.
pub(crate) fn is_wide(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    marked.or_else(|| utf16_without_mark(bytes)).is_some_and(|encoding| name(encoding) != "utf-8")
}

/// Whether the beginning of a file is no text.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    decode(sample(bytes)).is_err()
}

fn is_jis(bytes: &[u8]) -> bool {
    JIS.iter().any(|shift| memchr::memmem::find(bytes, shift).is_some())
}

/// Without the NULs at the end of a buffer or between texts. A text has no other control characters but a few.
fn without_nuls(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Unread> {
    if !bytes.contains(&0) {
        return Ok(Cow::Borrowed(bytes));
    }
    let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let strange = text.iter().filter(|byte| byte.is_ascii_control() && !b"\t\r\n\x0c\x1a\x1b".contains(byte)).count();
    if text.len() * 2 < bytes.len() || strange * STRANGE_SHARE > text.len() {
        Err(Unread::NotText)
    } else {
        Ok(Cow::Owned(text))
    }
}

/// Whether a text is UTF-8, or would be but for a few bytes: in a code page hardly two letters form a character of UTF-8.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole > damaged * 3
}

fn name(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        _ => "utf-8",
    }
}

/// UTF-16 has NUL in every other byte for what is ASCII: in Japanese and Russian at least blanks, codes and line ends.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE))?;
    let nuls = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let few = sample.len() / 24;
    if odd > few && even * 8 < odd {
        Some(encoding_rs::UTF_16LE)
    } else if even > few && odd * 8 < even {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// Whether a text has hardly a control character but those of lines, pages and colours.
fn is_written(text: &str) -> bool {
    let strange = text.chars().filter(|c| c.is_control() && !"\0\t\r\n\u{c}\u{1a}\u{1b}".contains(*c)).count();
    strange * STRANGE_SHARE <= text.len()
}

/// In a text of the right code page at most one character in so many is damaged.
const DAMAGED_SHARE: usize = 20;

type Reader = fn(&[u8]) -> Option<String>;

/// On equal scores the first one wins: code pages of consoles come before those of windows.
const CODE_PAGES: &[(&str, Reader)] = &[
    ("cp932", |bytes| strict(SHIFT_JIS, bytes)),
    ("cp936", |bytes| strict(GBK, bytes)),
    ("cp949", |bytes| strict(EUC_KR, bytes)),
    ("cp950", |bytes| strict(BIG5, bytes)),
    ("cp866", |bytes| strict(IBM866, bytes)),
    ("cp850", |bytes| Some(decode_string_complete_table(bytes, &DECODING_TABLE_CP850))),
    ("cp852", |bytes| Some(decode_string_complete_table(bytes, &DECODING_TABLE_CP852))),
    ("cp437", |bytes| Some(decode_string_complete_table(bytes, &DECODING_TABLE_CP437))),
    ("cp1252", |bytes| strict(WINDOWS_1252, bytes)),
    ("cp1251", |bytes| strict(WINDOWS_1251, bytes)),
    ("cp1250", |bytes| strict(WINDOWS_1250, bytes)),
    ("cp1254", |bytes| strict(WINDOWS_1254, bytes)),
];

/// In an encoding that has nearly every byte of a text.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Some(text.into_owned());
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let damaged = text.matches('\u{fffd}').count();
    let written = text.chars().filter(|c| !c.is_ascii()).count();
    (damaged * DAMAGED_SHARE <= written).then(|| text.into_owned())
}

fn best_code_page(bytes: &[u8]) -> Decoded {
    let sample = sample(bytes);
    let scored = CODE_PAGES.iter().filter_map(|(name, read)| Some((score(&read(sample)?, name), *name, *read)));
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let read = best.and_then(|(_, name, read)| Some(Decoded { text: read(bytes)?, encoding: name }));
    read.unwrap_or_else(|| Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "unknown" })
}

/// The start of the bytes, cut where a line ends so that no character is cut.
fn sample(bytes: &[u8]) -> &[u8] {
    let head = bytes.get(..SAMPLE).unwrap_or(bytes);
    if head.len() == bytes.len() {
        return bytes;
    }
    let end = head.iter().rposition(|byte| *byte == b'\n').unwrap_or(head.len());
    head.get(..end).unwrap_or(head)
}

/// How much a text looks like a text: known labels, letters where letters belong, no line drawing.
fn score(text: &str, code_page: &str) -> i64 {
    let known = labels::count_known(text) as i64 * 50;
    let mut before = ' ';
    let mut letters = 0;
    for c in text.chars() {
        if !c.is_ascii() {
            letters += plausible(before, c);
        }
        before = c;
    }
    known + letters + own(text, code_page)
}

/// What a code page makes of no text but its own: kana in that of Japan, Hangul without an ideograph in that of Korea. In that of
/// China both are ideographs.
fn own(text: &str, code_page: &str) -> i64 {
    const HANGUL_MIN: usize = 12;
    let count = |script: std::ops::RangeInclusive<char>| text.chars().filter(|c| script.contains(c)).count();
    let own = match code_page {
        "cp932" => count('\u{3041}'..='\u{30fa}') * 2,
        "cp949" => Some(count('\u{ac00}'..='\u{d7a3}'))
            .filter(|hangul| *hangul >= HANGUL_MIN && count('\u{4e00}'..='\u{9fff}') == 0 && !text.contains('\u{fffd}'))
            .unwrap_or_default(),
        _ => 0,
    };
    i64::try_from(own).unwrap_or_default()
}

fn plausible(before: char, c: char) -> i64 {
    // Two accented letters side by side are rare; letters of another script, misread, are nothing else.
    let is_accented = |c: char| matches!(c, '\u{00c0}'..='\u{024f}');
    match c {
        _ if is_accented(c) && is_accented(before) => -2,
        // An ideograph right after a letter is an accented letter and its neighbour, misread.
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' if before.is_ascii_alphabetic() => -6,
        '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{3000}'..='\u{303f}' => 3,
        // Half-width katakana and full-width letters in the middle of a word are another code page misread.
        '\u{ff00}'..='\u{ffef}' => {
            if before.is_ascii_alphabetic() {
                -6
            } else {
                -1
            }
        }
        '\u{0400}'..='\u{04ff}' => {
            if before.is_ascii_alphabetic() {
                -4
            } else {
                1
            }
        }
        'à'..='ÿ' | 'À'..='Þ' | 'Œ' | 'œ' | 'ß' => {
            // An accented capital inside a word is rarely meant.
            if c.is_uppercase() && before.is_lowercase() { -3 } else { 2 }
        }
        '\u{00a0}' | '«' | '»' | '©' | '®' | '’' | '…' | '–' => 1,
        _ if c.is_alphabetic() => 1,
        _ => -4,
    }
}

/// So many characters of a script may be those of a name.
const SCRIPT_MIN: usize = 3;

/// The language by its script, BCP 47; none where the script is that of many.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    let (mut kana, mut hangul, mut ideographs, mut cyrillic) = (0, 0, 0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            // Nothing outweighs it.
            '\u{3040}'..='\u{30ff}' if kana == SCRIPT_MIN => return Some("ja"),
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7af}' => hangul += 1,
            '\u{4e00}'..='\u{9fff}' => ideographs += 1,
            '\u{0400}'..='\u{04ff}' => cyrillic += 1,
            _ => {}
        }
    }
    let scripts = [(hangul, "ko"), (ideographs, "zh"), (cyrillic, "ru")];
    scripts.into_iter().find(|(count, _)| *count > SCRIPT_MIN).map(|(_, language)| language)
}
