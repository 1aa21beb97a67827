//! The exit codes of the command. This is the one list: `muster --help`, the manual and docs/exit-codes.md follow it.

use muster_core::lang::{Lang, Text};

/// The command did what it was asked to do.
pub const SUCCESS: u8 = 0;
/// It did not, or what it looked at needs attention.
pub const FAILED: u8 = 1;
/// It did not begin: the command line is not understood, or a file that it names is missing or in the way.
pub const USAGE: u8 = 2;
/// The evidence does not tell the doctor how the machine stands.
pub const NO_EVIDENCE: u8 = 3;
/// What it printed did not arrive in full. This outranks every other code.
pub const OUTPUT_LOST: u8 = 4;

/// Every exit code with its meaning. A number is never reused for something else.
pub const CODES: [(u8, Text); 5] = [
    (SUCCESS, Text { en: "The command succeeded.", ja: "コマンドは正常に完了しました。" }),
    (
        FAILED,
        Text {
            en: "The command failed with a documented code, or what it looked at needs attention (doctor, client activate).",
            ja: "コマンドが失敗したか (コードが表示されます)、確認した対象に対処が必要です (doctor、client activate)。",
        },
    ),
    (
        USAGE,
        Text {
            en: "The command did not begin: the command line is not understood, or a file that it names is missing or in the way.",
            ja: "コマンドは開始されませんでした。コマンド ラインが正しくないか、指定されたファイルが存在しないか、既に存在します。",
        },
    ),
    (
        NO_EVIDENCE,
        Text {
            en: "The evidence does not tell the doctor how the machine stands.",
            ja: "診断データから、doctor がコンピューターの状態を判断できません。",
        },
    ),
    (
        OUTPUT_LOST,
        Text {
            en: "The output could not be written in full: a full disk, a closed pipe, a closed standard output.",
            ja: "出力を最後まで書き込めませんでした (ディスクの空き領域の不足、パイプの切断、標準出力のクローズ)。",
        },
    ),
];

/// The list as help and manual print it.
pub(crate) fn help(lang: Lang) -> String {
    let lines = CODES.iter().map(|(code, meaning)| format!("\n  {code}  {}", meaning.get(lang)));
    format!("{}:{}", lang.pick("Exit codes", "終了コード"), lines.collect::<String>())
}
