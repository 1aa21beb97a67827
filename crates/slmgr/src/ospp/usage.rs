//! What ospp prints when it does not know an option: every option and what it does. The tables are `text/ospp_usage.en.tsv` and
//! `text/ospp_usage.ja.tsv`.

use muster_core::lang::Lang;

const EN: &str = include_str!("../../text/ospp_usage.en.tsv");
const JA: &str = include_str!("../../text/ospp_usage.ja.tsv");

/// Every option and what it does.
pub fn usage(lang: Lang) -> String {
    let usage = lang.pick("Usage: muster ospp /Option[:Value]\n\n", "使用法: muster ospp /オプション[:値]\n\n");
    let options = lang.pick(EN, JA).lines().filter_map(|line| line.split_once('\t'));
    let lines = options.map(|(option, text)| format!("  {option:<24} {text}\n"));
    lines.fold(usage.to_owned(), |text, line| text + &line)
}
