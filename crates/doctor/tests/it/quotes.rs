//! The first line that a finding quotes is the one that tells.

use crate::rules::{lines, sides, sources};
use muster_core::lang::Lang;
use muster_doctor::{Finding, all_rules, diagnose};
use std::collections::BTreeSet;

/// Where no value of the sentence stands in the evidence, the text that the first line has to hold.
const TOLD_OTHERWISE: [(&str, &str); 20] = [
    ("CLI007", "Notification"),
    ("CLI008", "hr=0x8007232B"),
    ("CLI018", "hr=0x8007232B"),
    ("ESU002", "Client-ESU-Year1"),
    ("ESU008", "Client-ESU-Year2"),
    ("EVI005", "2026-03-10T08:00:00Z"),
    ("EVI014", "Name: Windows(R), Enterprise edition"),
    ("HST008", "0xC004F042"),
    ("HST013", "0x80070005"),
    ("HST018", "2026/02/01"),
    ("HST028", "Unlicensed"),
    ("KEY005", "2025/08/01"),
    ("KEY023", "ServerDatacenterEval"),
    ("KEY023", "評価版"),
    ("KEY014", "0xC004FC07"),
    ("KEY014", "Eval"),
    ("OFF003", "O365ProPlusRetail"),
    ("OFF006", "Office 12"),
    ("OFF008", "Office 16"),
    ("SUB001", "SubscriptionStatus"),
];

/// Words that a line holds whatever it tells.
const EVERYWHERE: [&str; 9] = ["the", "and", "for", "has", "windows", "office", "service", "activation", "product"];

/// The words of a finding's sentence, less the name of the product: most lines hold that.
fn telling_words(found: &Finding) -> BTreeSet<String> {
    let words = |text: &str| -> BTreeSet<String> {
        text.split_whitespace()
            .map(|word| word.trim_matches([',', ';', '.', ':', '(', ')', '%']).to_lowercase())
            .collect()
    };
    let product = words(&found.product);
    let value = |word: &String| !words(found.rule.finding.en).contains(word);
    let said = words(&found.sentence(Lang::En)).into_iter();
    said.filter(|word| !product.contains(word) && !EVERYWHERE.contains(&word.as_str()))
        .filter(|word| value(word) || word.len() > 2 && word.chars().all(char::is_alphabetic))
        .collect()
}

/// Whether a line holds a word that no other letter or digit continues; of a host with its port, the host is enough.
fn holds(line: &str, word: &str) -> bool {
    let line = line.to_lowercase();
    let name = word.rsplit_once(':').map_or(word, |(name, _)| name).trim_start_matches("0x");
    let continues = |c: char| c.is_alphanumeric();
    !name.is_empty()
        && line.match_indices(name).any(|(at, _)| {
            let before = line[..at].strip_suffix("0x").unwrap_or(&line[..at]);
            !before.ends_with(continues) && !line[at + name.len()..].starts_with(continues)
        })
}

#[test]
fn the_first_quoted_line_tells() {
    let mut wrong = Vec::new();
    for rule in all_rules() {
        let silent: Vec<BTreeSet<String>> =
            sides(rule.id, "silent").iter().map(|folder| lines(folder).into_iter().collect()).collect();
        for folder in sides(rule.id, "fires") {
            let diagnosis = diagnose(&sources(&folder));
            for found in diagnosis.findings.iter().filter(|found| found.rule.id == rule.id) {
                let Some(first) = found.cites.first() else { continue };
                let tells = telling_words(found).iter().any(|value| holds(&first.text, value));
                // A line that a silent fixture does not have is one that the rule fired on.
                let fired = lines(&folder)
                    .iter()
                    .any(|line| line.contains(first.text.trim()) && silent.iter().any(|silent| !silent.contains(line)));
                let mut pinned = TOLD_OTHERWISE.iter().filter(|(id, _)| *id == rule.id).peekable();
                let is_free = pinned.peek().is_none();
                if !(is_free && (tells || fired) || pinned.any(|(_, text)| first.text.contains(text))) {
                    wrong.push(format!("{} `{}`\n    {}", folder.display(), first.text, found.sentence(Lang::En)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
