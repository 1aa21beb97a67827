//! Clouds: the activation hosts that they keep for their machines, and by what a machine in one is known.

use super::{Row, rows};
use std::{collections::HashMap, sync::LazyLock};

/// Names that Amazon gives to Windows instances.
const EC2_NAME: &str = "ec2amaz-";

/// The activation host of a cloud, in any of its clouds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloudHost {
    row: &'static Row,
    /// A name or address that the cloud has replaced.
    pub(crate) is_old: bool,
}

/// By name and address; what is current before what is old.
static HOSTS: LazyLock<HashMap<&str, CloudHost>> = LazyLock::new(|| {
    let of = |kind, is_old| rows(kind).map(move |row| CloudHost { row, is_old });
    let mut found = HashMap::new();
    for host in of("cloud", false).chain(of("cloud-old", true)) {
        for known in [host.row.name].into_iter().chain(host.row.value.split_whitespace()) {
            found.entry(known).or_insert(host);
        }
    }
    found
});

impl CloudHost {
    /// The host of this name or address.
    pub(crate) fn of(host: &str) -> Option<Self> {
        let host = host.trim_end_matches('.').to_lowercase();
        HOSTS.get(host.as_str()).copied()
    }

    /// The name of the cloud.
    pub(crate) fn cloud(self) -> &'static str {
        self.row.subject
    }

    pub(crate) fn is_azure(self) -> bool {
        self.row.subject.starts_with("Azure")
    }

    /// The name that the cloud publishes today.
    pub(crate) fn current(self) -> &'static str {
        current(self.row.subject).map_or(self.row.name, |row| row.name)
    }
}

/// The name of a cloud's host, and its addresses.
pub(crate) fn host_of(cloud: &str) -> Option<(&'static str, Vec<&'static str>)> {
    current(cloud).map(|row| (row.name, row.value.split(' ').collect()))
}

/// The cloud whose DNS server this is.
pub(crate) fn of_resolver(address: &str) -> Option<&'static str> {
    rows("cloud-resolver").find(|row| row.name == address).map(|row| row.subject)
}

/// The cloud that gives such names to its machines.
pub(crate) fn of_name(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches('.').to_lowercase();
    if name.starts_with(EC2_NAME) {
        return Some("Amazon EC2");
    }
    rows("cloud-suffix").find(|row| name.ends_with(row.name)).map(|row| row.subject)
}

fn current(cloud: &str) -> Option<&'static Row> {
    rows("cloud").find(|row| row.subject == cloud)
}

#[cfg(test)]
mod tests {
    use super::{CloudHost, host_of};

    #[test]
    fn names_and_addresses_lead_to_their_cloud() {
        for (host, cloud, is_old) in [
            ("AZKMS.core.windows.net", "Azure", false),
            ("40.83.235.53", "Azure", false),
            ("kms.core.windows.net.", "Azure", true),
            ("23.102.135.246", "Azure", true),
            ("kms.core.usgovcloudapi.net", "Azure US Government", true),
            ("163.228.64.161", "Azure China", false),
            ("169.254.169.251", "Amazon EC2", false),
        ] {
            let known = CloudHost::of(host).unwrap_or_else(|| panic!("{host}"));
            assert_eq!((known.cloud(), known.is_old), (cloud, is_old), "{host}");
        }
        assert!(CloudHost::of("kms1.corp.example").is_none());
        assert_eq!(CloudHost::of("kms.core.windows.net").map(CloudHost::current), Some("azkms.core.windows.net"));
        assert_eq!(host_of("Azure").map(|(_, addresses)| addresses.len()), Some(2));
    }
}
