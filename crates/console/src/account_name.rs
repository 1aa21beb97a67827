//! Names of accounts. Two that look alike because they are written differently are one.

use muster_core::visible;
use unicode_normalization::UnicodeNormalization;

/// The most characters of a name.
pub(crate) const LENGTH_MAX: usize = 64;

/// The name of an account as it is stored: in NFKC (UAX #15), so that neither the width of letters nor how an accent was typed makes
/// another name, and in small letters.
pub(crate) fn normalised(typed: &str) -> String {
    let small = typed.nfkc().collect::<String>().to_lowercase();
    small.nfkc().collect::<String>().trim().to_owned()
}

/// What the names of accounts begin with that a provider signs in; none of the console's own does.
pub(crate) const OF_PROVIDER: &str = "oidc:";

/// The name of the account of somebody whom a provider calls by this name.
pub(crate) fn of_provider(subject: &str) -> String {
    format!("{OF_PROVIDER}{subject}")
}

/// The name that somebody looks for. A provider tells capital letters from small ones.
pub(crate) fn looked_for(typed: &str) -> String {
    let typed = typed.trim();
    if typed.starts_with(OF_PROVIDER) { typed.to_owned() } else { normalised(typed) }
}

/// Whether a normalised name may be that of a new account.
pub(crate) fn is_good(name: &str) -> bool {
    let fits = !name.is_empty() && name.chars().count() <= LENGTH_MAX;
    fits && !name.starts_with(OF_PROVIDER) && name.chars().all(is_seen)
}

/// Whether a character is seen where a name stands.
pub(crate) fn is_seen(c: char) -> bool {
    !(visible::is_hidden(c) || is_invisible(c) || c.is_whitespace())
}

/// What is drawn as nothing: `Default_Ignorable_Code_Point` of Unicode (`DerivedCoreProperties.txt`).
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::{is_good, looked_for, normalised};

    #[test]
    fn a_name_is_one_however_it_is_typed() {
        for (typed, name) in [
            (" Root\u{3000}", "root"),
            ("ｒｏｏｔ", "root"),
            ("ＲＯＯＴ", "root"),
            ("Mu\u{308}ller", "müller"),
            ("MÜLLER", "müller"),
            ("ｹｲﾘﾌﾞ", "ケイリブ"),
            ("経理部", "経理部"),
            ("\u{212A}im", "kim"),
        ] {
            assert_eq!(normalised(typed), name, "{typed:?}");
            assert_eq!(normalised(name), name, "{name:?}");
            assert!(is_good(name), "{name:?}");
        }
    }

    #[test]
    fn the_names_of_a_provider_are_its_own() {
        assert!(!is_good("oidc:kim") && is_good("oidc-kim"));
        assert_eq!((looked_for(" oidc:Kim "), looked_for(" Kim ")), ("oidc:Kim".to_owned(), "kim".to_owned()));
    }

    #[test]
    fn a_name_has_nothing_that_is_not_seen() {
        for c in
            "\u{200B}\u{200D}\u{FEFF}\u{AD}\u{200E}\u{2060}\u{3164}\u{FE0F}\u{E0061}\u{202E}\u{2028}\n\t \u{A0}".chars()
        {
            assert!(!is_good(&normalised(&format!("ro{c}ot"))), "{c:?}");
        }
        assert!(!is_good("") && is_good(&"a".repeat(64)) && !is_good(&"a".repeat(65)));
    }
}
