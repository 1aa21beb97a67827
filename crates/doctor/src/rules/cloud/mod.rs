//! CLD: machines in a cloud, which has an activation host of its own.

use super::prelude::{self, *};
use crate::dated::cloud::CloudHost;

/// What a rule of this family is unless it says otherwise.
pub(super) const CLD: Rule = Rule {
    severity: Severity::Critical,
    confidence: Confidence::Likely,
    step: Step::Discovery,
    scope: Scope::Windows,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

/// No answer from the host, or no host at all.
const UNANSWERED: [Code; 6] = [
    code::NO_HOST_REACHED,
    code::HOST_UNAVAILABLE,
    code::TIMEOUT,
    CONNECTION_REFUSED,
    Code(0xC002_0017),
    Code(0x8007_139F),
];
/// The name of the host has no address.
const UNRESOLVED: [Code; 5] =
    [code::DNS_NAME_ERROR, code::NAME_NOT_RESOLVED, code::DNS_NO_RECORDS, code::INVALID_NAME, code::DNS_SERVER_FAILURE];

rules! {
    azure_host_unreachable,
    old_azure_host,
    ec2_route_lost,
    pinned_to_another_cloud,
    avma_without_datacenter_host,
    avma_key_in_azure,
    azure_name_unresolved,
    multi_session_outside_azure,
    key_blocked_in_azure,
}

/// Clients that ask the host of a cloud: index, license, host as it stands, and which it is.
fn clients_of_clouds(case: &Case) -> impl Iterator<Item = (usize, &InstalledLicense, String, CloudHost)> {
    case.clients().filter_map(|(index, client)| {
        let (name, host) = client.cloud_host()?;
        Some((index, client, name, host))
    })
}

/// Whether nothing tells which host a client asks.
fn asks_unknown(case: &Case, client: &InstalledLicense) -> bool {
    client.host().is_none() && case.targets().next().is_none()
}

/// The host of a cloud to which the machine has a connection, or whose port was tried, where no host of the license is known.
fn tested(case: &Case, client: &InstalledLicense) -> Option<(String, CloudHost)> {
    let of = |probe: &PortProbe| Some((probe.host.clone(), CloudHost::of(&probe.host)?));
    asks_unknown(case, client).then(|| case.ports.iter().find_map(of)).flatten()
}

/// Those on which one of these codes holds today.
fn failing<'c>(
    case: &'c Case,
    codes: &'c [Code],
    is: impl Fn(CloudHost) -> bool + 'c,
) -> impl Iterator<Item = (CodeMatch<'c>, String, CloudHost)> {
    CodeMatch::all(case, |installed| installed.takes_kms() && !installed.was_answered(), codes).filter_map(
        move |found| {
            let (name, host) = found.installed.cloud_host().or_else(|| tested(case, found.installed))?;
            is(host).then_some((found, name, host))
        },
    )
}
