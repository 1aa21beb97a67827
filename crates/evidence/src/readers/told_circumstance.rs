//! What people tell of a machine beside its codes: that the installed Windows is an evaluation ("on a Server 2019 Evaluation",
//! 「評価版の Windows Server」), that its board was changed ("after the motherboard was replaced", 「マザーボードを交換した」), that it has not
//! been in the network of its host for long, that it is in Azure, that its key is in use elsewhere. And the newest date beside an
//! add-on that is for a year.
//!
//! Each says something beside a code only, so the line stays free for who reads codes.

use super::told_evaluation;
use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind},
    holds::{ManyWords, holds_any},
    lines::Document,
    pattern, sentences,
    terms::Term,
};
use std::sync::LazyLock;

type Circumstance = (&'static str, fn(&str) -> bool);

/// What may be told, as `about` of the fact has it, and whether a sentence in small letters tells it.
const CIRCUMSTANCES: [Circumstance; 6] = [
    ("evaluation", told_evaluation::is_told),
    ("hardware_changed", tells_changed_hardware),
    ("away", tells_absence),
    ("azure", tells_azure),
    ("forced_tunnel", tells_forced_tunnel),
    ("key_used_elsewhere", tells_used_key),
];

/// What none of them is told without: most sentences hold none of it.
static LEADING: LazyLock<ManyWords> = LazyLock::new(|| {
    let words: [&[&str]; 7] = [&told_evaluation::EVALUATION, &BOARD, &WHOLE, &NETWORK, &IN_AZURE, &FORCED, &USED];
    ManyWords::of(words.into_iter().flatten().copied().chain([FORCED_RUSSIAN]))
});

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let is_open = |index: &usize| {
        let line = document.line(*index);
        !document.is_consumed(*index) && line.len() <= sentences::LINE_MAX
    };
    let lines = document.with(&[Term::Circumstance]).into_iter().filter(is_open);
    let told = |index: usize| {
        let lower = document.line(index).to_lowercase();
        let sentences: Vec<&str> = sentences::of_line(&lower).filter(|sentence| LEADING.may_be_in(sentence)).collect();
        let tells = |(_, tells): &&Circumstance| sentences.iter().any(|sentence| tells(sentence));
        let fact = |(about, _): &Circumstance| {
            let is_troubled = *about == "evaluation" && told_evaluation::is_troubled(document, index);
            let value = if is_troubled { "in_trouble" } else { "" };
            let told =
                Observation { kind: ObservationKind::ToldInProse, about: (*about).to_owned(), value: value.to_owned() };
            Fact::Observation(told, vec![document.cite(index)])
        };
        let found: Vec<Fact> = CIRCUMSTANCES.iter().filter(tells).map(fact).collect();
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

/// Whether a sentence in small letters tells that the board of the machine, or most of its parts, were changed.
fn tells_changed_hardware(lower: &str) -> bool {
    let holds = |words: &[&str]| holds_any(lower, words);
    // "?????" is a mark of anger.
    let told = lower.trim_end_matches(' ');
    let told = if told.ends_with("???") { told.trim_end_matches(['?', '.']) } else { told };
    (holds(&BOARD) && holds(&CHANGED) || holds(&WHOLE)) && !holds(&OTHERWISE) && !doubt::is_supposed(told)
}

/// The parts after whose change a machine is another one.
const BOARD: [&str; 20] = [
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
    "パーツ",
    "主板",
    "主機板",
    "메인보드",
];

/// What is done to them.
const CHANGED: [&str; 29] = [
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
    "変わ",
    "一新",
    "変更",
    "换",
    "換",
    "교체",
    "교환",
];

/// The same in one phrase. A new firmware is other hardware to Windows.
const WHOLE: [&str; 23] = [
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
    "bios update",
    "updated the bios",
    "updating the bios",
    "biosをアップデート",
    "bios をアップデート",
    "biosのアップデート",
    "bios のアップデート",
    "biosアップデート",
    "bios アップデート",
    "bios を更新",
    "bios の更新",
];

/// What denies it, or says it of any machine.
const OTHERWISE: [&str; 21] = [
    "no hardware",
    "不要",
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

/// What is the network of a host.
const NETWORK: [&str; 17] = [
    "最後に会社",
    "会社に行っ",
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

/// Whether a sentence in small letters tells that a machine has been out of the network of its host for months, or always.
fn tells_absence(lower: &str) -> bool {
    const NOT: [&str; 27] = [
        "最後に",
        "行っていな",
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

/// What is said of such a machine alone.
const IN_AZURE: [&str; 26] = [
    "azure vm",
    "azure-vm",
    "vms do azure",
    "vms de azure",
    "vm azure",
    "vms azure",
    "virtuais do azure",
    "virtuales de azure",
    "virtuelles azure",
    "windows do azure",
    "azure virtual m",
    "azure windows v",
    "azure marketplace",
    "azureのm",
    "azure の m",
    "azureの仮想",
    "azureに構築",
    "azure lab",
    "in azure",
    "on azure",
    "azure 仮想",
    "azure の仮想",
    "azure 上",
    "azure上",
    "azkms.core.",
    "kms.core.windows.net",
];

/// Whether a sentence in small letters tells of a machine in Azure, or of the host that serves those.
fn tells_azure(lower: &str) -> bool {
    const OTHERWISE: [&str; 10] = [
        "not in azure",
        "not on azure",
        "not an azure",
        "outside azure",
        "outside of azure",
        "n't in azure",
        "n't on azure",
        "on-prem",
        "on prem",
        "オンプレ",
    ];
    // The directory of that name is everywhere.
    let is_named =
        holds_any(lower, &IN_AZURE) && holds_any(&lower.replace("azure ad", "").replace("azure active", ""), &IN_AZURE);
    is_named && !holds_any(lower, &OTHERWISE) && !holds_any(lower, &["azure ではな", "azureではな"])
}

/// What the vendor calls it in its languages.
const FORCED: [&str; 18] = [
    "forced tunnel",
    "forced-tunnel",
    "force tunnel",
    "強制トンネ",
    "tunneling forcé",
    "tunnelisation forcée",
    "erzwungene tunnel",
    "erzwungenes tunnel",
    "tunnelerzwingung",
    "túnel forzado",
    "tunelización forzada",
    "túnel forçado",
    "tunneling forzato",
    "tvingad tunnel",
    "zorlamalı tünel",
    "强制隧道",
    "強制通道",
    "강제 터널",
];
const FORCED_RUSSIAN: &str = "принудительн";

/// Whether a sentence in small letters tells that the traffic of a network in Azure is forced through another.
fn tells_forced_tunnel(lower: &str) -> bool {
    const WITHOUT: [&str; 6] =
        ["no forced", "not forced", "without forced", "not use forced", "使用していな", "構成していな"];
    let is_russian = || lower.contains(FORCED_RUSSIAN) && lower.contains("туннел");
    (holds_any(lower, &FORCED) || is_russian()) && !holds_any(lower, &WITHOUT) && !doubt::is_supposed(lower)
}

/// How people say it of a key.
const USED: [&str; 16] = [
    "already been used",
    "already used",
    "already in use",
    "in use on another",
    "used on another",
    "used on other",
    "used elsewhere",
    "別のデバイスで使用",
    "別の pc で使",
    "別のpcで使",
    "他の pc で使",
    "他のpcで使",
    "既に使用され",
    "すでに使用され",
    "bereits verwendet",
    "已在另一台",
];

/// Whether a sentence in small letters tells that a key is in use on another machine already.
fn tells_used_key(lower: &str) -> bool {
    const KEY: [&str; 7] = ["key", "license", "licence", "キー", "ライセンス", "schlüssel", "密钥"];
    // Of a host's key Microsoft says it with the same code.
    const OF_HOST: [&str; 5] = ["kms", "csvlk", "host key", "ホスト キー", "ホストキー"];
    let is_bought = holds_any(lower, &KEY) && !holds_any(lower, &OF_HOST);
    holds_any(lower, &USED) && is_bought && !doubt::is_supposed(lower)
}
