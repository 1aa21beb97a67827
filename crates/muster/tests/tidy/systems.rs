//! What differs between operating systems stands in `crates/platform`, or on a list with its reason.

use crate::{files, read, relative, root};

/// What only one system has. Words of the commands that the doctor advises are no use of it.
const WORDS: &[&str] = &[
    "os::unix",
    "os::windows",
    "rustix",
    " nix::",
    "libc::",
    "windows_sys",
    "\"/proc",
    "\"/sys",
    "\"/etc",
    "cfg(unix",
    "cfg(windows",
    "cfg(not(unix",
    "cfg(not(windows",
    "target_os",
];

/// Files of other crates that differ, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("crates/evidence/src/collector/linux.rs", "a list of what is read on Linux: data, beside the list of Windows"),
    ("crates/muster/src/main.rs", "a function that runs before main is named by a section of the program"),
    ("crates/muster/src/cmd/stop_signal.rs", "tokio has other signals on each system, and the platform is not async"),
    ("crates/testbed/src/harness/", "servers of tests exist on Unix alone"),
];

#[test]
fn systems_differ_in_the_platform_alone() {
    let mut used = Vec::new();
    for path in files(&root().join("crates"), ".rs") {
        let name = relative(&path);
        if name.starts_with("crates/platform/") || !name.contains("/src/") {
            continue;
        }
        let text = read(&path);
        for (number, line) in text.lines().enumerate().take_while(|(_, line)| !is_test(line)) {
            let code = line.split("//").next().unwrap_or_default();
            let Some(word) = WORDS.iter().find(|word| code.contains(**word)) else { continue };
            let exception = EXCEPTIONS.iter().position(|(file, _)| name.starts_with(file));
            assert!(exception.is_some(), "{name}:{}: `{word}` stands in crates/platform", number + 1);
            used.extend(exception);
        }
    }
    for (place, (file, _)) in EXCEPTIONS.iter().enumerate() {
        assert!(used.contains(&place), "{file} is no exception: take it from the list");
    }
}

/// Tests in a file of sources stand at its end.
fn is_test(line: &str) -> bool {
    line.starts_with("#[cfg(") && line.contains("test")
}
