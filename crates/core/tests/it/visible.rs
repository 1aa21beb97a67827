//! What a person sees of a text that somebody else wrote.

use muster_core::visible;
use proptest::prelude::*;

#[test]
fn every_hidden_character_is_shown_and_nothing_else_changes() {
    let check = |text: &str, expected: &str| assert_eq!(visible::line(text), expected);
    check("pc-1 Büro 端末 ✓ 👩‍💻\t$(id)", "pc-1 Büro 端末 ✓ 👩‍💻\t$(id)");
    check("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}");
    check("\u{9b}2J\u{0}\u{7f}\r\n", "\\u{9b}2J\\u{0}\\u{7f}\\u{d}\\u{a}");
    check("a\u{2028}b\u{2029}c\u{202e}d\u{2066}e\u{2069}", "a\\u{2028}b\\u{2029}c\\u{202e}d\\u{2066}e\\u{2069}");
    assert_eq!(visible::text("a\r\nb\t\u{202a}c"), "a\\u{d}\nb\t\\u{202a}c");
}

proptest! {
    #[test]
    fn nothing_hidden_is_left(text in any::<String>()) {
        prop_assert!(!visible::line(&text).chars().any(|c| visible::is_hidden(c) && c != '\t'));
        prop_assert!(!visible::text(&text).chars().any(|c| visible::is_hidden(c) && !"\n\t".contains(c)));
    }

    /// What JSON says stays what it was.
    #[test]
    fn a_document_means_the_same(text in any::<String>()) {
        let document = format!("{{\n\"name\": {}\n}}", quoted(&text));
        let shown = visible::json(&document);
        prop_assert!(!shown.chars().any(|c| visible::is_hidden(c) && c != '\n'));
        prop_assert_eq!(unquoted(&shown), text);
    }
}

/// A string as `serde_json` writes it.
fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c < ' ' => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

fn unquoted(document: &str) -> String {
    let inner =
        document.strip_prefix("{\n\"name\": \"").and_then(|rest| rest.strip_suffix("\"\n}")).expect("the frame");
    let (mut text, mut rest) = (String::new(), inner.chars());
    while let Some(character) = rest.next() {
        text.push(match character {
            '\\' => match rest.next() {
                Some('u') => {
                    let digits: String = rest.by_ref().take(4).collect();
                    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).expect("a character")
                }
                other => other.expect("an escape"),
            },
            other => other,
        });
    }
    text
}
