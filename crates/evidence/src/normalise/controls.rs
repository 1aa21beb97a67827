//! Colours and other control sequences of terminals (ECMA-48), and the control characters that are left without them.

use super::line::{Line, each};
use memchr::memmem::Finder;
use std::{iter::Peekable, sync::LazyLock};

const ESCAPE: char = '\u{1b}';
/// What is left of the end of a colour whose escape character was lost.
static BARE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("[0m"));

pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    each(lines, |text| {
        // Every byte is looked at, so that the compiler may look at many at once.
        let control = |found, byte: u8| found | (byte < b' ') & (byte != b'\t') | (byte == 0x7f);
        let marked = || !text.is_ascii() && (text.contains('\u{9b}') || text.contains("␛["));
        let damaged = text.bytes().fold(false, control) || BARE.find(text.as_bytes()).is_some() || marked();
        damaged.then(|| without(text))
    })
}

/// The sequences of a text copied from where the escape character became a picture of itself, or was lost, go too.
fn without(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    let bare = text.contains("[0m");
    while let Some(c) = rest.next() {
        match c {
            ESCAPE | '␛' => escape(&mut rest),
            '\u{9b}' => control(&mut rest),
            '[' if bare && is_colour(rest.clone()) => control(&mut rest),
            '\t' => out.push(c),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// What follows an escape character.
fn escape(rest: &mut Peekable<std::str::Chars<'_>>) {
    match rest.next() {
        Some('[') => control(rest),
        // A title or a link: up to BEL, or to ESC and a backslash.
        Some(']') => drop(rest.find(|c| matches!(c, '\u{7}' | '\\' | '\u{9c}'))),
        _ => {}
    }
}

/// Parameters, and one letter that ends them.
fn control(rest: &mut Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| matches!(c, '0'..='?' | ' '..='/')).is_some() {}
    rest.next_if(|c| matches!(c, '@'..='~'));
}

fn is_colour(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.skip_while(|c| c.is_ascii_digit() || *c == ';');
    rest.next() == Some('m')
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::normalise::shown;

    #[test]
    fn colours_and_titles_go() {
        for text in [
            "\u{1b}[31mError\u{1b}[0m: 0xC004F074",
            "\u{1b}]0;cscript\u{7}Error: 0xC004F074\u{1b}[K",
            "[31;1mError[0m: 0xC004F074",
            "␛[31mError␛[0m: 0xC004F074",
            "\u{9b}1mError: 0x\u{8}C004F074\u{0}",
        ] {
            assert_eq!(shown(remove, text), [(1, "Error: 0xC004F074".to_owned())], "{text:?}");
        }
        assert_eq!(shown(remove, "array[10m] [1]: \tx")[0].1, "array[10m] [1]: \tx");
    }
}
