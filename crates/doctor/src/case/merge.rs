//! Merges what several tools print of one license.

use super::installed_license::{InstalledLicense, Printed};
use muster_evidence::fact::{Cite, License};
use std::{collections::HashMap, sync::Arc};

/// Licenses of which each is there once, in the order of their first prints.
#[derive(Default)]
pub(super) struct Merged {
    licenses: Vec<InstalledLicense>,
    by_id: HashMap<String, Places>,
    by_name: HashMap<String, Places>,
    /// Those of a name that came without an id: the only ones that a license with an id may be, but those of its own id.
    by_name_alone: HashMap<String, Places>,
    /// Those of no name and no channel that are not licensed, and those of no name that are for a time: one may be the other.
    bare: Places,
    timed: Places,
}

/// Where licenses stand that have something in common. Those of other machines are told apart by their client machine ids.
#[derive(Default)]
struct Places {
    all: Vec<usize>,
    without_cmid: Vec<usize>,
    by_cmid: HashMap<String, Vec<usize>>,
}

impl Places {
    fn add(&mut self, place: usize, license: &License) {
        self.all.push(place);
        match &license.cmid {
            Some(cmid) => self.by_cmid.entry(cmid.clone()).or_default().push(place),
            None => self.without_cmid.push(place),
        }
    }

    /// The first license that is the same as another.
    fn same(&self, licenses: &[InstalledLicense], other: &License) -> Option<usize> {
        let is_own = |place: &&usize| licenses.get(**place).is_some_and(|known| is_same(&known.license, other));
        let Some(cmid) = &other.cmid else { return self.all.iter().find(is_own).copied() };
        let of_machine = self.by_cmid.get(cmid).into_iter().flatten().find(is_own);
        of_machine.into_iter().chain(self.without_cmid.iter().find(is_own)).min().copied()
    }
}

impl Merged {
    /// Adds a license: what two tools print of one license becomes one license.
    pub(super) fn add(&mut self, license: &Arc<License>, cites: &[Cite], printed: Option<Printed>) {
        let by_id = license.activation_id.as_ref().and_then(|id| self.by_id.get(id));
        let of_name = if license.activation_id.is_some() { &self.by_name_alone } else { &self.by_name };
        let by_name = of_name.get(&license.name);
        let of_default = is_bare(license).then_some(&self.timed).or(is_timed(license).then_some(&self.bare));
        let places = by_id.into_iter().chain(by_name).chain(of_default);
        let known = places.filter_map(|places| places.same(&self.licenses, license)).min();
        let Some(place) = known.or_else(|| self.only_windows(license, printed)) else {
            self.place(self.licenses.len(), license, true, true);
            self.licenses.push(InstalledLicense { printed, ..InstalledLicense::of(license, cites) });
            return;
        };
        let Some(installed) = self.licenses.get_mut(place) else { return };
        let (had_id, had_name) = (installed.license.activation_id.is_some(), !installed.license.name.is_empty());
        let was_timed = is_timed(&installed.license);
        merge(installed, license, cites, printed);
        let (gets_id, gets_name) = (!had_id && license.activation_id.is_some(), !had_name && !license.name.is_empty());
        // What was bare is of a time since it took the end of one.
        let gets_time = !was_timed && is_timed(&installed.license);
        if gets_id || gets_name || gets_time {
            let merged = Arc::clone(&installed.license);
            self.place(place, &merged, gets_id, gets_name);
        }
    }

    /// The only license so far, if it is of Windows, and a print without any name stands below it in the same console.
    fn only_windows(&self, license: &License, printed: Option<Printed>) -> Option<usize> {
        let [only] = &self.licenses[..] else { return None };
        let is_nameless = license.name.is_empty() && license.channel.is_empty() && license.activation_id.is_none();
        let is_nameless = is_nameless && license.partial_key.is_none() && license.cmid.is_none();
        let is_below = only.printed.zip(printed).is_some_and(|(above, below)| above.0 == below.0 && above.1 < below.1);
        let is_windows = only.license.name.to_lowercase().starts_with("windows");
        (is_nameless && is_below && is_windows && license.status.is_some()).then_some(0)
    }

