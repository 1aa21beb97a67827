//! Which license an event names by its activation id.

use super::installed_license::InstalledLicense;
use muster_evidence::fact::License;
use std::collections::HashMap;

/// Where the licenses stand, by activation id and client machine id.
#[derive(Default)]
pub(super) struct Ids {
    by_id: HashMap<String, Places>,
}

/// The first license of an id: of any machine, without a client machine id, and of each machine.
#[derive(Default)]
struct Places {
    first: Option<usize>,
    without_cmid: Option<usize>,
    by_cmid: HashMap<String, usize>,
}

impl Ids {
    pub(super) fn of(licenses: &[InstalledLicense]) -> Self {
        let mut ids = Self::default();
        licenses.iter().enumerate().for_each(|(place, installed)| ids.add(place, &installed.license));
        ids
    }

    pub(super) fn add(&mut self, place: usize, license: &License) {
        let Some(id) = &license.activation_id else { return };
        let places = self.by_id.entry(id.clone()).or_default();
        places.first.get_or_insert(place);
        match &license.cmid {
            Some(cmid) => drop(places.by_cmid.entry(cmid.clone()).or_insert(place)),
            None => drop(places.without_cmid.get_or_insert(place)),
        }
    }

    /// The first license with this id on this machine; an event without a client machine id may be of any.
    pub(super) fn find(&self, id: &str, cmid: &str) -> Option<usize> {
        let places = self.by_id.get(id)?;
        if cmid.is_empty() {
            return places.first;
        }
        places.by_cmid.get(cmid).copied().into_iter().chain(places.without_cmid).min()
    }
}
