//! The texts of the page stand in a table for each language.

use std::{collections::BTreeMap, fs, path::PathBuf};

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table(lang: &str) -> BTreeMap<String, String> {
    let text = file(&format!("text/page.{lang}.tsv"));
    let row = |line: &str| line.split_once('\t').map(|(key, text)| (key.to_owned(), text.to_owned()));
    let rows: BTreeMap<_, _> = text.lines().map(|line| row(line).unwrap_or_else(|| panic!("no tab: {line}"))).collect();
    assert_eq!(rows.len(), text.lines().count(), "page.{lang}.tsv says a key twice");
    rows
}

/// The names in braces, sorted.
fn values(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
    names.sort_unstable();
    names
}

#[test]
fn both_languages_say_the_same() {
    let (en, ja) = (table("en"), table("ja"));
    assert_eq!(en.keys().collect::<Vec<_>>(), ja.keys().collect::<Vec<_>>());
    for (key, text) in &en {
        assert_eq!(values(text), values(&ja[key]), "{key}");
    }
}

#[test]
fn every_text_is_shown_and_every_shown_text_is_there() {
    let scripts = ["page", "evidence", "report", "run"].map(|name| file(&format!("page/{name}.js"))).concat();
    let page = file("page/page.html");
    let table = table("en");
    for key in table.keys() {
        let written = ["hint", "label", "text"].iter().any(|kind| page.contains(&format!("data-{kind}=\"{key}\"")));
        assert!(written || scripts.contains(&format!("\"{key}\"")), "{key} is never shown");
    }
    for kind in ["data-hint=\"", "data-label=\"", "data-text=\""] {
        for part in page.split(kind).skip(1) {
            let key = part.split('"').next().expect("a key");
            assert!(table.contains_key(key), "the page shows {key}");
        }
    }
    for (call, kept) in [("t(\"", "."), ("say(\"", "")] {
        for (at, _) in scripts.match_indices(call) {
            // Other functions end with a t.
            let is_other = scripts[..at].ends_with(|c: char| c.is_alphanumeric() || kept.contains(c));
            let key = scripts[at + call.len()..].split('"').next().expect("a key");
            assert!(is_other || key.is_empty() || table.contains_key(key), "the script shows {key}");
        }
    }
}
