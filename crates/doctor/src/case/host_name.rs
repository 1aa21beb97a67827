//! Names of hosts as tools write them.

use muster_core::client::discovery;
use std::collections::HashMap;

/// Whether two names are one host: equal, or one is the first label of the other.
pub(crate) fn same_host(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let first = |name| str::split(name, '.').next().unwrap_or_default();
    let same = |one: &str, other: &str| {
        one.eq_ignore_ascii_case(other)
            || !(one.is_ascii() && other.is_ascii()) && one.to_lowercase() == other.to_lowercase()
    };
    same(one, other)
        || one.chars().any(char::is_alphabetic)
            && same(first(one), first(other))
            && (!one.contains('.') || !other.contains('.'))
}

/// Names of hosts, among which one is found as [`same_host`] compares them.
#[derive(Default)]
pub(crate) struct HostNames<'n> {
    /// By the first label, which all names of one host have in common.
    by_label: HashMap<String, Vec<&'n str>>,
}

impl<'n> HostNames<'n> {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_label.get(&first_label(name)).into_iter().flatten().any(|known| same_host(known, name))
    }

    pub(crate) fn add(&mut self, name: &'n str) {
        let known = self.by_label.entry(first_label(name)).or_default();
        if !known.contains(&name) {
            known.push(name);
        }
    }
}

impl<'n> FromIterator<&'n str> for HostNames<'n> {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut all = Self::default();
        names.into_iter().for_each(|name| all.add(name));
        all
    }
}

fn first_label(name: &str) -> String {
    name.split('.').next().unwrap_or_default().to_lowercase()
}

/// The port of a host that names none.
pub(crate) const DEFAULT_PORT: u64 = discovery::DEFAULT_PORT as u64;

/// Splits `name:port`, where the port may be left out. The name is returned in lower case.
pub(crate) fn host_and_port(text: &str) -> (String, u64) {
    match text.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
            (host.to_lowercase(), port.parse().unwrap_or(DEFAULT_PORT))
        }
        _ => (text.to_lowercase(), DEFAULT_PORT),
    }
}

/// Whether Windows chose the name during setup.
pub(super) fn is_interim(name: &str) -> bool {
    ["win-", "desktop-", "minint-", "minwinpc", "laptop-"].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{HostNames, same_host};

    #[test]
    fn a_name_is_found_as_two_names_are_compared() {
        let names = ["kms1", "KMS2.corp.example.", "192.0.2.1", "ｋ.example", ""];
        let all: HostNames<'_> = names.into_iter().collect();
        for name in [
            "KMS1.corp.example",
            "kms2",
            "kms2.corp.example",
            "kms2.other.example",
            "192.0.2.1",
            "192.0.2.2",
            "kms3",
            "",
        ] {
            assert_eq!(all.has(name), names.iter().any(|known| same_host(known, name)), "{name}");
        }
        assert!(all.has("kms1.") && !all.has("kms3"));
    }
}
