//! What takes from a sentence of people that it tells the state of a machine. A failure that is told in vain costs a look; a
//! success that nobody had hides a failure, so it is doubted sooner.

use crate::{
    holds::{holds_any, last_of},
    loose_code,
};

const PAST: [&str; 26] = [
    "yesterday",
    " ago",
    "last week",
    "last month",
    "last year",
    "last time",
    "in the past",
    "previous",
    "earlier",
    "used to ",
    "formerly",
    "gestern",
    "vorher",
    "früher",
    "昨日",
    "きのう",
    "おととい",
    "先日",
    "先週",
    "先月",
    "昨年",
    "前回",
    "以前",
    "昨天",
    "上周",
    "上次",
];

/// Whether a sentence in small letters supposes, asks, teaches or filters.
pub(crate) fn is_supposed(lower: &str) -> bool {
    const SIGNS: [&str; 26] = [
        "if ",
        "should",
        "must ",
        "until",
        "unless",
        "would",
        "expect",
        "means",
        "make sure",
        "ensure",
        "verify",
        "check ",
        "will ",
        "-eq",
        "==",
        "!=",
        "where ",
        "select ",
        "$",
        "?",
        "？",
        "場合",
        "とき",
        "れば",
        "ください",
        "たら",
    ];
    holds_any(lower, &SIGNS) || is_rule(lower)
}

/// Whether words tell what happens whenever something is so, and not what somebody did: "when the count is low, …".
pub(crate) fn is_rule(before: &str) -> bool {
    const WHO: [&str; 11] = ["i", "we", "he", "she", "they", "my", "our", "a", "it", "users", "somebody"];
    let behind = before.rfind("when ").and_then(|place| before.get(place + 5..));
    let first = behind.and_then(|behind| behind.split_whitespace().next());
    first.is_some_and(|first| !WHO.contains(&first) && !first.ends_with("ing"))
}

/// Whether a sentence in small letters that tells a success also denies it, wishes for it, doubts it, or tells it of the past or of another machine.
pub(crate) fn is_doubtful(lower: &str) -> bool {
    const DENIED: [&str; 16] = [
        " not ",
        "n't ",
        " never",
        "cannot",
        " none",
        " unable",
        " fail",
        " error",
        "nicht",
        " kein",
        "ません",
        "ない",
        "cracked",
        "pirated",
        "counterfeit",
        "genuine: no",
    ];
    const WISHED: [&str; 11] =
        [" want", " need", "goal", " hope", " wish", " look for", " soll", " ziel", "たい", "目標", "目的"];
    const ASKED: [&str; 8] = ["whether", " does ", " did ", " ob ", "ですか", "ますか", "ましたか", "でしょうか"];
    const CONTRASTED: [&str; 9] =
        [" but ", "however", "although", " only ", " aber ", "しかし", "ところが", "ですが", "ましたが"];
    const OF_OTHERS: [&str; 5] = [" other", "another", " next to ", " ander", "別の"];
    let padded = format!(" {lower} ");
    [&DENIED[..], &WISHED, &ASKED, &PAST, &CONTRASTED, &OF_OTHERS].iter().any(|signs| holds_any(&padded, signs))
}

/// Where a sentence in small letters speaks of the past.
pub(crate) fn past(lower: &str) -> Option<usize> {
    last_of(lower, &PAST)
}

/// Whether a line tells of trouble with the activation: a success above it is past.
pub(crate) fn is_trouble(line: &str) -> bool {
    const SIGNS: [&str; 9] = [
        "not activated",
        "not licensed",
        "unlicensed",
        "activate windows",
        "notification mode",
        "watermark is back",
        "nicht aktiviert",
        "認証されていません",
        "透かし",
    ];
    // The words of the watermark are also those of who did it.
    const DONE: [&str; 3] =
        ["was able to activate windows", "were able to activate windows", "managed to activate windows"];
    if loose_code::is_in(line) {
        return true;
    }
    let lower = line.to_lowercase();
    let done = || DONE.iter().fold(lower.clone(), |rest, done| rest.replace(done, ""));
    // Most lines hold none of all this.
    holds_any(&lower, &SIGNS) && holds_any(&done(), &SIGNS)
}
