//! Style as a test: arrows between crates, sizes, generated pages, and documents that name only what exists.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use muster_core::{code::CATALOGUE, lang::Lang};
use std::{
    fs,
    path::{Path, PathBuf},
};

const FILE_LINES_MAX: usize = 800;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_LENGTH_MAX: usize = 200;

/// What each crate may import of ours, as ARCHITECTURE.md draws it.
const ARROWS: &[(&str, &[&str])] = &[
    ("authority", &["core", "platform", "proto", "server", "trust"]),
    ("client", &["core", "platform", "proto", "trust"]),
    ("core", &[]),
    ("doctor", &["core", "evidence"]),
    ("evidence", &["core"]),
    ("host", &["core", "platform", "proto", "server", "trust"]),
    (
        "muster",
        &[
            "authority",
            "client",
            "core",
            "doctor",
            "host",
            "platform",
            "proto",
            "server",
            "simulation",
            "slmgr",
            "testbed",
            "trust",
        ],
    ),
    ("platform", &["core"]),
    ("proto", &["core"]),
    ("server", &["core", "platform", "proto"]),
    ("simulation", &["core"]),
    ("slmgr", &["core"]),
    ("testbed", &["authority", "client", "core", "host", "platform", "proto", "server", "trust"]),
    ("trust", &["core", "proto"]),
];

/// What a crate's sources never say.
const NEVER: &[(&str, &[&str])] = &[
    ("core", &["std::fs", "std::net", "std::env", "SystemTime", "Instant", "serde", "async ", "tokio", "tracing"]),
    ("proto", &["std::fs", "std::net::Tcp", "std::net::Udp", "std::env", "SystemTime", "Instant", "async ", "tokio"]),
    ("trust", &["std::fs", "std::net", "std::env", "SystemTime", "Instant", "async ", "tokio"]),
    ("platform", &["async ", "tokio"]),
    ("slmgr", &["std::fs", "std::net", "std::env", "SystemTime", "Instant", "serde", "async ", "tokio", "println"]),
    ("client", &["async ", "tokio", "unsafe "]),
    ("doctor", &["std::fs", "std::net", "std::env", "std::time", "async ", "tokio"]),
    ("evidence", &["std::fs", "std::net", "std::env", "std::time", "async ", "tokio"]),
    ("host", &["muster_authority", "muster_client"]),
    ("authority", &["muster_host", "muster_client"]),
];

/// Words that a reviewer would send back.
const WORDS: &[(&str, &str)] = &[
    ("blacklist", "deny-list"),
    ("whitelist", "allow-list"),
    ("get_", "the name without get_"),
    ("TODO", "do it, or leave it out"),
    ("FIXME", "mend it"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder with this ending; what is built is left out.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            found.extend(files(&path, ending));
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[test]
fn arrows_between_crates_point_as_they_are_drawn() {
    for entry in fs::read_dir(root().join("crates")).expect("crates") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let (_, may) = ARROWS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name} is not drawn"));
        let manifest = read(&folder.join("Cargo.toml"));
        let dependencies = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        for line in dependencies.lines().filter_map(|line| line.strip_prefix("muster-")) {
            let other = line.split(['.', ' ']).next().unwrap_or_default();
            assert!(may.contains(&other), "{name} may not import {other}");
        }
    }
}

#[test]
fn crates_never_do_what_they_promise_not_to() {
    for (name, never) in NEVER {
        for path in files(&root().join("crates").join(name).join("src"), ".rs") {
            for (number, line) in read(&path).lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for word in *never {
                    assert!(!code.contains(word), "{}:{}: {name} never says `{word}`", relative(&path), number + 1);
                }
            }
        }
    }
}

#[test]
fn files_and_functions_are_short() {
    for path in files(&root(), ".rs") {
        let text = read(&path);
        let count = text.lines().count();
        assert!(count <= FILE_LINES_MAX, "{} has {count} lines, at most {FILE_LINES_MAX}", relative(&path));
        for (start, length) in functions(&text) {
            let place = format!("{}:{}", relative(&path), start + 1);
            assert!(
                length <= FUNCTION_LINES_MAX,
                "{place}: a function of {length} lines, at most {FUNCTION_LINES_MAX}"
            );
        }
        for (number, line) in text.lines().enumerate() {
            let length = line.chars().count();
            assert!(length <= LINE_LENGTH_MAX, "{}:{}: {length} characters", relative(&path), number + 1);
        }
    }
}

