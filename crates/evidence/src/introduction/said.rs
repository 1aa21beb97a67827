//! What a sentence says of the lines that follow it, by its words.

use crate::{doubt, holds::last_of, sentences};

/// What a sentence says of the lines below it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    /// Somebody did or saw it, or sees it now.
    Narrated,
    /// It should be so, or a text says so.
    Taught,
    /// It was so, or is so elsewhere.
    Elsewhere,
}

impl Said {
    /// What a sentence says at its end: "it should show X, but I get:" tells what somebody got.
    pub(super) fn of(lower: &str, is_alone: bool) -> Self {
        let padded = format!(" {lower} ");
        let of_documents = || last_of(&padded, &DOCUMENTS).filter(|_| last_of(&padded, &STATED).is_some());
        let of_examples = || last_of(&padded, &EXAMPLES).filter(|_| is_alone);
        let taught = last_of(&padded, &TAUGHT).max(of_documents()).max(of_examples());
        let narrated = last_of(&padded, &NARRATED);
        let of_others = || last_of(&padded, &OTHERS).filter(|_| is_of_another(&padded));
        let elsewhere = doubt::past(&padded).max(of_others());
        if narrated.is_some() && narrated > taught.max(elsewhere) {
            Self::Narrated
        } else if taught.is_some() {
            Self::Taught
        } else if elsewhere.is_some() {
            Self::Elsewhere
        } else {
            Self::Nothing
        }
    }

    pub(super) fn is_other_than_now(self) -> bool {
        matches!(self, Self::Taught | Self::Elsewhere)
    }
}

/// Whether every sentence of a line in small letters that tells how a license stands names another machine before it does:
/// 「隣の PC は License Status: Licensed」. None tells anything: false.
pub(super) fn tells_only_of_others(lower: &str) -> bool {
    const STATES: [&str; 12] = [
        "licen",
        "lizen",
        "activat",
        "aktiv",
        "ライセンス",
        "認証",
        "认证",
        "激活",
        "授权",
        "授權",
        "라이선스",
        "лиценз",
    ];
    let before_state = |sentence| {
        let padded = format!(" {sentence} ");
        Some(padded.get(..last_of(&padded, &STATES)?)?.to_owned())
    };
    let mut told = sentences::of_line(lower).filter_map(before_state).peekable();
    told.peek().is_some() && told.all(|before| is_of_another(&before))
}

/// Whether a sentence in small letters speaks of another machine.
pub(crate) fn is_of_another(lower: &str) -> bool {
    let padded = format!(" {lower} ");
    last_of(&padded, &OTHERS).is_some() && last_of(&padded, &MACHINES).is_some()
}

const TAUGHT: [&str; 45] = [
    "should ",
    "should:",
    "supposed to",
    "ought to",
    "expected result",
    "expected output",
    "expected state",
    "expected:",
    " expected ",
    "expect to see",
    "expect the",
    "expect:",
    "look for",
    "looks like this when",
    "you will see",
    "you'll see",
    "you will get",
    "you'll get",
    "you see something like",
    "will show",
    "will say",
    "will display",
    "will read",
    "will print",
    "will report",
    "would show",
    "would say",
    "would see",
    "make sure",
    "ensure",
    "verify that",
    "confirm that",
    "check that",
    "check for",
    "wait for",
    "wait until",
    "if it work",
    "if successful",
    " on success",
    "sollte",
    "erwartet",
    "はず",
    "期待",
    "想定",
    "成功すると",
];
/// A whole print in an example is of a machine; a line alone is of none.
const EXAMPLES: [&str; 6] = [" example", " sample", "beispiel", "出力例", "表示例", "実行例"];
const DOCUMENTS: [&str; 18] = [
    "documentation",
    " docs ",
    "article",
    "wiki",
    "guide",
    "manual",
    "tutorial",
    "instructions",
    "microsoft learn",
    "handbuch",
    "anleitung",
    "手順書",
    "手順では",
    "マニュアル",
    "ドキュメント",
    "ガイド",
    "公式",
    "記事",
];
const STATED: [&str; 18] = [
    " say",
    " state",
    " show",
    " read",
    " mention",
    " list",
    " promise",
    " tell",
    " quote",
    " steht",
    " zeigt",
    "according",
    "とあります",
    "には",
    "では",
    "書かれ",
    "記載",
    "によると",
];
const NARRATED: [&str; 26] = [
    " i get",
    " i got",
    " i see",
    " i have",
    " we get",
    " we got",
    " we see",
    " i ran",
    " we ran",
    " i did",
    " now ",
    " now:",
    " today",
    " then ran",
    " finally",
    " this time",
    " it worked",
    " jetzt",
    " nun ",
    " heute",
    "したところ",
    "すると、",
    "その後",
    "今は",
    "現在",
    "再度",
];
const OTHERS: [&str; 51] = [
    "2台目",
    "2 台目",
    "二台目",
    "台目以降",
    "残りの",
    " the rest ",
    " untouched ",
    " other ",
    " others ",
    " another ",
    " different ",
    " neighbo",
    " next to it",
    " next to mine",
    " sibling ",
    " for comparison",
    " in comparison",
    " good machine",
    " good host",
    " working machine",
    " working one",
    " healthy one",
    " anderen ",
    " andere ",
    " anderem ",
    " nachbar",
    " zum vergleich",
    " autre ",
    " autres ",
    " voisin",
    " otro ",
    " otra ",
    " otros ",
    " outro ",
    " outra ",
    " vizinh",
    " altro ",
    " altra ",
    " друг",
    " сосед",
    " inny ",
    " innym ",
    "別の",
    "他の",
    "ほかの",
    "隣の",
    "もう一台",
    "比較用",
    "其他",
    "另一",
    "다른",
];
const MACHINES: [&str; 41] = [
    "台目",
    "pc",
    "デバイス",
    "一台",
    " machine",
    " server",
    " computer",
    " laptop",
    " notebook",
    " client",
    " vm",
    " host",
    " device",
    " box",
    " desktop",
    " workstation",
    "-old",
    " rechner",
    "gerät",
    " poste",
    " ordinateur",
    " équip",
    " equipo",
    " equip",
    " servidor",
    " serveur",
    " máquina",
    " macchina",
    "компьютер",
    "сервер",
    "машин",
    "电脑",
    "電腦",
    "机",
    "컴퓨터",
    "マシン",
    "端末",
    "サーバ",
    "パソコン",
    "コンピュ",
    "ノート",
];