    pub(super) fn finish(self) -> Vec<InstalledLicense> {
        self.licenses
    }

    /// Notes where a license stands, by what it is known by since now.
    fn place(&mut self, place: usize, license: &License, by_id: bool, by_name: bool) {
        if let Some(id) = license.activation_id.as_ref().filter(|_| by_id) {
            self.by_id.entry(id.clone()).or_default().add(place, license);
        }
        if is_bare(license) {
            self.bare.add(place, license);
        } else if is_timed(license) {
            self.timed.add(place, license);
        }
        // Many may have no name, and none of them is the same for that.
        let by_name = by_name && !license.name.is_empty();
        if by_name {
            self.by_name.entry(license.name.clone()).or_default().add(place, license);
        }
        if by_name && license.activation_id.is_none() {
            self.by_name_alone.entry(license.name.clone()).or_default().add(place, license);
        }
    }
}

fn merge(installed: &mut InstalledLicense, license: &License, cites: &[Cite], printed: Option<Printed>) {
    installed.take_newer(license, cites, printed);
    installed.printed = installed.printed.or(printed.filter(|_| license.status.is_some()));
    let old = Arc::make_mut(&mut installed.license);
    // The fuller print wins: a status with its reason says more than a status.
    if old.name.is_empty() {
        old.name.clone_from(&license.name);
    }
    if old.channel.len() < license.channel.len() {
        old.channel.clone_from(&license.channel);
    }
    macro_rules! fill {
        ($($field:ident),*) => { $(if old.$field.is_none() { old.$field.clone_from(&license.$field); })* };
    }
    fill!(
        key_channel,
        activation_id,
        application_id,
        partial_key,
        status,
        status_word,
        code,
        minutes_left,
        days_left,
        end,
        cmid,
        registered_host
    );
    fill!(dns_host, host_address, lookup_domain, activation_interval, renewal_interval, host_caching, rearms_left);
    fill!(installation_id, trusted_time, directory_object, service_version, host);
    fill!(in_use, activation_type, extended_pid, host_extended_pid);
    old.key_hidden |= license.key_hidden;
    old.host_not_found |= license.host_not_found;
    installed.cites.extend_from_slice(cites);
}

/// Two prints of one license on one machine: the same id, or the same name, and nothing that differs between machines.
fn is_same(one: &License, other: &License) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    if differ(&one.installation_id, &other.installation_id)
        || differ(&one.cmid, &other.cmid)
        || differ(&one.partial_key, &other.partial_key)
    {
        return false;
    }
    // A host's counters differ from one print to the next; each print is kept.
    if one.host.is_some() && other.host.is_some() && one.host != other.host {
        return false;
    }
    match (&one.activation_id, &other.activation_id) {
        (Some(one), Some(other)) => one == other,
        _ if one.name.is_empty() && other.name.is_empty() => are_of_default(one, other),
        _ => !one.name.is_empty() && one.name == other.name,
    }
}

/// Whether two prints without a name are of the one product that a script without an argument tells of: one with the end of a
/// license for a time, which only `slmgr /xpr` prints, and one of no channel.
fn are_of_default(one: &License, other: &License) -> bool {
    is_bare(one) && is_timed(other) || is_bare(other) && is_timed(one)
}

fn is_bare(license: &License) -> bool {
    let is_bad = license.status.is_some_and(|status| status != 1);
    license.name.is_empty() && license.channel.is_empty() && license.activation_id.is_none() && is_bad
}

fn is_timed(license: &License) -> bool {
    license.name.is_empty() && license.channel == "TIMEBASED_EVAL" && license.activation_id.is_none()
}
