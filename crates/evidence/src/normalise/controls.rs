//! Colours and other control sequences of terminals (ECMA-48), and the control characters that are left without them.

use super::line::{Line, each};
use std::iter::Peekable;

const ESCAPE: char = '\u{1b}';

pub(super) fn remove(lines: Vec<Line>) -> Vec<Line> {
    each(lines, |text| {
        let plain = text.bytes().all(|byte| byte >= b' ' && byte != 0x7f || byte == b'\t') && !text.contains('\u{9b}');
        let bare = text.contains("[0m") || text.contains("␛[");
        (!plain || bare).then(|| without(text))
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
