//! Merges what several tools print of one license.

use super::installed_license::{InstalledLicense, Printed};
use muster_evidence::fact::{Cite, License};

/// Adds a license: what two tools print of one license becomes one license.
pub(super) fn add(licenses: &mut Vec<InstalledLicense>, license: &License, cites: &[Cite], printed: Option<Printed>) {
    let Some(installed) = licenses.iter_mut().find(|installed| is_same(&installed.license, license)) else {
        licenses.push(InstalledLicense { printed, ..InstalledLicense::of(license, cites) });
        return;
    };
    installed.take_newer(license, cites, printed);
    installed.printed = installed.printed.or(printed.filter(|_| license.status.is_some()));
    let old = &mut installed.license;
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
    let is_bare = |license: &License| {
        license.channel.is_empty()
            && license.activation_id.is_none()
            && license.status.is_some_and(|status| status != 1)
    };
    let is_timed = |license: &License| license.channel == "TIMEBASED_EVAL" && license.activation_id.is_none();
    is_bare(one) && is_timed(other) || is_bare(other) && is_timed(one)
}
