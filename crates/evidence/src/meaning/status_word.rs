//! The words for the states of a license, in the languages of tools and as programs and inventories write them.

use crate::labels;

/// The words of enumerations and of inventories, without blanks.
const STATUS_WORDS: [(&str, u8); 31] = [
    ("unlicensed", 0),
    ("notlicensed", 0),
    ("notactivated", 0),
    ("unactivated", 0),
    ("未認証", 0),
    ("licensed", 1),
    ("認証済", 1),
    ("認証済み", 1),
    ("ライセンス認証済み", 1),
    ("ライセンス済み", 1),
    ("activated", 1),
    ("permanentlyactivated", 1),
    ("oobgrace", 2),
    ("initialgrace", 2),
    ("initialgraceperiod", 2),
    ("graceperiod", 2),
    ("ingraceperiod", 2),
    ("ootgrace", 3),
    ("additionalgrace", 3),
    ("additionalgraceperiod", 3),
    ("outoftolerancegrace", 3),
    ("nongenuinegrace", 4),
    ("nongenuinegraceperiod", 4),
    ("notification", 5),
    ("notifications", 5),
    ("notificationmode", 5),
    ("notificationperiod", 5),
    // Reduced functionality, as the subscriptions of Office have it.
    ("rfm", 5),
    ("reducedfunctionality", 5),
    ("extendedgrace", 6),
    ("extendedgraceperiod", 6),
];

/// The license status for which a word stands, in the language of a tool or of an inventory.
pub(crate) fn status_word(word: &str) -> Option<u8> {
    labels::status(word).or_else(|| of_program(word))
}

/// Every word of which [`status_word`] knows the status, in any language.
pub(crate) fn status_words() -> impl Iterator<Item = &'static str> {
    labels::status_words().chain(STATUS_WORDS.iter().map(|(word, _)| *word))
}

/// Whether a word says that a license is not in force, and is none for any state of Microsoft's.
pub(crate) fn is_denying(word: &str) -> bool {
    const DENYING: [&str; 26] = [
        "cracked",
        "pirated",
        "counterfeit",
        "illegal",
        "invalid",
        "notgenuine",
        "nongenuine",
        "ungenuine",
        "tampered",
        "blocked",
        "revoked",
        "bypassed",
        "expired",
        "failed",
        "failure",
        "inactive",
        "missing",
        "unknown",
        "undetermined",
        "unlicenced",
        "不正",
        "無効",
        "期限切れ",
        "失敗",
        "盗版",
        "已过期",
    ];
    DENYING.contains(&plain(word).as_str())
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn of_program(word: &str) -> Option<u8> {
    let folded = plain(word);
    let plain = folded.trim_start_matches("sllicensingstatus");
    STATUS_WORDS.iter().find(|(known, _)| *known == plain).map(|(_, status)| *status)
}
