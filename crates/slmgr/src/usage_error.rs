//! Words of a command line that are not an option of the tool.

use muster_core::{
    labels::*,
    lang::{Lang, Text},
    time::Span,
};

/// Why words are not an option. [`UsageError::text`] says it to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UsageError {
    /// The word is not what the option takes.
    IsNot {
        /// The word as it was typed.
        word: String,
        /// What the option takes.
        what: Text,
    },
    /// slmgr's option lacks an argument.
    Needs {
        /// The option, without `/`.
        option: String,
        /// What it takes.
        what: Text,
    },
    /// ospp's option lacks its value.
    NeedsValue {
        /// The option, without `/`.
        option: String,
        /// What it takes.
        what: Text,
    },
    /// ospp's option takes no value and was given one.
    NoValue {
        /// The option, without `/`.
        option: String,
    },
    /// The word is not a host.
    NotAHost(String),
    /// The word is not an id.
    NotAnId(String),
    /// The word is not a number of minutes within these limits.
    NotMinutes {
        /// The word as it was typed.
        word: String,
        /// The least and the greatest interval.
        limits: (Span, Span),
    },
    /// The options are for another machine.
    OtherMachine {
        /// The other machine.
        machine: String,
        /// `slmgr` or `ospp`.
        tool: &'static str,
    },
    /// An argument too many.
    Surplus {
        /// The option, without `/`.
        option: String,
        /// The argument.
        word: String,
    },
}

impl UsageError {
    /// What is wrong, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::IsNot { word, what } => USAGE_IS_NOT.fill(lang, &[("word", word), ("what", &what.get(lang))]),
            Self::Needs { option, what } => USAGE_NEEDS.fill(lang, &[("option", option), ("what", &what.get(lang))]),
            Self::NeedsValue { option, what } => {
                USAGE_NEEDS_VALUE.fill(lang, &[("option", option), ("what", &what.get(lang))])
            }
            Self::NoValue { option } => USAGE_NO_VALUE.fill(lang, &[("option", option)]),
            Self::NotAHost(word) => USAGE_NOT_A_HOST.fill(lang, &[("word", word)]),
            Self::NotAnId(word) => USAGE_NOT_AN_ID.fill(lang, &[("word", word)]),
            Self::NotMinutes { word, limits: (least, greatest) } => {
                let (least, greatest) = (least.as_minutes(), greatest.as_minutes());
                USAGE_NOT_MINUTES.fill(lang, &[("word", word), ("least", &least), ("greatest", &greatest)])
            }
            Self::OtherMachine { machine, tool } => {
                USAGE_OTHER_MACHINE.fill(lang, &[("machine", machine), ("tool", tool)])
            }
            Self::Surplus { option, word } => USAGE_SURPLUS.fill(lang, &[("option", option), ("word", word)]),
        }
    }
}
