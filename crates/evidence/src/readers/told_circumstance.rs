//! What people tell of a machine beside its codes: that the installed Windows is an evaluation ("on a Server 2019 Evaluation",
//! 「評価版の Windows Server」), that its board was changed ("after the motherboard was replaced", 「マザーボードを交換した」), that it has not
//! been in the network of its host for long. And the newest date beside an add-on that is for a year.
//!
//! Each says something beside a code only, so the line stays free for who reads codes.

use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    lines::Document,
    pattern, sentences,
    terms::Term,
};

type Circumstance = (&'static str, fn(&str) -> bool);

/// What may be told, as `about` of the fact has it, and whether a sentence in small letters tells it.
const CIRCUMSTANCES: [Circumstance; 3] =
    [("evaluation", tells_evaluation), ("hardware_changed", tells_changed_hardware), ("away", tells_absence)];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let is_open = |index: &usize| {
        let line = document.line(*index);
        !document.is_consumed(*index) && line.len() <= sentences::LINE_MAX
    };
    let lines = document.with(&[Term::Circumstance]).into_iter().filter(is_open);
    let told = |index: usize| {
        let sentences: Vec<String> = sentences::of_line(document.line(index)).map(str::to_lowercase).collect();
        let tells = |(_, tells): &&Circumstance| sentences.iter().any(|sentence| tells(sentence));
        let found: Vec<Fact> = CIRCUMSTANCES
            .iter()
            .filter(tells)
            .map(|(about, _)| Fact::told_in_prose(about, vec![document.cite(index)]))
            .collect();
        found
    };
    let found: Vec<Fact> = lines.flat_map(told).collect();
    found.into_iter().chain(newest_date(document)).collect()
}

/// The newest date that somebody wrote beside a license that is for a year alone, where no tool dates it.
fn newest_date(document: &Document) -> Option<Fact> {
    document.text().contains("ESU-Year").then_some(())?;
    let dates = document.lines().filter(|(_, line)| line.len() <= sentences::LINE_MAX).flat_map(|(index, line)| {
        let date = move |found: regex_lite::Captures<'_>| {
            let number = |part: usize| found.get(part)?.as_str().parse::<u32>().ok();
            Some((format!("{}-{:02}-{:02}", number(1)?, number(2)?, number(3)?), index))
        };
        pattern::YEAR_FIRST.captures_iter(line).filter_map(date)
    });
    let (value, index) = dates.max()?;
    let told = Observation { kind: ObservationKind::ToldInProse, about: "dated".to_owned(), value };
    Some(Fact::Observation(told, vec![document.cite(index)]))
}

/// Whether a sentence in small letters tells that Windows is an evaluation.
fn tells_evaluation(lower: &str) -> bool {
    const EVALUATION: [&str; 4] = ["evaluation", " eval ", "evalcenter", "評価版"];
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
    const OTHERWISE: [&str; 15] = [
        "not an eval",
        "no eval",
        "not the eval",
        "from eval ",
        "from evaluation",
        "from the eval ",
        "from the evaluation",
        "was an eval",
        "converted",
        "office",
        "評価版ではな",
        "評価版では",
        "評価版から",
        "変換し",
        "変換済",
    ];
    let holds = |words: &[&str]| holds_any(lower, words);
    holds(&EVALUATION) && holds(&OF) && !holds(&OTHERWISE) && doubt::past(lower).is_none() && !doubt::is_supposed(lower)
}

/// Whether a sentence in small letters tells that the board of the machine, or most of its parts, were changed.
fn tells_changed_hardware(lower: &str) -> bool {
    let holds = |words: &[&str]| holds_any(lower, words);
    // "?????" is a mark of anger.
    let told = lower.trim_end_matches(' ');
    let told = if told.ends_with("???") { told.trim_end_matches(['?', '.']) } else { told };
    (holds(&BOARD) && holds(&CHANGED) || holds(&WHOLE)) && !holds(&OTHERWISE) && !doubt::is_supposed(told)
}

/// The parts after whose change a machine is another one.
const BOARD: [&str; 19] = [
    "motherboard",
    "mother board",
    "mainboard",
    "main board",
    "system board",
    "logic board",
    "carte mère",
    "placa base",
    "placa-mãe",
    "placa mãe",
    "マザーボード",
    "マザボ",
    "メインボード",
    "システム ボード",
    "システムボード",
    "部品",
    "主板",
    "主機板",
    "메인보드",
];

/// What is done to them.
const CHANGED: [&str; 27] = [
    "replac",
    "chang",
    "swap",
    "new ",
    "exchang",
    "upgraded",
    "tausch",
    "gewechsel",
    "neue",
    "remplac",
    "nouvelle",
    "cambi",
    "sustitu",
    "troc",
    "nova",
    "nueva",
    "交換",
    "換装",
    "入れ替え",
    "入替",
    "取り替え",
    "変え",
    "変更",
    "换",
    "換",
    "교체",
    "교환",
];

/// The same in one phrase.
const WHOLE: [&str; 12] = [
    "hardware change",
    "hardware was change",
    "hardware was replaced",
    "hardware has change",
    "changed the hardware",
    "changed hardware",
    "moved to new hardware",
    "ハードウェアを変更",
    "ハードウェアの変更",
    "ハードウェアを交換",
    "ハードウェアの交換",
    "ハードウェア構成を変更",
];

/// What denies it, or says it of any machine.
const OTHERWISE: [&str; 20] = [
    "no hardware",
    "not chang",
    "n't chang",
    "never chang",
    "without chang",
    "no chang",
    "nothing chang",
    "not replac",
    "n't replac",
    "never replac",
    " any ",
    "同じマザー",
    "すると",
    "ていない",
    "ていません",
    "交換なし",
    "変更なし",
    "していな",
    "必要",
    "没有换",
];

/// Whether a sentence in small letters tells that a machine has been out of the network of its host for months, or always.
fn tells_absence(lower: &str) -> bool {
    const NETWORK: [&str; 15] = [
        "vpn",
        "office network",
        "company network",
        "corporate network",
        "corp network",
        "domain network",
        "internal network",
        "in the office",
        "to the office",
        "社内ネット",
        "社内 lan",
        "社内lan",
        "社内の",
        "本社",
        "出社",
    ];
    const NOT: [&str; 25] = [
        "not been",
        "n't been",
        "never been",
        "not connected",
        "n't connected",
        "never connected",
        "never connects",
        "not on the",
        "n't on the",
        "no vpn",
        "without vpn",
        "without the vpn",
        "not used the vpn",
        "off the ",
        "out of the ",
        "last time",
        "last connected",
        "last seen",
        "last in the",
        "つないでいな",
        "接続していな",
        "つないだことがな",
        "接続したことがな",
        "使っていません",
        "出社していな",
    ];
    const LONG: [&str; 14] = [
        "month",
        "half a year",
        "180 days",
        "200 days",
        "since ",
        "year",
        "for weeks",
        "か月",
        "ヶ月",
        "カ月",
        "ヵ月",
        "半年",
        "年",
        "ずっと",
    ];
    let holds = |words: &[&str]| holds_any(lower, words);
    holds(&NETWORK) && holds(&NOT) && holds(&LONG) && !doubt::is_supposed(lower)
}
