//! Evaluations of Windows as people tell of them: that the installed Windows is one, that its license is in trouble, and how many
//! days it has left, "the period is 180 days again", 「残り 177 日」, where no tool prints it.

use super::{evaluation_end::asks_kms, told_activation::is_of_another_product, told_evaluation_end::OTHERS};
use crate::{
    doubt,
    fact::{Fact, License},
    holds::holds_any,
    introduction,
    kind::Kind,
    lines::Document,
    sentences,
    terms::Term,
};
use std::sync::Arc;

/// Trouble is told at most so many lines away from the evaluation.
const TROUBLE_NEAR: usize = 2;
/// Days that are left are told at most so many lines away from it.
const DAYS_NEAR: usize = 60;

pub(super) const EVALUATION: [&str; 18] = [
    "evaluation",
    " eval ",
    "enterprise eval",
    "standardeval",
    "datacentereval",
    "enterpriseeval",
    "enterpriseseval",
    "evalcenter",
    "評価版",
    "évaluation",
    "evaluierung",
    "evaluación",
    "avaliação",
    "versione di valutazione",
    "평가판",
    "评估版",
    "評估版",
    "试用版",
];

const OF: [&str; 13] = [
    "windows",
    "server",
    "edition",
    "version",
    "copy",
    "installation",
    "media",
    " iso",
    "image",
    " vm",
    "template",
    " box",
    "評価版",
];

/// Whether a sentence in small letters tells that Windows is an evaluation.
pub(super) fn is_told(lower: &str) -> bool {
    // What an installation came from is what it is; what was converted from it is none any more.
    const FROM: [&str; 4] = ["from eval ", "from evaluation", "from the eval ", "from the evaluation"];
    const MEDIA: [&str; 9] = [
        "eval iso",
        "eval media",
        "eval image",
        "evaluation iso",
        "evaluation media",
        "evaluation image",
        "evaluation box",
        "evaluation center",
        "evalcenter",
    ];
    const OTHERWISE: [&str; 18] = [
        "isos ",
        "to a licensed",
        "not an eval",
        "no eval",
        "not the eval",
        "was an eval",
        "converted",
        "convertid",
        "convertie",
        "konvertiert",
        "office",
        "評価版ではな",
        "評価版では",
        "評価版から",
        "変換し",
        "変換済",
        "평가판이 아",
        "不是",
    ];
    let holds = |words: &[&str]| holds_any(lower, words);
    let is_windows = holds(&EVALUATION) && holds(&OF) && !is_of_another_product(lower);
    let is_converted = || holds(&OTHERWISE) || holds(&FROM) && !holds(&MEDIA);
    is_windows && !is_converted() && doubt::past(lower).is_none() && !doubt::is_supposed(lower)
}

/// Whether somebody tells beside a line that a license, a key or the activation does not do.
pub(super) fn is_troubled(document: &Document, index: usize) -> bool {
    let near = index.saturating_sub(TROUBLE_NEAR)..document.len().min(index + TROUBLE_NEAR + 1);
    let mut near = near.map(|near| document.line(near)).filter(|line| line.len() <= sentences::LINE_MAX);
    near.any(|line| sentences::of_line(line).any(|sentence| is_trouble(&sentence.to_lowercase())))
}

fn is_trouble(lower: &str) -> bool {
    const OF_LICENSE: [&str; 9] =
        ["licens", "licenc", "activat", "gvlk", "product key", "ライセンス", "認証", "정품 인증", "激活"];
    const TROUBLE: [&str; 21] = [
        "fail",
        "error",
        "invalid",
        "no valid",
        "cannot",
        "can't",
        "could not",
        "won't",
        "run out",
        "runs out",
        "running out",
        "still shows",
        "still says",
        "activate windows",
        "refus",
        "reject",
        "失敗",
        "エラー",
        "できない",
        "できません",
        "失败",
    ];
    const OTHERWISE: [&str; 6] = ["no error", "without error", "not fail", "n't fail", "does not apply", "in case"];
    let holds = |words: &[&str]| holds_any(lower, words);
    let is_of_windows = !holds(&OTHERS) && !introduction::is_of_another(lower);
    holds(&OF_LICENSE) && holds(&TROUBLE) && !holds(&OTHERWISE) && is_of_windows && !doubt::is_supposed(lower)
}

/// The days that an evaluation has left as somebody tells it last, in a text that nothing else was read of.
pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    if !document.kinds().is_empty() {
        return Vec::new();
    }
    let lines = document.with(&[Term::EvaluationEnd, Term::Circumstance]);
    let told = lines.into_iter().rev().find_map(|index| Some((index, days_of(document, index)?)));
    let Some((index, days)) = told else { return Vec::new() };
    let is_past = (index + 1..document.len()).any(|below| doubt::is_trouble(document.line(below)));
    if is_past || !is_of_evaluation(document, index) || asks_kms(document) {
        return Vec::new();
    }
    document.recognise(Kind::SlmgrShort);
    document.claim(index);
    let license = License {
        channel: "TIMEBASED_EVAL".to_owned(),
        status: Some(1),
        minutes_left: Some(days.saturating_mul(1440)),
        days_left: Some(days),
        ..License::default()
    };
    vec![Fact::License(Arc::new(license), vec![document.cite(index)])]
}