/// Where functions start, and how many lines they have: rustfmt puts the closing brace, or the end of a declaration, below the
/// first word.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_function = |line: &str| {
        let words = line.trim_start().split(['(', '<']).next().unwrap_or_default();
        words.split_whitespace().any(|word| word == "fn") && !line.trim_start().starts_with("//")
    };
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
        let indent = line.len() - line.trim_start().len();
        let closing = format!("{}}}", " ".repeat(indent));
        let declared = format!("{})", " ".repeat(indent));
        let ends = |line: &&str| line.trim_end() == closing || line.starts_with(&declared) && line.ends_with(';');
        let end = if line.ends_with(';') { Some(0) } else { lines.iter().skip(start).position(ends) };
        found.extend(end.map(|length| (start, length + 1)));
    }
    found
}

#[test]
fn words_are_those_of_the_house() {
    let own = root().join("crates/muster/tests/tidy.rs");
    for path in [files(&root().join("crates"), ".rs"), files(&root(), ".md")].concat() {
        if path == own {
            continue;
        }
        for (number, line) in read(&path).lines().enumerate() {
            for (word, instead) in WORDS {
                let library = *word == "get_" && !line.contains("fn get_");
                let said = line.contains(word) && !library;
                assert!(!said, "{}:{}: not `{word}` but {instead}", relative(&path), number + 1);
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for path in files(&root().join("crates"), ".rs") {
        assert!(read(&path).starts_with("//! "), "{} opens without a sentence", relative(&path));
    }
}

/// A document that names a file or a folder names one that is there.
#[test]
fn documents_name_only_what_exists() {
    for path in files(&root(), ".md") {
        let text = read(&path);
        let code = text.split('`').skip(1).step_by(2);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for name in code.chain(links) {
            let looks_like_path = name.contains('/')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
                && !name.starts_with('/');
            let here = path.parent().expect("a folder").join(name);
            assert!(
                !looks_like_path || name.starts_with("v1/") || root().join(name).exists() || here.exists(),
                "{} names {name}, which is not there",
                relative(&path)
            );
        }
    }
}

/// docs/codes.md is made of the catalogue. To write it anew: `MUSTER_BLESS=1 cargo test --test tidy`.
#[test]
fn the_page_of_codes_is_that_of_the_catalogue() {
    let mut page = String::from(
        "# Codes\n\nEvery code that Muster itself uses. Numbers and names are Microsoft's documented ones; the meanings are \
         those that they have in Muster.\n\nMuster 自身が使用するコードの一覧です。番号と名前は Microsoft の文書と同じです。\n",
    );
    for entry in CATALOGUE {
        page += &format!("\n## {} `{}`\n\n", entry.code, entry.name);
        for lang in [Lang::En, Lang::Ja] {
            let fix = lang.pick("What to do", "対処方法");
            page += &format!("{}\n\n{fix}: {}\n\n", capital(entry.title.get(lang)), capital(entry.fix.get(lang)));
        }
        page.truncate(page.trim_end().len());
        page.push('\n');
    }
    let path = root().join("docs/codes.md");
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, &page).expect("written");
    }
    assert!(read(&path) == page, "docs/codes.md is not that of the catalogue: MUSTER_BLESS=1 cargo test --test tidy");
}

/// docs/rules holds one page for each rule of the doctor, made of the rule.
#[test]
fn the_pages_of_rules_are_those_of_the_rules() {
    let folder = root().join("docs/rules");
    let mut index = String::from("# Rules of muster doctor\n\n| | English | 日本語 |\n| --- | --- | --- |\n");
    let mut pages: Vec<(String, String)> = Vec::new();
    for rule in muster_doctor::rules::all() {
        index += &format!("| [{0}]({0}.md) | {1} | {2} |\n", rule.id, rule.title.en, rule.title.ja);
        pages.push((format!("{}.md", rule.id), muster_doctor::report::rule_page(rule)));
    }
    pages.push(("README.md".into(), index));
    if option_env!("MUSTER_BLESS").is_some() {
        fs::create_dir_all(&folder).expect("a folder");
        pages.iter().for_each(|(name, page)| fs::write(folder.join(name), page).expect("written"));
    }
    for (name, page) in &pages {
        assert!(
            read(&folder.join(name)) == *page,
            "docs/rules/{name} is not that of the rule: MUSTER_BLESS=1 cargo test --test tidy"
        );
    }
    let there = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(there, pages.len(), "docs/rules holds pages of rules that are gone");
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let ending = if text.ends_with('。') { "" } else { "." };
    rest.next().map(|first| first.to_uppercase().collect::<String>() + rest.as_str() + ending).unwrap_or_default()
}
