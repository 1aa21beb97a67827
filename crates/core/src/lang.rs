//! The two languages that everything a user reads is written in.

use std::fmt::Display;

/// A language of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// The language of a locale name such as `ja_JP.UTF-8`; anything not Japanese reads English.
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("ja") { Self::Ja } else { Self::En }
    }

    /// The one of two sentences that is in this language.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }
}

/// A sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

impl Text {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.ja)
    }

    /// The sentence in `lang`, with each `{name}` replaced by the value of that name. A name without a value stays.
    pub fn fill(&self, lang: Lang, values: &[(&str, &dyn Display)]) -> String {
        let mut parts = self.get(lang).split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let filled = part.split_once('}').and_then(|(name, rest)| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                Some(format!("{value}{rest}"))
            });
            text += &filled.unwrap_or_else(|| format!("{{{part}"));
        }
        text
    }
}