const NAMES: [&str; 6] = ["eval", "評価版", "평가판", "评估", "試用版", "试用"];

fn days_of(document: &Document, index: usize) -> Option<u64> {
    let line = document.line(index);
    let is_open = !document.is_consumed(index) && line.len() <= sentences::LINE_MAX;
    if !is_open {
        return None;
    }
    let named = holds_any(&line.to_lowercase(), &NAMES);
    sentences::of_line(line).find_map(|sentence| days_left(&sentence.to_lowercase(), named))
}

fn is_of_evaluation(document: &Document, index: usize) -> bool {
    let near = index.saturating_sub(DAYS_NEAR)..document.len().min(index + DAYS_NEAR + 1);
    let near = near.map(|near| document.line(near)).filter(|line| line.len() <= sentences::LINE_MAX);
    let (named, windows) = near.map(str::to_lowercase).fold((false, false), |(named, windows), line| {
        (named || holds_any(&line, &NAMES), windows || holds_any(&line, &["windows", "server 20"]))
    });
    named && windows
}

/// The days that a sentence in small letters tells to be left of a license that is for a time, or to which it was set again; `named` if
/// its line names an evaluation.
fn days_left(lower: &str, named: bool) -> Option<u64> {
    const OF: [&str; 12] =
        ["eval", "licen", "period", "clock", "rearm", "期間", "期限", "ライセンス", "評価", "기간", "期", "许可"];
    let holds = |words: &[&str]| holds_any(lower, words);
    let is_told = holds(&LEFT) && (named || holds(&OF)) && !holds(&OTHER_TIMES);
    let is_told = is_told && !doubt::is_supposed(lower) && doubt::past(lower).is_none();
    (is_told && !introduction::is_of_another(lower)).then(|| days(lower))?
}

/// How people say that a time is left, or that it is whole again.
const LEFT: [&str; 21] = [
    "left",
    "remaining",
    "remain ",
    "license already down to ",
    "reset the clock to ",
    "extended to ",
    "back to ",
    "残り",
    "延長されま",
    "延長され",
    "延長でき",
    "延びました",
    "リセットされ",
    "연장되",
    "연장됐",
    "남았",
    "남아",
    "剩余",
    "延长到",
    "延长至",
    "重置为",
];

/// What is of another time, or of no machine.
const OTHER_TIMES: [&str; 20] = [
    "grace",
    "activat",
    "office",
    "trial of",
    "猶予",
    "認証",
    "유예",
    "宽限",
    "each ",
    "every",
    "maximum",
    "up to",
    "can be",
    "you can",
    "最大",
    "できます",
    "可能です",
    "연장할 수",
    "可以",
    "すると",
];

/// The one number of days in a text in small letters, if it is no more than an evaluation has.
fn days(lower: &str) -> Option<u64> {
    const DAYS: [&str; 8] = [" day", " or so day", "+ day", " full ", "-day", "日", "일", "天"];
    const MOST: u64 = 180;
    let numbers = lower.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let mut found = numbers.filter_map(|number| {
        let place = lower.find(number)? + number.len();
        let behind = lower.get(place..)?;
        let behind = if behind.starts_with(' ') && !behind.is_ascii() { behind.trim_start() } else { behind };
        DAYS.iter().any(|unit| behind.starts_with(unit)).then(|| number.parse::<u64>().ok())?
    });
    let days = found.next().filter(|days| (1..=MOST).contains(days))?;
    found.all(|other| other == days).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::days_left;

    #[test]
    fn days_are_told_of_a_license_that_has_them_now() {
        for (sentence, expected) in [
            ("the evaluation license is already down to 177 days left", Some(177)),
            ("for those boxes the evaluation license already down to 177 days", Some(177)),
            ("after the reboot the evaluation period was extended to 180 days", Some(180)),
            ("a rearm was applied and reset the clock to a 90-day window", Some(90)),
            ("再起動後、評価期間が 180 日に延長されました", Some(180)),
            ("評価版ライセンスの残りは 45 日です", Some(45)),
            ("재부팅 후 확인해보니 기간이 180일로 연장되어 있습니다", Some(180)),
            ("the evaluation period can be extended to 180 days", None),
            ("each rearm of the evaluation is back to 90 days", None),
            ("the evaluation has 10 days left to be activated", None),
            ("the evaluation period is 180 days", None),
            ("if the license has 3 days left, rearm it", None),
            ("two rearms of the evaluation are left", None),
            ("評価期間は最大 180 日まで延長されます", None),
            ("필요하면 평가판 기간을 180일로 연장할 수 있습니다", None),
        ] {
            assert_eq!(days_left(sentence, false), expected, "{sentence}");
        }
    }
}
