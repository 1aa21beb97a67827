//! Words that a crate's sources or a document must not contain.

use crate::{files, read, relative, root};

/// What a crate's sources never say.
const NEVER: &[(&str, &[&str])] = &[
    ("core", &["std::fs", "std::net", "std::env", "SystemTime", "Instant", "serde", "async ", "tokio", "tracing"]),
    ("proto", &["std::fs", "std::net::Tcp", "std::net::Udp", "std::env", "SystemTime", "Instant", "async ", "tokio"]),
    ("trust", &["std::fs", "std::net", "std::env", "SystemTime", "Instant", "async ", "tokio"]),
    ("platform", &["async ", "tokio"]),
    (
        "simulation",
        &["std::fs", "std::net::Tcp", "std::net::Udp", "std::env", "SystemTime", "Instant", "async ", "tokio", "print"],
    ),
    ("slmgr", &["std::fs", "std::net", "std::env", "SystemTime", "Instant", "serde", "async ", "tokio", "println"]),
    ("client", &["async ", "tokio", "unsafe "]),
    ("doctor", &["std::fs", "std::net", "std::env", "std::time", "async ", "tokio"]),
    ("evidence", &["std::fs", "std::net", "std::env", "std::time", "async ", "tokio"]),
    ("console", &["muster_host", "std::fs", "std::env", "SystemTime", "Instant"]),
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

/// Where memory is not the compiler's care, each use with its reason: `unsafe_code` is denied elsewhere, and expected with a reason there.
const UNSAFE: &[(&str, &str)] = &[
    ("bindings/c/src/", "C calls functions by their names, and what it passes are pointers"),
    ("crates/muster/src/main.rs", "a function that runs before main is named by a section of the program"),
    ("crates/platform/src/", "calls of the operating system"),
];

#[test]
fn unsafe_stands_where_it_has_to() {
    let mut used = Vec::new();
    for path in ["bindings", "crates", "fuzz", "web"].iter().flat_map(|folder| files(&root().join(folder), ".rs")) {
        let name = relative(&path);
        let text = read(&path);
        let mut lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        if name.contains("/src/") && lines.any(|line| line.contains("unsafe {") || line.contains("unsafe_code")) {
            let place = UNSAFE.iter().position(|(place, _)| name.starts_with(place));
            assert!(place.is_some(), "{name}: unsafe stands in crates/platform");
            used.extend(place);
        }
    }
    for (place, (file, _)) in UNSAFE.iter().enumerate() {
        assert!(used.contains(&place), "{file} has nothing unsafe: take it from the list");
    }
}

/// What is printed elsewhere would not be made visible first.
#[test]
fn one_file_of_the_command_prints() {
    let source = root().join("crates/muster/src");
    for path in files(&source, ".rs").into_iter().filter(|path| *path != source.join("out.rs")) {
        for (number, line) in read(&path).lines().enumerate() {
            let prints = ["stdout()", "stderr()"].iter().any(|stream| line.contains(stream));
            let asks = ["is_terminal", "fcntl_getfd"].iter().any(|question| line.contains(question));
            assert!(!prints || asks, "{}:{}: print by crates/muster/src/out.rs", relative(&path), number + 1);
        }
    }
}

#[test]
fn words_are_those_of_the_house() {
    let own = root().join("crates/muster/tests/tidy/words.rs");
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
