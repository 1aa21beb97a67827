//! Sentences with values in them, in both languages: what is wrong is found before it is known who reads it, and in which language.
//!
//! ```
//! use muster_core::{lang::Lang, sentence, sentences_of};
//!
//! enum DoorError {
//!     Locked(u32),
//!     Name(String),
//! }
//! sentences_of!(DoorError, lang {
//!     Self::Locked(number) => ("door {number} is locked", "ドア {number} は施錠されています");
//!     Self::Name(name) => ("'{name}' is no door", "'{name}' はドアではありません");
//! });
//!
//! let error = DoorError::Locked(7);
//! assert_eq!(error.to_string(), "door 7 is locked");
//! let all = sentence!(lang => "nobody is in: {error}", "誰もいません: {error}", error = error.text(lang));
//! assert_eq!(all.text(Lang::Ja), "誰もいません: ドア 7 は施錠されています");
//! ```

use crate::lang::{Lang, Text};
use std::fmt;

/// Between the languages of a sentence that goes through a parser: the unit separator of ASCII, which no configuration file holds.
const BETWEEN: char = '\u{1f}';

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    en: String,
    ja: String,
}

impl Sentence {
    /// What `text` answers in each language.
    pub fn of<T: Into<String>>(text: impl Fn(Lang) -> T) -> Self {
        Self { en: text(Lang::En).into(), ja: text(Lang::Ja).into() }
    }

    /// What is not ours and has one language: the words of the system, a database, a parser or a server, a path, a name.
    pub fn foreign(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self { en: text.clone(), ja: text }
    }

    /// Both languages in one text, for a parser whose errors hold one: [`Sentence::of_parser`] parts them.
    pub fn for_parser(&self) -> String {
        format!("{}{BETWEEN}{}", self.en, self.ja)
    }

    /// The words of a parser, or the sentence that was given to it.
    pub fn of_parser(text: &str) -> Self {
        let both = text.split_once(BETWEEN).map(|(en, ja)| Self { en: en.to_owned(), ja: ja.to_owned() });
        both.unwrap_or_else(|| Self::foreign(text))
    }

    /// The sentence in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        lang.pick(&self.en, &self.ja).clone()
    }
}

impl From<Text> for Sentence {
    fn from(text: Text) -> Self {
        Self::of(|lang| text.get(lang))
    }
}

/// In English, as logs and documents have it.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// So it can be what an error of the system's kind carries: whoever shows that, looks for it.
impl std::error::Error for Sentence {}

/// Stops the build where a sentence is not in the language that it is to be in.
#[doc(hidden)]
pub const fn check(en: &str, ja: &str) {
    assert!(!is_japanese(en), "the English sentence is Japanese");
    assert!(is_japanese(ja), "the Japanese sentence has nothing Japanese");
}

/// Whether a text has a character from U+3000 to U+9FFF, as kana and kanji are.
pub const fn is_japanese(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut place = 0;
    while place < bytes.len() {
        if matches!(bytes[place], 0xE3..=0xE9) {
            return true;
        }
        place += 1;
    }
    false
}

/// The sentence in one language: `say!(lang; "{file} is damaged", "{file} が破損しています")`. Values that are not variables follow, each with
/// its name, as they do in `format!`. Something else that stands alone is a text in that language already.
#[macro_export]
macro_rules! say {
    ($lang:expr; $en:literal, $ja:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const _: () = $crate::sentence::check($en, $ja);
        match $lang {
            $crate::lang::Lang::En => ::std::format!($en $(, $name = $value)*),
            $crate::lang::Lang::Ja => ::std::format!($ja $(, $name = $value)*),
        }
    }};
    ($lang:expr; $said:expr) => { $said };
}

/// A [`Sentence`] of what [`say!`](crate::say) takes. A value that has both languages itself takes the language, which is named first.
#[macro_export]
macro_rules! sentence {
    ($lang:ident => $($said:tt)+) => { $crate::sentence::Sentence::of(|$lang| $crate::say!($lang; $($said)+)) };
    ($($said:tt)+) => { $crate::sentence::Sentence::of(|lang| $crate::say!(lang; $($said)+)) };
}

/// What people are told of an error in both languages, variant by variant: its `text`, its `Display`, which is English, and the
/// [`Sentence`] of it.
#[macro_export]
macro_rules! sentences_of {
    ($error:ty, $lang:ident { $($(#[$attribute:meta])* $pattern:pat => ($($said:tt)+);)+ }) => {
        impl $error {
            /// What people are told, in `lang`.
            pub fn text(&self, $lang: $crate::lang::Lang) -> String {
                match self {
                    $($(#[$attribute])* $pattern => $crate::say!($lang; $($said)+),)+
                }
            }
        }

        impl ::std::fmt::Display for $error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.text($crate::lang::Lang::En))
            }
        }

        impl ::std::convert::From<$error> for $crate::sentence::Sentence {
            fn from(error: $error) -> Self {
                Self::of(|lang| error.text(lang))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::{Sentence, is_japanese};
    use crate::lang::Lang;

    #[test]
    fn kana_and_kanji_are_japanese() {
        for text in ["キー", "は", "鍵", "key は"] {
            assert!(is_japanese(text), "{text}");
        }
        for text in ["", "a key", "1 – 2 …", "clé"] {
            assert!(!is_japanese(text), "{text}");
        }
    }

    #[test]
    fn a_parser_hands_on_both_languages() {
        let said = sentence!("'x' is no network", "'x' はネットワークではありません");
        assert_eq!(Sentence::of_parser(&said.for_parser()), said);
        assert_eq!(Sentence::of_parser("expected `]`"), Sentence::foreign("expected `]`"));
    }

    #[test]
    fn foreign_words_are_the_same_in_both_languages() {
        let found = Sentence::foreign("Permission denied");
        let all =
            sentence!(lang => "{path}: {found}", "{path} を開けません: {found}", path = "a", found = found.text(lang));
        assert_eq!(all.text(Lang::En), "a: Permission denied");
        assert_eq!(all.text(Lang::Ja), "a を開けません: Permission denied");
    }
}
