//! What Microsoft's retired package (KB 2870357) collected: the pages say for each part where it is in ours, or why it is not.

use super::root;
use muster_evidence::collector::WINDOWS;
use std::fs;

/// What the pages call the parts of the package that have the same name in both languages.
const TOOLS: [&str; 8] = [
    "`ospp /dcmid`",
    "`ospp /dhistoryacterr`",
    "`ospp /dhistorykms`",
    "`ospp /dstatusall`",
    "`ospp /dtokcerts`",
    "`ospp /dtokils`",
    "MGADiag",
    "ROIScan",
];

#[test]
fn what_the_retired_package_collected_is_in_a_file_or_has_a_reason() {
    let [english, japanese] = ["docs/collect.md", "docs/ja/collect.md"].map(|file| {
        let rows = rows(file);
        for tool in TOOLS {
            assert!(rows.iter().any(|[collected, ..]| collected == tool), "{file} does not say where {tool} is");
        }
        for [collected, files, ours] in &rows {
            let said = format!("{files} {ours}");
            let words = said.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '.');
            let named: Vec<_> = words.filter(|word| word.ends_with(".txt") || word.ends_with(".evtx")).collect();
            assert!(!named.is_empty(), "{file}: {collected} names no file");
            for name in named {
                assert!(
                    WINDOWS.iter().any(|part| part.file == name),
                    "{file}: {collected} is in {name}, which nothing writes"
                );
            }
            let is_absent = ours.contains("not collected") || ours.contains("収集しません");
            assert_eq!(files == "-", is_absent, "{file}: {collected} has neither a file nor a reason");
        }
        rows.into_iter().map(|[_, files, _]| files).collect::<Vec<_>>()
    });
    assert_eq!(english, japanese, "the pages name other files");
}

fn rows(file: &str) -> Vec<[String; 3]> {
    let page = fs::read_to_string(root().join(file)).expect("the page");
    let (_, table) = page.split_once("<!-- package -->\n").expect("a mark");
    let (table, _) = table.split_once("<!-- /package -->").expect("a mark");
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    table.lines().skip(2).map(|row| cells(row).try_into().expect("three cells")).collect()
}
