//! The language of a command line, known before it is understood, for help and errors are in it too.

use muster_core::lang::Lang;
use muster_platform::process;
use std::ffi::OsString;

/// The language that `--lang` or `MUSTER_LANG` asks for, else that of the locale, else the one in which Windows speaks.
pub(crate) fn language(words: &[OsString]) -> Lang {
    let variables = ["MUSTER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let named = option(words).or_else(|| variables.into_iter().find_map(variable));
    let asked = named.or_else(process::display_language);
    Lang::from_locale(&asked.unwrap_or_default())
}

/// The value of `--lang`. What follows an option of slmgr or ospp is that option's own.
fn option(words: &[OsString]) -> Option<String> {
    let words = words.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    let mut words = words.take_while(|word| !word.starts_with('/') && word != "--");
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => return words.next(),
            Some(value) if value.starts_with('=') => return Some(value.trim_start_matches('=').to_owned()),
            _ => {}
        }
    }
    None
}

#[expect(clippy::disallowed_methods, reason = "the locale is part of the command line")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lang_is_found_wherever_it_stands() {
        let asked = |line: &str| option(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked("muster --lang ja host --help").as_deref(), Some("ja"));
        assert_eq!(asked("muster host status --lang=en").as_deref(), Some("en"));
        assert_eq!(asked("muster host --lang"), None);
        assert_eq!(asked("muster slmgr /ato --lang ja"), None);
        assert_eq!(asked("muster host -- --lang ja"), None);
    }
}
