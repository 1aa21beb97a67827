//! Text of others, made visible: characters that a terminal obeys, or that change the order in which a line is read, stand as
//! escapes such as `\u{1b}`. Everything that a person reads at a terminal goes through here.
//!
//! ```
//! use muster_core::visible;
//!
//! assert_eq!(visible::text("\u{1b}[2Jpc-1\nexe.\u{202e}fdp"), "\\u{1b}[2Jpc-1\nexe.\\u{202e}fdp");
//! assert_eq!(visible::line("pc-1\n✓ pc-2"), "pc-1\\u{a}✓ pc-2");
//! ```

use std::borrow::Cow;

/// Whether a character is a control character, or a separator of lines or a mark of direction that no reader sees: U+2028,
/// U+2029, U+202A to U+202E, U+2066 to U+2069 (UAX #9, 2).
pub fn is_hidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text of several lines: ends of lines and tabs stay.
pub fn text(text: &str) -> Cow<'_, str> {
    unicode_escaped(text, "\n\t")
}

/// A text that stays on its line.
pub fn line(text: &str) -> Cow<'_, str> {
    unicode_escaped(text, "\t")
}

/// A JSON document, in which such characters stand in strings only: they become escapes of JSON (RFC 8259, 7).
pub fn json(document: &str) -> Cow<'_, str> {
    let hidden = |character| is_hidden(character) && character != '\n';
    escaped(document, hidden, |character| format!("\\u{:04x}", u32::from(character)))
}

fn unicode_escaped<'t>(text: &'t str, kept: &str) -> Cow<'t, str> {
    let hidden = |character| is_hidden(character) && !kept.contains(character);
    escaped(text, hidden, |character| character.escape_unicode().to_string())
}

fn escaped(text: &str, hidden: impl Fn(char) -> bool, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.chars().any(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if hidden(character) { shown.push_str(&escape(character)) } else { shown.push(character) }
    }
    Cow::Owned(shown)
}
