//! What a sentence teaches, asks or advises: nobody tells by it what happened.

use crate::{doubt, holds::holds_any};

/// A sentence in small letters without what it advises behind a reason: "the port is closed, so check the rule".
pub(crate) fn without_advice(lower: &str) -> &str {
    const ADVICE: [&str; 9] =
        ["ください", "れば", "すべき", "check ", "make sure", "ensure", "verify", "should", "must "];
    const REASONS: [&str; 13] = [
        "ため、",
        "ので、",
        "から、",
        "ですが、",
        "ますが、",
        "ましたが、",
        "だけなので",
        "状態なので",
        ", so ",
        ", please",
        " - ",
        "; ",
        ": ",
    ];
    let Some(advice) = ADVICE.iter().filter_map(|sign| lower.find(sign)).min() else { return lower };
    let before = lower.get(..advice).unwrap_or_default();
    // What a window says is quoted.
    let is_quoted = lower.contains("ください」");
    let reason = REASONS.iter().filter_map(|sign| Some(before.rfind(sign)? + sign.len())).max();
    if is_quoted { lower } else { reason.and_then(|end| lower.get(..end)).unwrap_or(lower) }
}

/// Whether a sentence in small letters asks, or says what is so in some case: nobody tells by it what happened.
pub(crate) fn is_taught(lower: &str) -> bool {
    const SIGNS: [&str; 34] = [
        "一般に",
        "一般的に",
        "と聞きました",
        "と聞いて",
        "検討中",
        " in general",
        " generally ",
        "must ",
        "whether",
        "make sure",
        "ensure",
        "verify",
        " means ",
        "?",
        "場合",
        "れば",
        "かどうか",
        "の違い",
        " wenn ",
        " falls ",
        " si vous ",
        " si el ",
        " si la ",
        " si los ",
        " se o ",
        " se a ",
        "如果",
        " cuando llega",
        " cuando termin",
        " cuando caduca",
        " quando chega",
        " quando expira",
        " sobald ",
        "경우",
    ];
    const ADVICE: &str = "ください";
    const CHECK: [&str; 4] = ["check ", "please check", "to check ", "and check "];
    let padded = format!(" {lower}");
    let is_advice = lower.contains(ADVICE) && !lower.contains("ください」");
    let is_checked = lower.trim_start().starts_with(CHECK[0]) || holds_any(lower, &CHECK[1..]);
    // What ought to be and is not is told.
    let is_due =
        lower.contains("should") && !holds_any(lower, &["although", "though ", "instead", "never have", "not have"]);
    let is_defined = lower.replace("ことは", "").contains("とは");
    // Of who tells what they did.
    let is_own = holds_any(lower, &["if i ", "if we "]);
    let is_supposed = padded.contains(" if ");
    is_supposed && !is_own
        || is_advice
        || is_checked
        || is_defined
        || is_due
        || doubt::is_rule(lower)
        || holds_any(&padded, &SIGNS)
}
