//! What a result code means, what causes it, and what to do next: the host's own words, and those of the doctor.

use muster_core::{
    code::{self, Code},
    lang::Lang,
    visible,
};
use muster_doctor::explain::explain;

/// A code as pages show it.
pub(crate) struct CodeText {
    pub(crate) code: String,
    /// What it means at this host.
    pub(crate) title: String,
    /// `well`, `warn` or `bad`.
    pub(crate) class: &'static str,
    /// What causes it, as the doctor explains it; empty where it does not know the code.
    pub(crate) cause: &'static str,
    /// What to do.
    pub(crate) fix: String,
    /// Commands that show more, or mend it, one a line.
    pub(crate) commands: String,
}

impl CodeText {
    pub(super) fn new(code: Code, lang: Lang) -> Self {
        let explained = if code == code::SUCCESS { None } else { explain(code, lang) };
        let (cause, commands) = explained.map_or(("", String::new()), |known| (known.cause, known.commands.join("\n")));
        Self {
            code: code.to_string(),
            title: sentence(code.title(lang)),
            class: class(code),
            cause,
            fix: sentence(code.fix(lang)),
            commands,
        }
    }
}

/// The texts of the catalogue are fragments in English, and sentences in Japanese.
pub(super) fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let ending = if text.ends_with('。') { "" } else { "." };
    rest.next().map(|first| first.to_uppercase().collect::<String>() + rest.as_str() + ending).unwrap_or_default()
}

pub(super) fn class(code: Code) -> &'static str {
    match code {
        code::SUCCESS => "well",
        code::COUNT_TOO_LOW => "warn",
        _ => "bad",
    }
}

/// The text of a stranger as one line in which nothing is hidden. The template makes it harmless in HTML.
pub(super) fn shown(text: &str) -> String {
    visible::line(text).into_owned()
}

/// The same; a dash where there is none.
pub(super) fn shown_or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { shown(text) }
}
