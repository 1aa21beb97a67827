//! Full-width letters, half-width katakana, typographic quotation marks, hyphens and blanks, and invisible characters: word
//! processors, input methods and web pages put them where a tool printed plain ones.

use super::line::{Line, each};
use std::borrow::Cow;

pub(super) fn fold_lines(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    each(lines, |text| match fold(text) {
        Cow::Owned(folded) => Some(folded),
        Cow::Borrowed(_) => None,
    })
}

/// A text with the plain form of each character that has one.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // A full-width colon ends a label without a blank behind it; in a time or an address it is a plain one.
            '：' => {
                let inside = |c: char| fold_one(c).is_ascii_alphanumeric();
                let number = out.ends_with(|c: char| c.is_ascii_digit()) && rest.peek().copied().is_some_and(inside);
                out.push(if number { ':' } else { c });
            }
            // With its voicing mark.
            '\u{ff61}'..='\u{ff9f}' => {
                let mark = rest.next_if(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'));
                push_wide(&mut out, c, mark);
            }
            _ if is_invisible(c) => {}
            _ => out.push(fold_one(c)),
        }
    }
    Cow::Owned(out)
}

fn is_plain(c: char) -> bool {
    c.is_ascii() || c != '：' && !matches!(c, '\u{ff61}'..='\u{ff9f}') && !is_invisible(c) && fold_one(c) == c
}

fn fold_one(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' => '-',
        _ => c,
    }
}

/// Half-width katakana, from U+FF61, in full width.
const WIDE: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309a}";

/// Half-width katakana in full width, one character with its mark where there is one: NFKC, whose tables would be a twentieth of the
/// page for browsers.
fn push_wide(out: &mut String, c: char, mark: Option<char>) {
    let wide = |c: char| WIDE.chars().nth((u32::from(c) as usize).saturating_sub(0xff61)).unwrap_or(c);
    let (kana, mark) = (wide(c), mark.map(wide));
    let distance = match (kana, mark) {
        ('カ'..='ヂ' | 'ツ'..='ト' | 'ハ'..='ホ', Some('\u{3099}')) => Some(1),
        ('ハ'..='ホ', Some('\u{309a}')) => Some(2),
        ('ウ', Some('\u{3099}')) => Some(0x4e),
        ('ワ' | 'ヲ', Some('\u{3099}')) => Some(8),
        _ => None,
    };
    match distance.and_then(|distance| char::from_u32(u32::from(kana) + distance)) {
        Some(voiced) => out.push(voiced),
        None => out.extend(std::iter::once(kana).chain(mark)),
    }
}

/// The columns that a text takes in a terminal; East Asian characters take two.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum() }
}

/// Whether a character is East Asian, and so takes two columns.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Soft hyphens, joiners, byte order marks, and marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::fold;
    use std::borrow::Cow;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn each_character_has_its_plain_form() {
        for (text, plain) in [
            ("０ｘＣ００４Ｆ０７４（エラー）", "0xC004F074(エラー)"),
            ("ﾗｲｾﾝｽの状態：ﾗｲｾﾝｽされています", "ライセンスの状態：ライセンスされています"),
            ("ｷﾞﾌﾟ", "ギプ"),
            ("kms1：１６８８ 10：30", "kms1:1688 10:30"),
            ("Nom\u{a0}: «x» l’hôte “y” a\u{200b}b", "Nom : «x» l'hôte \"y\" ab"),
            ("2e28138a\u{2011}847f −1", "2e28138a-847f -1"),
        ] {
            assert_eq!(fold(text), plain);
        }
    }

    #[test]
    fn half_width_katakana_is_folded_as_unicode_says() {
        for c in '\u{ff61}'..='\u{ff9f}' {
            for mark in ["", "\u{ff9e}", "\u{ff9f}"] {
                let text = format!("{c}{mark}");
                assert_eq!(fold(&text), text.nfkc().collect::<String>());
            }
        }
    }

    #[test]
    fn what_is_plain_is_not_copied() {
        for text in ["Name: Windows(R)", "ライセンスの状態: 通知", "État de la licence"] {
            assert!(matches!(fold(text), Cow::Borrowed(_)));
        }
    }
}
