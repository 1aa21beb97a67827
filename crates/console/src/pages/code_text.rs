//! What a result code means, what causes it, and what to do next: Muster's own words, and those of the doctor for codes that Muster has none
//! of.

use super::own_cause::own_cause;
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
    /// What causes it; empty where nothing is known beyond its meaning.
    pub(crate) cause: &'static str,
    /// What to do.
    pub(crate) fix: String,
    /// Commands that show more, or mend it, one a line.
    pub(crate) commands: String,
}

impl CodeText {
    pub(super) fn new(code: Code, lang: Lang) -> Self {
        let own = own_cause(code);
        let (cause, commands) = match own {
            Some(own) => (own.cause.get(lang), own.commands.to_owned()),
            None => explained(code, lang),
        };
        Self {
            code: code.to_string(),
            title: sentence(code.title(lang)),
            class: class(code),
            cause,
            fix: sentence(own.and_then(|own| own.fix).map_or_else(|| code.fix(lang), |fix| fix.get(lang))),
            commands,
        }
    }
}

/// Cause and commands as the doctor has them. It explains codes of Muster's catalogue as Windows and Office have them.
fn explained(code: Code, lang: Lang) -> (&'static str, String) {
    let foreign = if code.entry().is_some() { None } else { explain(code, lang) };
    foreign.map_or(("", String::new()), |known| (known.cause, known.commands.join("\n")))
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
