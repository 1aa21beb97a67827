//! What is configured: registry exports and queries, services, firewall rules, the clock's source.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
};

const SERVICES: [&str; 3] = ["sppsvc", "osppsvc", "clicktorunsvc"];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    registry(document, &mut found);
    services(document, &mut found);
    firewall(document, &mut found);
    clock(document, &mut found);
    found
}

/// `"Name"="value"` below `[HKEY_…]`, or `    Name    REG_SZ    value` below `HKEY_…`.
fn registry(document: &mut Document, found: &mut Vec<Fact>) {
    let mut path = String::new();
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        let inner = line.trim_start_matches('[').trim_end_matches(']');
        if inner.starts_with("HKEY_") || inner.starts_with("HKLM\\") || inner.starts_with("HKU\\") {
            inner.clone_into(&mut path);
            if is_ours(&path) {
                document.recognise(Kind::Registry);
                document.consume(index);
            }
        } else if line.starts_with("Windows Registry Editor") {
            document.recognise(Kind::Registry);
            document.consume(index);
        } else if is_ours(&path)
            && let Some((name, value)) = exported(&line).or_else(|| queried(&line))
        {
            let about = format!("{}\\{name}", place(&path));
            found.push(document.observe(index, Kind::Registry, ObservationKind::RegistryValue, &about, &value));
        }
    }
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
    ];
    known.iter().any(|part| lower.contains(part))
}

/// The end of a path that tells what it belongs to.
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

/// `sc query`, `sc qc`, `Get-Service`, `wmic service`: the numbers of type and state are the same in every language.
fn services(document: &mut Document, found: &mut Vec<Fact>) {
    let mut service: Option<&str> = None;
    for index in 0..document.len() {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        let lower = line.to_lowercase();
        if lower.starts_with("service_name") || lower.starts_with("servicename") || lower.starts_with("name  ") {
            service = SERVICES.into_iter().find(|name| lower.split([':', ' ']).any(|word| word == *name));
            if service.is_some() {
                document.recognise(Kind::Service);
                document.consume(index);
            }
        } else if let Some(columns) = pattern::SERVICE_ROW.captures(&lower).filter(|_| !lower.contains(".exe")) {
            let word = |group: usize| columns.get(group).map_or("", |word| word.as_str());
            found.push(document.observe(index, Kind::Service, ObservationKind::ServiceState, word(2), word(1)));
            if let Some(start) = columns.get(3) {
                found.push(document.observe(
                    index,
                    Kind::Service,
                    ObservationKind::ServiceStart,
                    word(2),
                    start.as_str(),
                ));
            }
        } else if let (Some(name), Some((label, value))) =
            (service, split_label(&line).or_else(|| line.split_once(':')))
        {
            let value = value.trim().to_lowercase();
            let number = value.split_whitespace().next().and_then(|word| word.parse::<u32>().ok());
            match (label.trim().to_uppercase().as_str(), number) {
                ("START_TYPE", Some(number)) | ("STARTTYPE", Some(number)) => {
                    found.push(document.observe(
                        index,
                        Kind::Service,
                        ObservationKind::ServiceStart,
                        name,
                        start_type(number),
                    ));
                }
                ("STATE", Some(number)) => {
                    let state = if number == 4 { "running" } else { "stopped" };
                    found.push(document.observe(index, Kind::Service, ObservationKind::ServiceState, name, state));
                }
                ("STARTTYPE" | "STARTMODE", None) => {
                    found.push(document.observe(index, Kind::Service, ObservationKind::ServiceStart, name, &value));
                }
                ("STATUS" | "STATE", None) => {
                    found.push(document.observe(index, Kind::Service, ObservationKind::ServiceState, name, &value));
                }
                _ => {}
            }
        }
    }
}

fn start_type(number: u32) -> &'static str {
    match number {
        2 => "automatic",
        3 => "manual",
        4 => "disabled",
        _ => "other",
    }
}

/// The rule of the Key Management Service: a block of `netsh` or `Get-NetFirewallRule`.
fn firewall(document: &mut Document, found: &mut Vec<Fact>) {
    let mut inside = false;
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        let lower = line.to_lowercase();
        if lower.contains("sppsvc-in-tcp") || lower.contains("key management service") && lower.contains("tcp-in") {
            inside = true;
            document.recognise(Kind::Firewall);
            document.consume(index);
        } else if line.is_empty() {
            inside &=
                document.line(index + 1).trim_start().starts_with("---") || document.line(index + 1).contains(':');
        } else if inside && let Some((label, value)) = split_label(&line) {
            let value = value.to_lowercase();
            let name = match label.to_lowercase().as_str() {
                "enabled" | "有効" | "aktiviert" | "activé" => "enabled",
                "action" | "操作" | "aktion" => "action",
                "profile" | "profiles" | "プロファイル" => "profile",
                _ => continue,
            };
            found.push(document.observe(index, Kind::Firewall, ObservationKind::FirewallRule, name, &value));
        }
    }
}

/// `w32tm /query /status`, `/source` and `/stripchart`.
fn clock(document: &mut Document, found: &mut Vec<Fact>) {
    let about_time = document.lines().any(|(_, line)| {
        let lower = line.to_lowercase();
        lower.contains("w32tm") || lower.contains("stratum") || lower.contains("leap indicator")
    });
    if !about_time {
        return;
    }
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        let lower = line.to_lowercase();
        if lower.contains("local cmos clock") || lower.contains("free-running system clock") {
            found.push(document.observe(index, Kind::W32tm, ObservationKind::ClockSource, "", "none"));
        } else if let Some(source) = line.strip_prefix("Source:") {
            found.push(document.observe(index, Kind::W32tm, ObservationKind::ClockSource, "", source.trim()));
        } else if let Some(offset) = pattern::CLOCK_OFFSET.captures(&line).and_then(|found| found.get(1)) {
            found.push(document.observe(index, Kind::W32tm, ObservationKind::ClockOffset, "", offset.as_str()));
        } else if lower.contains("w32tm") || lower.starts_with("stratum") {
            document.recognise(Kind::W32tm);
            document.consume(index);
        }
    }
}
