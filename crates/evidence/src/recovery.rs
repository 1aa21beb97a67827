//! That a product was activated in the end, as people tell it below the trouble that they had: "after the change the activation went
//! through", 「そのあと認証されました」.
//!
//! It is believed only of the machine and the product that failed above: a success of another one would hide the failure.

use crate::{
    doubt,
    holds::{ManyWords, holds_any},
    introduction,
    lines::Document,
    sentences,
};
use std::sync::LazyLock;

/// So many lines above are looked at for the trouble.
const LINES_MAX: usize = 400;

/// Whether a sentence in small letters tells that a product became activated.
pub(crate) fn is_told(lower: &str) -> bool {
    // What is denied stands in the same words: "is now activated" is none of "will be now activated".
    const OTHERWISE: [&str; 33] = [
        "others",
        "colleague",
        "except",
        " of the ",
        " of them",
        "had been",
        "before",
        "back when",
        "to be ",
        "be now",
        "so that",
        "until",
        "once ",
        "as soon",
        "claim",
        " said",
        " says",
        " told",
        "according",
        "他の",
        "ほか",
        "以外",
        "残り",
        "同僚",
        "以前",
        "はず",
        "とのこと",
        "そうです",
        "を期待",
        "するよう",
        "すれば",
        "できるよう",
        "可能です",
    ];
    // Most sentences hold none of them.
    let place = || CAME.iter().find_map(|came| lower.find(came));
    let Some(place) = ACTIVATED.may_be_in(lower).then(place).flatten() else { return false };
    let is_otherwise =
        holds_any(lower, &OTHERWISE) || holds_any(lower, &RELAPSES) || introduction::is_of_another(lower);
    !is_otherwise && lower.get(..place).is_some_and(is_of_product)
}

/// How people say it.
const CAME: [&str; 48] = [
    "activation went through",
    "activation succeeded",
    "activation was successful",
    "activation successful",
    "activation worked",
    "activation works",
    "was able to activate",
    "were able to activate",
    "managed to activate",
    "activated again",
    "again activated",
    "now activated",
    "activated now",
    "activated fine",
    "activated at once",
    "activated immediately",
    "activated without",
    "activated right away",
    "finally activated",
    "it activated",
    "now licensed",
    "licensed again",
    "licensed now",
    "now it's working",
    "now it works",
    "it works now",
    "it's working now",
    "is working now",
    "wieder aktiviert",
    "jetzt aktiviert",
    "est maintenant activé",
    "ahora está activado",
    "windows ativado",
    "激活成功",
    "成功激活",
    "認証されました",
    "認証できました",
    "認証が通りました",
    "認証が通った",
    "認証通りました",
    "認証通った",
    "認証が通り、",
    "認証も通りました",
    "認証に成功",
    "認証が成功",
    "認証が完了しました",
    "認証済みになりました",
    "ライセンス取得できました",
];

static ACTIVATED: LazyLock<ManyWords> = LazyLock::new(|| ManyWords::of(CAME));

/// That it fails again.
const RELAPSES: [&str; 10] = [
    "came back",
    "comes back",
    "is back",
    "fails again",
    "failed again",
    "for a day",
    "for a while",
    "再発",
    "また出",
    "再び",
];

/// Whether the words before the activation lead to a product or its machine, and neither to several of them nor to anything else.
fn is_of_product(before: &str) -> bool {
    const ELSE: [&str; 24] = [
        " host",
        " user",
        " account",
        " sim",
        " phone",
        " tenant",
        " one ",
        " two ",
        " three ",
        " four ",
        " five ",
        " some ",
        " most ",
        " half ",
        " every",
        " any ",
        " all ",
        " both ",
        " rest ",
        " remaining",
        "ホスト",
        "ユーザー",
        "アカウント",
        "台",
    ];
    let clause = [", ", " and ", ": ", "、"].iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    let clause = before.get(clause.unwrap_or(0)..).unwrap_or(before);
    // 「プロキシの認証」 is no activation.
    let is_foreign = clause.ends_with('の') || clause.ends_with(['は', 'が']) && !names_subject(clause);
    let is_bare = clause.trim().is_empty() || !clause.is_ascii() || clause.trim() == "the" || clause.ends_with("the ");
    !is_foreign
        && !holds_any(&format!(" {clause} "), &ELSE)
        && (is_bare || names_subject(clause) || machines(clause).next().is_some())
}

/// Whether the trouble that stands above a line may be of the same machine and the same product.
pub(crate) fn is_of_trouble(document: &Document, index: usize) -> bool {
    let above = (index.saturating_sub(LINES_MAX)..index).map(|above| document.line(above));
    let short = above.filter(|line| line.len() <= sentences::LINE_MAX);
    let trouble: Vec<String> = short.filter(|line| doubt::is_trouble(line)).map(str::to_lowercase).collect();
    let own = document.line(index).to_lowercase();
    let mut below = (index + 1..document.len().min(index + LINES_MAX)).map(|below| document.line(below));
    if below.any(|line| line.len() <= sentences::LINE_MAX && holds_any(&line.to_lowercase(), &RELAPSES)) {
        return false;
    }
    let names = |word: &str| trouble.iter().any(|line| line.contains(word));
    let is_of_product = |own_name: &str, other: &str| !own.contains(own_name) || names(own_name) || !names(other);
    is_of_product("windows", "office") && is_of_product("office", "windows") && machines(&own).all(names)
}

/// Whether a clause in small letters names a product, its machine, or who activated it.
fn names_subject(clause: &str) -> bool {
    const SUBJECTS: [&str; 20] = [
        "it",
        "windows",
        "office",
        "machine",
        "pc",
        "computer",
        "laptop",
        "server",
        "system",
        "vm",
        "product",
        "i",
        "we",
        "activation",
        "この",
        "その",
        "再",
        "ライセンス",
        "で",
        "、",
    ];
    let is_word = |subject: &str| clause.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == subject);
    SUBJECTS.iter().any(|subject| if subject.is_ascii() { is_word(subject) } else { clause.contains(subject) })
}

/// The words in small letters that may be names of machines: letters and digits, none of a product.
fn machines(lower: &str) -> impl Iterator<Item = &str> {
    const PRODUCTS: [&str; 8] = ["windows", "win", "server", "office", "kb", "0x", "slmgr", "ltsc"];
    lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| {
        let is_mixed =
            word.contains(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_alphabetic());
        is_mixed && !PRODUCTS.iter().any(|product| word.starts_with(product))
    })
}
