//! Sentences that Windows shows for a code, in the languages in which its documentation or its consoles give them. People type
//! the sentence and leave the code out.

use crate::holds::ManyWords;
use memchr::memmem::Finder;
use muster_core::{
    code::Code,
    text::{LABELS, Table, literal},
};
use std::{collections::HashSet, sync::LazyLock};

const TABLE: &str = include_str!("../data/sentences.tsv");

/// Each is looked for in every line, so its search is prepared once.
static SENTENCES: LazyLock<Vec<(Finder<'_>, Code)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (code, sentence) = line.split_once('\t')?;
        Some((Finder::new(sentence), code.parse().ok()?))
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

static SUCCESSES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    // French and Swedish consoles; `<…>` is of ospp.vbs.
    const OTHERS: [&str; 5] = [
        "<Product activation successful>",
        "Product activation successful",
        "Le produit a été activé",
        "Produkten har aktiverats",
        "成功地激活了产品",
    ];
    let own = LABELS.iter().flat_map(|table: &Table| table.texts("activated")).map(literal);
    own.chain(OTHERS).map(folded).collect()
});

/// No sentence is longer, in bytes.
const LENGTH_MAX: usize = 1200;

/// A longer line, in bytes, is data in which nobody tells anything.
pub(crate) const LINE_MAX: usize = 4 * 1024;

/// What a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A product was activated, and nothing else is said.
    Success,
    /// What Windows shows for this code.
    Code(Code),
}

impl Told {
    pub(crate) fn code(self) -> Option<Code> {
        if let Self::Code(code) = self { Some(code) } else { None }
    }
}

/// Every sentence, in small letters.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    let shown = SENTENCES.iter().filter_map(|(sentence, _)| str::from_utf8(sentence.needle()).ok());
    shown.chain(SUCCESSES.iter().map(String::as_str))
}

/// The sentences of a line. A full stop within a word or a number ends none; a question keeps its sign.
pub(crate) fn of_line(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        loop {
            let text = rest?;
            let (sentence, behind) = first_of_line(text);
            rest = behind;
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
    })
}

/// The first sentence of a text, and what stands behind its end: every line of a mail is parted, so no end is searched for by itself.
fn first_of_line(text: &str) -> (&str, Option<&str>) {
    let mut rest = text.as_bytes();
    while let [_, behind @ ..] = rest {
        let place = text.len() - rest.len();
        let end = match rest {
            [b'.', b' ', ..] => Some((place, place + 2)),
            [b';', ..] => Some((place, place + 1)),
            [b'?', b' ', ..] => Some((place + 2, place + 2)),
            // The full stop of East Asia.
            [0xE3, 0x80, 0x82, ..] => Some((place, place + 3)),
            _ => None,
        };
        if let Some((end, next)) = end {
            return (text.get(..end).unwrap_or_default(), text.get(next..));
        }
        rest = behind;
    }
    (text, None)
}

/// What this text tells.
pub(crate) fn told(text: &str) -> Option<Told> {
    if text.len() > LENGTH_MAX {
        return None;
    }
    let folded = folded(text);
    if SUCCESSES.contains(&folded) {
        return Some(Told::Success);
    }
    if !text.contains([' ', 'の', 'を', '。']) {
        return None;
    }
    let shown = SENTENCES.iter().find(|(sentence, _)| sentence.find(folded.as_bytes()).is_some());
    shown.map(|(_, code)| Told::Code(*code))
}

/// Whether a text is the message that a product was activated, and no more.
pub(crate) fn is_success(text: &str) -> bool {
    text.len() <= LENGTH_MAX && SUCCESSES.contains(&folded(text))
}

/// Whether a text holds the message that a product was activated.
pub(crate) fn holds_success(text: &str) -> bool {
    let folded = folded(text);
    // A message of one word may be a part of anything.
    SUCCESSES.iter().any(|message| message.contains([' ', 'に', '了']) && folded.contains(message.as_str()))
}

/// Whether this text says that something failed, in whatever language the word for it is known.
pub(crate) fn is_failure(text: &str) -> bool {
    if text.is_ascii() { FAILED.may_be_in(text) } else { FAILED.may_be_in(&text.to_lowercase()) }
}

static FAILED: LazyLock<ManyWords> = LazyLock::new(|| ManyWords::of(FAILURES));

const FAILURES: [&str; 21] = [
    "error",
    "fail",
    "fehler",
    "erreur",
    "échec",
    "エラー",
    "失敗",
    "できません",
    "错误",
    "錯誤",
    "失败",
    "ошибка",
    "오류",
    "błąd",
    "erro",
    "errore",
    "fout",
    "fel:",
    "hata",
    "denied",
    "拒否",
];
/// A text in small letters with single blanks and plain quotation marks, without its last sign.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = words.join(" ").to_lowercase().replace(['’', '‘'], "'").replace('（', " (").replace('）', ") ");
    let single = plain.replace("  ", " ");
    single.trim().trim_end_matches(['.', '。', '!', '！']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, TABLE, Told, folded, is_failure, of_line, told};

    #[test]
    fn a_line_is_parted_at_the_ends_of_sentences() {
        for line in [
            "",
            "a",
            "a. b",
            "a.b? c",
            "is it? no; yes。はい。",
            ". ",
            "? ",
            "a? b. c? ",
            "10.0.1. x;; y",
            "。。",
            "a?。b? ",
        ] {
            let parts = line.split(". ").flat_map(|part| part.split(['。', ';']));
            let expected: Vec<&str> = parts.flat_map(|part| part.split_inclusive("? ")).collect();
            assert_eq!(of_line(line).collect::<Vec<_>>(), expected, "{line}");
        }
    }

    #[test]
    fn every_row_is_a_sentence_in_its_folded_form_with_a_code() {
        assert_eq!(SENTENCES.len(), TABLE.lines().count() - 1);
        for (sentence, number) in SENTENCES.iter() {
            let sentence = str::from_utf8(sentence.needle()).expect("a text");
            assert_eq!(folded(sentence), sentence);
            assert_eq!(told(&format!("Error: {sentence}.")), Some(Told::Code(*number)), "{sentence}");
        }
    }

    #[test]
    fn a_failure_is_no_success_in_any_language() {
        let is_success = |text: &str| told(text) == Some(Told::Success);
        assert!(is_success("Product activated successfully."));
        assert!(is_success("  製品は正常にライセンス認証されました。 "));
        assert!(!is_success("Was the product activated successfully?"));
        for text in
            ["Error: Product activation failed.", "エラー: 製品のライセンス認証に失敗しました。", "Fehler: nichts"]
        {
            assert!(is_failure(text) && !is_success(text), "{text}");
        }
    }
}
