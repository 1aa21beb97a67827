//! What slmgr prints when it does not know an option: every option with its arguments and what it does. The tables are
//! `text/slmgr_usage.en.tsv` and `text/slmgr_usage.ja.tsv`: a line without a tab opens a section.

use muster_core::lang::Lang;

const EN: &str = include_str!("../../text/slmgr_usage.en.tsv");
const JA: &str = include_str!("../../text/slmgr_usage.ja.tsv");

/// Every option with its arguments and what it does.
pub fn usage(lang: Lang) -> String {
    let usage = lang.pick("Usage: muster slmgr <Option> [Arguments]\n", "使用法: muster slmgr <オプション> [引数]\n");
    let lines = lang.pick(EN, JA).lines().map(|line| match line.split_once('\t') {
        Some((option, text)) => format!("  {option}\n      {text}\n"),
        None => format!("\n{line}:\n"),
    });
    lines.fold(usage.to_owned(), |text, line| text + &line)
}
