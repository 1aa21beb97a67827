//! Keys and ids as people type and paste them: from a Japanese keyboard, a mail with quotation marks, a spreadsheet.

use crate::visible::is_hidden;

/// What stands between or around groups: hyphens and dashes of any width, full stops, quotation marks, the `>` of a quoted mail.
const AROUND: &str = "-‐‑‒–—−－.．\"'“”‘’「」『』＂＇>＞";

/// The characters that count, each with its place in the text (from 1).
pub(super) fn typed(text: &str) -> impl Iterator<Item = (usize, char)> {
    let counted = |(_, character): &(usize, char)| {
        let invisible = is_hidden(*character) || matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
        !character.is_whitespace() && !invisible && !AROUND.contains(*character)
    };
    text.chars().enumerate().filter(counted).map(|(place, character)| (place + 1, character))
}

/// Full-width letters and digits as ASCII: U+FF01 to U+FF5E are `!` to `~`.
pub(super) fn narrow(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}
