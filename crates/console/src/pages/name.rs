//! A name that people give to something of their own: any characters that are seen, with blanks between them.

use crate::account_name::is_seen;

/// The most characters.
pub(crate) const LENGTH_MAX: usize = 64;

/// The name as it is stored; none if nothing may have it.
pub(crate) fn stored(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let fits = !typed.is_empty() && typed.chars().count() <= LENGTH_MAX;
    let good = fits && typed.chars().all(|c| matches!(c, ' ' | '\u{3000}') || is_seen(c));
    good.then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::stored;

    #[test]
    fn a_name_has_nothing_that_is_not_seen_but_blanks() {
        let long = "a".repeat(64);
        for (typed, name) in [(" My views ", "My views"), ("経理　部", "経理　部"), (&long, &long)] {
            assert_eq!(stored(typed).as_deref(), Some(name));
        }
        let too_long = "a".repeat(65);
        for typed in ["", "  ", "a\nb", "a\u{200B}", "\u{3164}", "a\u{202E}b", "a\tb", &too_long] {
            assert_eq!(stored(typed), None, "{typed:?}");
        }
    }
}
