//! Sentences that Windows shows for a code, in the languages in which its documentation or its consoles give them. People type
//! the sentence and leave the code out.

use muster_core::{
    code::Code,
    text::{LABELS, Table, literal},
};
use std::{collections::HashSet, sync::LazyLock};

const TABLE: &str = include_str!("../data/sentences.tsv");

static SENTENCES: LazyLock<Vec<(&str, Code)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (code, sentence) = line.split_once('\t')?;
        Some((sentence, code.parse().ok()?))
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

static SUCCESSES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    // French and Swedish consoles; `<…>` is of ospp.vbs.
    const OTHERS: [&str; 4] =
        ["<Product activation successful>", "Le produit a été activé", "Produkten har aktiverats", "成功地激活了产品"];
    let own = LABELS.iter().flat_map(|table: &Table| table.texts("activated")).map(literal);
    own.chain(OTHERS).map(folded).collect()
});

/// No sentence is longer, in bytes.
const LENGTH_MAX: usize = 1200;

/// The code for which Windows shows what stands in this text.
pub(crate) fn code(text: &str) -> Option<Code> {
    if text.len() > LENGTH_MAX || !text.contains([' ', 'の', 'を']) {
        return None;
    }
    let text = folded(text);
    SENTENCES.iter().find(|(sentence, _)| text.contains(sentence)).map(|(_, code)| *code)
}

/// Whether this text says that a product was activated, and nothing else.
pub(crate) fn is_success(text: &str) -> bool {
    text.len() <= LENGTH_MAX && SUCCESSES.contains(&folded(text))
}

/// Whether this text says that something failed, in whatever language the word for it is known.
pub(crate) fn is_failure(text: &str) -> bool {
    const WORDS: [&str; 21] = [
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
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

/// A text in small letters with single blanks and plain quotation marks, without its last sign.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = words.join(" ").to_lowercase().replace(['’', '‘'], "'").replace('（', " (").replace('）', ") ");
    let single = plain.replace("  ", " ");
    single.trim().trim_end_matches(['.', '。', '!', '！']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, TABLE, code, folded, is_failure, is_success};

    #[test]
    fn every_row_is_a_sentence_in_its_folded_form_with_a_code() {
        assert_eq!(SENTENCES.len(), TABLE.lines().count() - 1);
        for (sentence, number) in SENTENCES.iter() {
            assert_eq!(folded(sentence), *sentence);
            assert_eq!(code(&format!("Error: {sentence}.")), Some(*number), "{sentence}");
        }
    }

    #[test]
    fn a_failure_is_no_success_in_any_language() {
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
