//! Registry values, of .reg files (`"Name"="value"` below `[HKEY_…]`) and of `reg query` (`Name    REG_SZ    value` below
//! `HKEY_…`).

use crate::{
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut path = String::new();
    let (mut ours, mut holds_settings) = (false, false);
    for index in 0..document.len() {
        if !ours && !holds_settings && !document.terms(index).has(Term::RegistryPath) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        let inner = line.trim_start_matches('[').trim_end_matches(']');
        if inner.starts_with("HKEY_") || inner.starts_with("HKLM\\") || inner.starts_with("HKU\\") {
            inner.clone_into(&mut path);
            (ours, holds_settings) = (is_ours(&path), is_setting(&path));
            if ours {
                document.recognise(Kind::Registry);
                document.consume(index);
            }
        } else if line.starts_with("Windows Registry Editor") {
            document.recognise(Kind::Registry);
            document.consume(index);
        } else if holds_settings && let Some((name, value)) = exported(&line).or_else(|| queried(&line)) {
            document.recognise(Kind::Registry);
            found.extend(setting(document, index, &path, &name, &value));
        } else if ours && let Some((name, value)) = exported(&line).or_else(|| queried(&line)) {
            let about = format!("{}\\{name}", place(&path));
            found.push(document.observe(index, Kind::Registry, ObservationKind::RegistryValue, &about, &value));
        }
    }
    found
}

fn is_ours(path: &str) -> bool {
    let lower = path.to_lowercase();
    let known = [
        "softwareprotectionplatform",
        "software protection platform",
        "currentversion\\sl",
        "services\\sppsvc",
        "services\\osppsvc",
        "profilelist\\s-1-5-20",
        "services\\plugplay",
        "w32time",
        "policies\\microsoft\\windows\\windowsupdate",
    ];
    holds_any(&lower, &known)
}

/// Keys of other parts of Windows and Office, of which some values tell where a machine looks for a host and what it runs.
fn is_setting(path: &str) -> bool {
    let lower = path.to_lowercase();
    let known = [
        "services\\tcpip\\parameters",
        "windows nt\\dnsclient",
        "office\\clicktorun\\configuration",
        "common\\installroot",
        "currentversion\\internet settings",
    ];
    holds_any(&lower, &known)
}

fn setting(document: &mut Document, index: usize, path: &str, name: &str, value: &str) -> Vec<Fact> {
    let cite = document.consume(index);
    let observed = |kind, value: &str| {
        let observation = Observation { kind, about: String::new(), value: value.to_lowercase() };
        Fact::Observation(observation, vec![cite.clone()])
    };
    let is_machine = path.to_lowercase().ends_with("services\\tcpip\\parameters");
    match name.to_lowercase().as_str() {
        "domain" if is_machine && !value.is_empty() => vec![Fact::PrimarySuffix(value.to_lowercase(), vec![cite])],
        "searchlist" => value
            .split(',')
            .map(str::trim)
            .filter(|domain| !domain.is_empty())
            .map(|domain| observed(ObservationKind::SearchList, domain))
            .collect(),
        _ => Vec::new(),
    }
}

/// The end of a path, which shows what it belongs to.
fn place(path: &str) -> &str {
    path.rsplit_once("CurrentVersion\\").or_else(|| path.rsplit_once("Services\\")).map_or(path, |(_, end)| end)
}

fn exported(line: &str) -> Option<(String, String)> {
    let (name, value) = line.strip_prefix('"')?.split_once("\"=")?;
    let value = match value.strip_prefix("dword:") {
        Some(number) => u32::from_str_radix(number, 16).ok()?.to_string(),
        None => value.trim_matches('"').replace("\\\\", "\\"),
    };
    Some((name.to_owned(), value))
}

fn queried(line: &str) -> Option<(String, String)> {
    let found = pattern::REG_QUERY.captures(line)?;
    let value = found.get(3).map_or("", |value| value.as_str()).trim();
    let number = value.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok());
    Some((found.get(1)?.as_str().to_owned(), number.map_or_else(|| value.to_owned(), |number| number.to_string())))
}
