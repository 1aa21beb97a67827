//! What a code means. The table is `data/codes.tsv`.

use muster_core::{
    code::Code,
    lang::{Lang, Text},
};
use std::{collections::HashMap, sync::LazyLock};

const TABLE: &str = include_str!("../../data/codes.tsv");

/// The line of each code, which the table has once.
static LINES: LazyLock<HashMap<Code, &str>> = LazyLock::new(|| {
    let line = |line: &'static str| Some((line.split('\t').next()?.parse().ok()?, line));
    TABLE.lines().skip(1).filter_map(line).collect()
});

/// Where an explanation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Meaning, cause and fix are those of the named source.
    Documented,
    /// The meaning is documented; cause and fix follow from it.
    Derived,
    /// Seen in circulation; no document confirms it.
    Unconfirmed,
}

/// What the table says of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// Its symbolic name; empty where none is documented.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What causes it.
    pub cause: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// Commands that show more or mend it.
    pub commands: Vec<&'static str>,
    /// The documents.
    pub source: &'static str,
    /// How far the documents go.
    pub basis: Basis,
}

/// What is known of a code.
pub fn explain(code: Code, lang: Lang) -> Option<Explanation> {
    let line = LINES.get(&code)?;
    let fields: Vec<&'static str> = line.split('\t').collect();
    let [_, name, meaning_en, meaning_ja, cause_en, cause_ja, fix_en, fix_ja, commands, source, basis] = fields[..]
    else {
        return None;
    };
    Some(Explanation {
        code,
        name,
        meaning: lang.pick(meaning_en, meaning_ja),
        cause: lang.pick(cause_en, cause_ja),
        fix: lang.pick(fix_en, fix_ja),
        commands: commands.split(" | ").filter(|command| !command.is_empty()).collect(),
        source,
        basis: match basis {
            "documented" => Basis::Documented,
            "derived" => Basis::Derived,
            _ => Basis::Unconfirmed,
        },
    })
}

/// Cause and way out of a code, in both languages.
pub(crate) fn cause_and_fix(code: Code) -> Option<(Text, Text)> {
    let [en, ja] = [explain(code, Lang::En)?, explain(code, Lang::Ja)?];
    Some((Text { en: en.cause, ja: ja.cause }, Text { en: en.fix, ja: ja.fix }))
}

/// Every code of the table.
pub fn known_codes() -> impl Iterator<Item = Code> {
    TABLE.lines().skip(1).filter_map(|line| line.split('\t').next()?.parse().ok())
}

/// The symbolic names of the table with their codes.
pub(super) fn names() -> impl Iterator<Item = (&'static str, Code)> {
    let cells = TABLE.lines().skip(1).filter_map(|line| line.split_once('\t'));
    // A note in parentheses may follow a name.
    let name = |cells: &'static str| cells.split(['\t', ' ']).next().filter(|name| name.contains('_'));
    cells.filter_map(move |(code, rest)| Some((name(rest)?, code.parse().ok()?)))
}

/// What the number alone says of a code that is in no table (HRESULT, MS-ERREF 2.1).
pub fn structure(code: Code, lang: Lang) -> String {
    let (failed, facility, number) = (code.0 >> 31 == 1, code.0 >> 16 & 0x7FF, code.0 & 0xFFFF);
    let severity = if failed { lang.pick("failure", "失敗") } else { lang.pick("information", "情報") };
    let whose = match facility {
        0x004 => lang.pick("software licensing", "ソフトウェア ライセンス").to_owned(),
        0x007 => lang.pick(format!("Windows (error {number})"), format!("Windows (エラー {number})")),
        0x009 => lang.pick("security or DNS", "セキュリティまたは DNS").to_owned(),
        _ => lang.pick(format!("facility {facility}"), format!("ファシリティ {facility}")),
    };
    format!("{severity}, {whose}")
}
