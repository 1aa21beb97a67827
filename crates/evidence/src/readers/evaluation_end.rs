//! The end of an evaluation as Windows tells it without any tool: the shutdown by its license monitor, the sentence on the desktop.

use super::told_state;
use crate::{
    doubt,
    fact::{Cite, Fact, License},
    holds::holds_any,
    kind::Kind,
    lines::{Document, split_label},
    loose_code, pattern, sentences,
    terms::Term,
};
use muster_core::code;
use std::sync::Arc;

/// The monitor, which shuts a machine down whose evaluation is over. Nothing else does that under this name.
const MONITOR: &str = "wlms.exe";
/// The reason that it gives for the shutdown, the same in every language.
const SHUTDOWN: &str = "0x80000000";
/// The reason stands at most so many lines below the name.
const REASON_BELOW: usize = 6;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let told: Vec<(usize, String)> = document
        .with(&[Term::EvaluationEnd])
        .into_iter()
        .filter(|index| !document.is_consumed(*index))
        .map(|index| (index, document.line(index).to_lowercase()))
        .filter(|(index, line)| {
            is_sentence(line) || is_told(line) || line.contains(MONITOR) && is_shutdown(document, *index)
        })
        .collect();
    let Some((last, _)) = told.last() else { return Vec::new() };
    let names_evaluation = |(_, line): &(usize, String)| line.contains(MONITOR) || holds_any(line, &["eval", "評価"]);
    if !told.iter().any(names_evaluation) && asks_kms(document) {
        return Vec::new();
    }
    // A reason that a tool prints further down is newer, and says more.
    if (last + 1..document.len()).any(|below| is_other_reason(document.line(below))) {
        return Vec::new();
    }
    document.recognise(Kind::EventText);
    let is_told = told.iter().all(|(_, line)| is_told(line));
    // Who reads codes reads the line too.
    for (index, _) in &told {
        if !loose_code::is_in(document.line(*index)) {
            document.claim(*index);
        }
    }
    let cites: Vec<Cite> = told.into_iter().map(|(index, _)| document.cite(index)).collect();
    let license = License {
        channel: "TIMEBASED_EVAL".to_owned(),
        status: Some(5),
        code: Some(code::GRACE_EXPIRED),
        ..License::default()
    };
    let told = is_told.then(|| Fact::told_in_prose("", cites.clone()));
    told.into_iter().chain([Fact::License(Arc::new(license), cites)]).collect()
}

/// Whether a line is the notification reason of something else than the end of a time.
fn is_other_reason(line: &str) -> bool {
    const ENDS: [&str; 3] = [SHUTDOWN, "0xC004F009", "0xC004FC07"];
    split_label(line)
        .is_some_and(|(_, value)| pattern::REASON.is_match(value) && !ENDS.iter().any(|end| value.starts_with(end)))
}

/// Whether the text shows a client of KMS, which no evaluation is. People call its desktop "expired" too.
pub(super) fn asks_kms(document: &Document) -> bool {
    const OF_KMS: [&str; 8] = [
        "_vlmcs",
        "volume_kmsclient",
        "0xc004f038",
        "0xc004f039",
        "0xc004f042",
        "0xc004f06c",
        "0xc004f074",
        "0x8007232b",
    ];
    document.lines().any(|(_, line)| line.len() <= sentences::LINE_MAX && holds_any(&line.to_lowercase(), &OF_KMS))
}

/// Whether the reason of the monitor stands near.
fn is_shutdown(document: &Document, index: usize) -> bool {
    (index..document.len().min(index + REASON_BELOW)).any(|near| document.line(near).contains(SHUTDOWN))
}

/// Whether people tell in a line in small letters that the evaluation of Windows is over.
fn is_told(line: &str) -> bool {
    const ENDED: [&str; 14] = [
        "evaluation has expired",
        "evaluation expired",
        "evaluation is expired",
        "evaluation period has expired",
        "evaluation period is over",
        "evaluation period has ended",
        "evaluation license has expired",
        "evaluation has ended",
        "evaluation has run out",
        "評価期間が終了し",
        "評価期間が切れ",
        "評価期間は終了し",
        "評価版の有効期限が切れ",
        "評価版の期限が切れ",
    ];
    let told = |sentence: &str| {
        let place = ENDED.iter().find_map(|ended| Some(sentence.find(ended)? + ended.len()));
        let is_past = place.and_then(|place| sentence.get(place..)).is_some_and(told_state::ends_well);
        place.is_some() && !is_past && !doubt::is_supposed(sentence) && !sentence.contains("office")
    };
    holds_any(line, &ENDED) && !is_sentence(line) && sentences::of_line(line).any(told)
}

/// Whether a line in small letters says that the time is over; that it will be over is another state.
fn is_sentence(line: &str) -> bool {
    const ENDED: [&str; 13] = [
        "license period for this installation of windows has expired",
        "windows license is expired",
        "windows license has expired",
        "windows evaluation period has expired",
        "この windows のインストールのライセンス期間が終了し",
        "この windows のインストールのライセンス期間が切れ",
        "この windows のインストールのライセンス期間の有効期限が切れ",
        "windows ライセンスの有効期限が切れ",
        "license valid for 0 days",
        "license is valid for 0 days",
        "ライセンスの有効期間 0 日",
        "ライセンスの有効期間は 0 日",
        "windows のライセンスの有効期限が切れ",
    ];
    if !holds_any(line, &ENDED) {
        return false;
    }
    let place = ENDED.iter().find_map(|ended| Some(line.find(ended)? + ended.len()));
    // Whoever tells in the same line how it ended tells of the past.
    let is_past = place.and_then(|place| line.get(place..)).is_some_and(told_state::ends_well);
    let is_supposed = holds_any(line, &["if ", "when ", "場合", "前に", "?", "？"]);
    !is_past && !is_supposed && doubt::past(line).is_none()
}
