//! The sentence of a finding: names in braces, and the values that take their place.
//!
//! A rule declares its values by [`values!`]. A check cannot return a hit without them, and a sentence that names anything
//! else, or leaves one out, does not compile.

use muster_core::{
    code::Code,
    lang::{Lang, Text},
};
use muster_evidence::fact::masked;

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Code(Code),
    Number(i64),
    /// As it stands in the evidence.
    Text(String),
    /// Words of ours, where the evidence has no value.
    Words(Text),
}

/// A value that the evidence does not have.
pub(crate) const UNKNOWN: Value = Value::Words(Text { en: "unknown", ja: "不明" });
/// Where a product is not activated and nothing gives a code.
pub(crate) const NO_CODE: Value = Value::Words(Text { en: "no code", ja: "コードなし" });

/// The values of a finding, each with its name.
pub(crate) type NamedValues = Vec<(&'static str, Value)>;

/// What a rule's sentence is filled with. Every sentence may also name `{product}`.
pub(crate) trait Values {
    /// The names that the sentence may hold in braces.
    const NAMES: &'static [&'static str];
    /// Whether the sentence must hold all of them.
    const ALL: bool = true;

    fn named(self) -> NamedValues;
}

impl Values for () {
    const NAMES: &'static [&'static str] = &[];

    fn named(self) -> NamedValues {
        Vec::new()
    }
}

/// Declares the values of a rule's sentence: a struct with a field for each name in braces.
macro_rules! values {
    ($($field:ident: $type:ty),* $(,)?) => {
        values! { Values { $($field: $type),* } }
    };
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
        }

        impl crate::sentence::Values for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn named(self) -> crate::sentence::NamedValues {
                vec![$((stringify!($field), self.$field.into())),*]
            }
        }
    };
}

pub(crate) use values;

/// Stops the build where a sentence names a value that its rule does not have, or leaves out one that it has to hold.
pub(crate) const fn assert_names(sentence: &Text, names: &[&str], all: bool) {
    assert_known(sentence.en, names);
    assert_known(sentence.ja, names);
    let mut rest = names;
    while let [name, more @ ..] = rest {
        assert!(!all || holds(sentence.en, name) && holds(sentence.ja, name), "a value is missing in the sentence");
        rest = more;
    }
}

const fn assert_known(sentence: &str, names: &[&str]) {
    let mut rest = sentence.as_bytes();
    while let Some((name, behind)) = next_name(rest) {
        let mut known = equal(name, b"product");
        let mut all = names;
        while let [one, more @ ..] = all {
            known = known || equal(name, one.as_bytes());
            all = more;
        }
        assert!(known, "the sentence names a value that the rule does not have");
        rest = behind;
    }
}

const fn holds(sentence: &str, name: &str) -> bool {
    let mut rest = sentence.as_bytes();
    while let Some((one, behind)) = next_name(rest) {
        if equal(one, name.as_bytes()) {
            return true;
        }
        rest = behind;
    }
    false
}

/// The first name in braces, and what stands behind it.
const fn next_name(sentence: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = sentence;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first == b'{' {
            let mut length = 0;
            while let [c, more @ ..] = rest {
                rest = more;
                if *c == b'}' {
                    return Some((behind.split_at(length).0, more));
                }
                length += 1;
            }
        }
    }
    None
}

const fn equal(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, rest @ ..], [b, others @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}

/// The sentence with its values, for people. Product keys in values are masked.
pub(crate) fn fill(sentence: &Text, values: &[(&'static str, Value)], lang: Lang) -> String {
    capitalised(fill_names(sentence.get(lang), |name| {
        let value = values.iter().find(|(known, _)| *known == name);
        value.map(|(_, value)| value.text(lang)).unwrap_or_default()
    }))
}

/// A text with its names in braces replaced; between two Japanese characters no space is left.
pub(crate) fn fill_names(text: &str, value: impl Fn(&str) -> String) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, (name, behind))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        let value = value(name);
        let (opened, closed) = (before.trim_end_matches(' '), behind.trim_start_matches(' '));
        let joins = |left: &str, right: &str| wide(left.chars().next_back()) && wide(right.chars().next());
        filled.push_str(if joins(opened, &value) { opened } else { before });
        rest = if joins(&value, closed) { closed } else { behind };
        filled.push_str(&value);
    }
    filled.push_str(rest);
    filled
}

/// Whether it is a Japanese character: between two of them stands no space.
fn wide(c: Option<char>) -> bool {
    c.is_some_and(|c| ('\u{3000}'..='\u{9fff}').contains(&c))
}

fn capitalised(sentence: String) -> String {
    if sentence.starts_with("the ") { sentence.replacen('t', "T", 1) } else { sentence }
}

impl Value {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Code(code) => code.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => masked(text),
            Self::Words(words) => words.get(lang).to_owned(),
        }
    }
}

impl From<Text> for Value {
    fn from(words: Text) -> Self {
        Self::Words(words)
    }
}

impl From<Code> for Value {
    fn from(code: Code) -> Self {
        Self::Code(code)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Text(number.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(UNKNOWN, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::{UNKNOWN, Value, assert_names, fill};
    use muster_core::{
        code::Code,
        lang::{Lang, Text},
    };

    const SENTENCE: Text =
        Text { en: "{product} sees {code}, days left: {days}", ja: "{code}: {product} ({days} 日)" };

    #[test]
    fn values_stand_where_their_names_stand() {
        let values = [("code", Code(0xC004_F074).into()), ("product", "{days}".into()), ("days", UNKNOWN)];
        assert_eq!(fill(&SENTENCE, &values, Lang::En), "{days} sees 0xC004F074, days left: unknown");
        assert_eq!(fill(&SENTENCE, &values, Lang::Ja), "0xC004F074: {days} (不明日)");
    }

    #[test]
    fn no_space_stands_between_japanese_words() {
        let values = [("code", Code(0xC004_F074).into()), ("product", UNKNOWN), ("days", Value::from("2"))];
        assert_eq!(fill(&SENTENCE, &values, Lang::Ja), "0xC004F074: 不明 (2 日)");
        let sentence = Text { en: "{product} fails", ja: "要求は {product} の結果です" };
        let unnamed = [("product", Value::Words(Text { en: "the product", ja: "この製品" }))];
        assert_eq!(fill(&sentence, &unnamed, Lang::Ja), "要求はこの製品の結果です");
        assert_eq!(fill(&sentence, &unnamed, Lang::En), "The product fails");
    }

    #[test]
    fn a_key_in_a_value_is_masked() {
        let values = [("product", Value::from("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY"))];
        assert!(fill(&SENTENCE, &values, Lang::En).starts_with("XXXXX-XXXXX-XXXXX-XXXXX-UVWXY sees"));
    }

    #[test]
    fn a_sentence_names_all_values_of_its_rule() {
        assert_names(&SENTENCE, &["code", "days"], true);
        assert_names(&SENTENCE, &["code", "days", "host"], false);
    }

    #[test]
    #[should_panic(expected = "the sentence names a value that the rule does not have")]
    fn a_name_without_a_value_stops_the_build() {
        assert_names(&SENTENCE, &["code"], false);
    }

    #[test]
    #[should_panic(expected = "a value is missing in the sentence")]
    fn a_value_without_its_name_stops_the_build() {
        assert_names(&SENTENCE, &["code", "days", "host"], true);
    }
}
