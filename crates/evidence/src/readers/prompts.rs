//! Prompts that people write before the commands that they ran on several machines: `NAV-PC1> slmgr /ato`, 「クライアント> nslookup …」.
//! What follows is about the machine that a prompt names.

use crate::{
    fact::{Fact, Observation, ObservationKind},
    lines::Document,
};

/// Longer names are sentences.
const NAME_MAX: usize = 32;
/// Longer lines are data.
const LINE_MAX: usize = 400;

const COMMANDS: [&str; 24] = [
    "cscript",
    "curl",
    "dism",
    "get-",
    "icacls",
    "ipconfig",
    "muster",
    "net ",
    "netsh",
    "netstat",
    "nslookup",
    "ospp",
    "ping",
    "portqry",
    "powershell",
    "psping",
    "reg ",
    "resolve-",
    "sc ",
    "slmgr",
    "telnet",
    "test-",
    "tnc",
    "w32tm",
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let lines = document.lines().filter(|(_, line)| line.len() < LINE_MAX && line.contains('>'));
    let named: Vec<(usize, String)> = lines.filter_map(|(index, line)| Some((index, name(line)?.to_owned()))).collect();
    let first = named.first().map(|(_, name)| name.to_lowercase());
    // One machine alone needs no name to be told from others.
    if named.iter().all(|(_, name)| Some(name.to_lowercase()) == first) {
        return Vec::new();
    }
    let computer = |(index, name): (usize, String)| {
        let told = Observation { kind: ObservationKind::Computer, about: String::new(), value: name };
        Fact::Observation(told, vec![document.cite(index)])
    };
    named.into_iter().map(computer).collect()
}

/// The machine before a prompt, with what somebody says of it in brackets.
pub(crate) fn name(line: &str) -> Option<&str> {
    let (before, command) = line.trim_start().split_once('>')?;
    let command = command.trim_start().as_bytes();
    let name = before.split(['(', '（']).next()?.trim();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || "-_.ー".contains(c)) && !name.is_empty();
    let begins =
        |known: &&str| command.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known.as_bytes()));
    let is_command = COMMANDS.iter().any(begins);
    (is_name && is_command && name.len() <= NAME_MAX && name != "PS").then_some(name)
}
