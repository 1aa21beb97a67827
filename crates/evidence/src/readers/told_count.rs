//! What people tell in a sentence of the clients that a host counts: "the current count stays at 3 of 25", "all clones show the
//! same CMID", 「カウントが 3 のまま増えません」.
//!
//! Only what hinders an activation is read: that a host counts enough is believed of a tool alone.

use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    loose_code, sentences,
    terms::Term,
};

/// Below it no host serves anybody.
const THRESHOLD_MIN: u64 = 5;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Counting]) {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > sentences::LINE_MAX {
            continue;
        }
        let told: Vec<(&str, String)> = sentences::of_line(line).filter_map(told).collect();
        let has_code = loose_code::is_in(line);
        for (about, value) in told {
            document.recognise(Kind::PastedCode);
            let told = Observation { kind: ObservationKind::ToldInProse, about: about.to_owned(), value };
            found.push(Fact::Observation(told, vec![document.cite(index)]));
            // Who reads codes reads the line too.
            if !has_code {
                document.claim(index);
            }
        }
    }
    found
}

fn told(sentence: &str) -> Option<(&'static str, String)> {
    let lower = format!(" {} ", sentence.to_lowercase());
    let is_over = holds_any(&lower, &["fixed", "solved", "no longer", "解決"]);
    if doubt::is_supposed(&lower) || doubt::past(&lower).is_some() || is_over {
        return None;
    }
    if tells_shared_cmid(&lower) {
        return Some(("same_cmid", String::new()));
    }
    low_count(&lower).map(|count| ("count", count.to_string()))
}

/// Whether machines are said to have one client machine id.
fn tells_shared_cmid(lower: &str) -> bool {
    const ID: [&str; 4] = ["cmid", "client machine id", "クライアント コンピューター id", "クライアント マシン id"];
    const SHARED: [&str; 16] = [
        "same",
        "identical",
        "duplicate",
        "shared",
        "share ",
        "shares ",
        "同じで",
        "同じだ",
        "同じに",
        "同じと",
        "同じ。",
        "同じ ",
        "同一",
        "重複して",
        "重複しま",
        "重複があ",
    ];
    const NOT: [&str; 19] = [
        "not the same",
        "n't the same",
        "no duplicate",
        "not identical",
        "not duplicate",
        "not share",
        "unique",
        "同じでは",
        "同じでな",
        "重複していな",
        "重複していませ",
        "重複してな",
        "重複はな",
        "重複がな",
        // What is said of any machines.
        " with ",
        "count as",
        "counts as",
        "that share",
        "which share",
    ];
    let holds = |words: &[&str]| holds_any(lower, words);
    holds(&ID) && holds(&SHARED) && !holds(&NOT)
}

/// The count of a host, if it is too low for whom the sentence names, else for anybody.
fn low_count(lower: &str) -> Option<u64> {
    const COUNTED: [&str; 5] = ["current count", "client count", "kms count", " count", "カウント"];
    const OTHER: [&str; 15] = [
        "アカウント",
        "rearm",
        "re-arm",
        "リアーム",
        "attempt",
        "retry",
        "retries",
        "再試行",
        "error",
        "failed",
        "word count",
        "ダウン",
        "least",
        "最低",
        // What it was before something else.
        "でしたが",
    ];
    const NEEDED: [&str; 8] = [" of ", "/", "need", "require", "minimum", "threshold", "必要", "しきい値"];
    if holds_any(lower, &OTHER) {
        return None;
    }
    let place = COUNTED.iter().find_map(|word| Some(lower.find(word)? + word.len()))?;
    let behind = lower.get(place..)?;
    // "Account", "counted": another word.
    if behind.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut numbers = numbers(behind).into_iter();
    let (count, end) = numbers.next().filter(|(_, end)| *end <= 40)?;
    let between = behind.get(..end)?;
    let is_needed = holds_any(between, &["need", "require", "minimum", "必要"]);
    let threshold = numbers.map(|(number, _)| number).find(|number| matches!(number, 5 | 25));
    let threshold =
        threshold.filter(|_| NEEDED.iter().any(|word| behind.get(end..).is_some_and(|rest| rest.contains(word))));
    (!is_needed && count < threshold.unwrap_or(THRESHOLD_MIN)).then_some(count)
}

/// The numbers of a text that stand alone, with the places behind them: no parts of a date, a version or an address.
fn numbers(text: &str) -> Vec<(u64, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(at) = text.get(start..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let at = start + at;
        let digits = text.get(at..).map_or(0, |rest| rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let end = at + digits;
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || "._-:".contains(c));
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let mut behind = text.get(end..).unwrap_or_default().chars();
        let (next, second) = (behind.next(), behind.next());
        let is_part = joins(before) || joins(next) && second.is_some_and(|c| c.is_ascii_alphanumeric());
        if let (Some(Ok(number)), false) = (text.get(at..end).map(str::parse), is_part) {
            found.push((number, end));
        }
        start = end;
    }
    found
}
