//! The pages of docs: every command that they show is one that muster knows.

use crate::command::{run, text};
use std::{fs, path::Path};

#[test]
fn every_command_of_the_handbook_exists() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let mut seen = 0;
    for entry in fs::read_dir(docs).expect("docs") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let page = fs::read_to_string(&path).expect("a page");
        for line in page.lines().filter_map(|line| line.strip_prefix("    muster ")) {
            let known = is_known(line);
            assert!(known, "{}: muster {line}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 60, "only {seen} commands");
}

/// Whether what stands behind `muster` is a command with its own options.
pub(crate) fn is_known(line: &str) -> bool {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if words.first() == Some(&"--state") {
        words.drain(..2);
    }
    let tool = words.iter().position(|word| ["slmgr", "ospp"].contains(word));
    if let Some(place) = tool {
        // Its options are known by its usage.
        let usage = text(&run([words[place], "/?"]).stdout);
        let option = words[place + 1..].iter().find(|word| word.starts_with('/')).expect("an option");
        return usage.contains(&format!("  {} ", option.split(':').next().unwrap_or(option)))
            || usage.contains(&format!("  {option}\n"));
    }
    // Long options must be the command's own; what stands for a value is not looked at.
    let command: Vec<&str> = words.iter().copied().take_while(|word| word.starts_with(char::is_lowercase)).collect();
    for depth in (1..=command.len()).rev() {
        let help = run([&command[..depth], &["--help"]].concat());
        if help.status.success() {
            let help = text(&help.stdout);
            // A word after a command that has commands of its own would have to be one of them.
            if help.contains("\nCommands:") && depth < command.len() && command[0] != "doctor" {
                return false;
            }
            let mut options = words.iter().filter(|word| word.starts_with("--"));
            return options.all(|option| help.contains(option.split('=').next().unwrap_or(option)));
        }
    }
    false
}
