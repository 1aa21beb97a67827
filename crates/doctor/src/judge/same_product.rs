//! Which licenses are one product: those of one Office family, and several prints of one host.

use crate::case::{App, InstalledLicense};
use std::collections::{HashMap, HashSet};

/// A family of Office, of hosts or of clients.
type Family = (bool, String);

/// The licenses so far by product: each belongs to the first license that is the same product.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) count: usize,
    families: HashMap<Family, usize>,
    hosts: HashMap<String, usize>,
}

impl Groups {
    /// The number of the product of the next license.
    pub(super) fn add(&mut self, installed: &InstalledLicense) -> usize {
        let (family, host) = (family(installed), host(installed));
        let of_family = family.as_ref().and_then(|family| self.families.get(family));
        let of_host = host.as_ref().and_then(|host| self.hosts.get(host));
        if let Some(known) = of_family.into_iter().chain(of_host).min() {
            return *known;
        }
        // What needs no activation does not speak for its family.
        if let Some(family) = family.filter(|_| !installed.needs_no_activation()) {
            self.families.insert(family, self.count);
        }
        if let Some(host) = host {
            self.hosts.insert(host, self.count);
        }
        self.count += 1;
        self.count - 1
    }
}

/// The products that are seen to be well.
pub(super) struct Well {
    families: HashSet<Family>,
    hosts: HashSet<String>,
}

impl Well {
    pub(super) fn of(licenses: &[InstalledLicense]) -> Self {
        let well = || licenses.iter().filter(|installed| installed.is_well());
        Self {
            families: well().filter(|installed| !installed.needs_no_activation()).filter_map(family).collect(),
            hosts: well().filter_map(host).collect(),
        }
    }

    /// Whether a license is of one of them.
    pub(super) fn has(&self, installed: &InstalledLicense) -> bool {
        family(installed).is_some_and(|family| self.families.contains(&family))
            || host(installed).is_some_and(|host| self.hosts.contains(&host))
    }
}

fn family(installed: &InstalledLicense) -> Option<Family> {
    let family = || Some(installed.family()).filter(|family| !family.is_empty());
    (installed.app() == App::Office).then(family).flatten().map(|family| (installed.is_host(), family))
}

fn host(installed: &InstalledLicense) -> Option<String> {
    installed.is_host().then(|| installed.name())
}
