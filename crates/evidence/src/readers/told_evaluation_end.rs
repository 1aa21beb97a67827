//! That an evaluation of Windows is over as people tell it in their own words: "the license has expired on boot", "the box shuts down
//! every hour", 「1 時間でシャットダウンする」. The same words are said of certificates and of power plans, so it is read only where an
//! evaluation of Windows is named near.

use super::evaluation_end::asks_kms;
use crate::{
    doubt, fact::Fact, holds::holds_any, introduction, kind::Kind, lines::Document, recovery, sentences, terms::Term,
};

/// The evaluation is named at most so many lines away.
const NEAR: usize = 60;
/// Whoever tells it more often says nothing more.
const TIMES_MAX: usize = 20;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let is_told = |index: &usize| {
        !document.is_consumed(*index)
            && short(document, *index).is_some_and(|line| sentences::of_line(&line).any(tells))
    };
    let told: Vec<usize> = document.with(&[Term::EvaluationEnd]).into_iter().filter(is_told).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let names = |index: &usize| short(document, *index).is_some_and(|line| names_evaluation(&line));
    let named: Vec<usize> =
        document.with(&[Term::Circumstance, Term::EvaluationEnd]).into_iter().filter(names).collect();
    let is_near = |index: &usize| {
        let next = named.partition_point(|place| *place + NEAR < *index);
        named.get(next).is_some_and(|place| *place <= *index + NEAR)
    };
    let told: Vec<usize> = told.into_iter().filter(is_near).take(TIMES_MAX).collect();
    if told.is_empty() || !is_of_windows(document) || asks_kms(document) {
        return Vec::new();
    }
    document.recognise(Kind::PastedCode);
    told.into_iter().map(|index| Fact::told_in_prose("evaluation_ended", vec![document.cite(index)])).collect()
}

/// A line in small letters, unless it is too long to be somebody's.
fn short(document: &Document, index: usize) -> Option<String> {
    let line = document.line(index);
    (line.len() <= sentences::LINE_MAX).then(|| line.to_lowercase())
}

fn is_of_windows(document: &Document) -> bool {
    (0..document.len()).any(|index| short(document, index).is_some_and(|line| holds_any(&line, &OF_WINDOWS)))
}

const OF_WINDOWS: [&str; 6] = ["windows", "server 20", "server20", "win10", "win11", "win2k"];

/// What else is evaluated, or ends.
pub(super) const OTHERS: [&str; 28] = [
    "office",
    "sql",
    "sccm",
    "configmgr",
    "system center",
    "exchange",
    "visual studio",
    "vmware",
    "vsphere",
    "esxi",
    "veeam",
    "parallels",
    "certif",
    "password",
    "account",
    "token",
    "session",
    "domain name",
    "subscription",
    "antivirus",
    "backup",
    " job",
    " task",
    "service",
    "windows update",
    "証明書",
    "パスワード",
    "アカウント",
];

fn names_evaluation(line: &str) -> bool {
    const NAMES: [&str; 9] = ["evaluation", " eval", "-eval", "_eval", "eval ", "trial", "wlms", "評価版", "評価期間"];
    holds_any(line, &NAMES) && !holds_any(line, &["office", "sql server", "vmware", "not an eval", "評価版ではな"])
}

/// Whether a sentence in small letters tells that the time is over, or that the machine stops by the hour.
fn tells(sentence: &str) -> bool {
    let is_other = || holds_any(sentence, &OTHERS) || introduction::is_of_another(sentence);
    let is_past = || recovery::is_told(sentence) || holds_any(sentence, &PAST);
    (is_expired(sentence) || stops_hourly(sentence))
        && !is_other()
        && !is_past()
        && !doubt::is_supposed(sentence)
        && !is_general(sentence)
}

/// That it ended with it, or did before.
const PAST: [&str; 9] =
    ["no longer", "stopped", "used to shut", "fixed", "resolved", "解消", "解決", "しなくなり", "前に"];

/// Whether it says what comes after a time, which nobody saw.
fn is_general(sentence: &str) -> bool {
    const AFTER: [&str; 17] = [
        "days, ",
        "days the ",
        "after 90",
        "after 180",
        "after the ",
        "once the ",
        "before ",
        "eventually",
        "happens",
        "when a ",
        "when an ",
        "日後",
        "日を過ぎ",
        "すると、",
        "切れると",
        "終了すると",
        "ていると",
    ];
    holds_any(sentence, &AFTER)
}

fn is_expired(sentence: &str) -> bool {
    const ENDED: [&str; 8] = [
        "expired",
        "end_of_nt_evaluation_period",
        "has lapsed",
        "期限切れ",
        "期限が切れ",
        "期間が切れ",
        "期間が終了",
        "过期",
    ];
    const OF: [&str; 10] =
        ["licen", "trial", "eval", "windows", " key", " box", "評価", "ライセンス", "試用", "许可证"];
    const DENIED: [&str; 9] = [
        "not expired",
        "n't expired",
        "not yet",
        "unexpired",
        "no expired",
        "without an expired",
        "without expired",
        "never expired",
        "切れていな",
    ];
    holds_any(sentence, &ENDED) && holds_any(sentence, &OF) && !holds_any(sentence, &DENIED)
}

fn stops_hourly(sentence: &str) -> bool {
    const STOPS: [&str; 16] = [
        "shut",
        "turn off",
        "turns off",
        "turning off",
        "power off",
        "powers off",
        "powered off",
        "reboot",
        "restart",
        "goes down",
        "dies",
        "dying",
        "シャットダウン",
        "電源が",
        "再起動",
        "落ち",
    ];
    const HOURLY: [&str; 12] = [
        "every hour",
        "hourly",
        "per hour",
        "each hour",
        "once an hour",
        "after an hour",
        "after one hour",
        "1 hour after",
        "60 min",
        "1時間",
        "1 時間",
        "一時間",
    ];
    holds_any(sentence, &STOPS) && holds_any(sentence, &HOURLY)
}

#[cfg(test)]
mod tests {
    use super::tells;

    #[test]
    fn what_was_or_may_come_is_no_end() {
        for (sentence, expected) in [
            ("it says the license has expired on boot", true),
            ("the guest shuts down every hour", true),
            ("it is dying exactly 1 hour after it has booted", true),
            ("1 時間経過するとサーバーが勝手にシャットダウンする", true),
            ("ライセンスの期限が切れました", true),
            ("if the license has expired, rearm it", false),
            ("after 180 days the server shuts down every hour", false),
            ("the license has not expired yet", false),
            ("a desktop without an expired-license watermark", false),
            ("the certificate has expired", false),
            ("the antivirus license has expired", false),
            ("the backup job restarts the agent every hour", false),
            ("windows update restarts the machine every hour", false),
            ("what happens when an evaluation ends: it shuts down every hour", false),
            ("the hourly shutdowns stopped", false),
            ("評価期間が切れると、1 時間ごとにシャットダウンします", false),
        ] {
            assert_eq!(tells(sentence), expected, "{sentence}");
        }
    }
}
