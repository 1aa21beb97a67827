//! The text of a host's `/dli` and `/dlv`.

use crate::failure::Failure;
use muster_client::Machine;
use muster_core::time::Moment;
use muster_host::Host;
use muster_slmgr::{Locale, slmgr};

/// `/dli`, or with `full` `/dlv`, of a host; with the installation id where the machine is given. The store is opened only
/// for a host with a key.
pub(crate) fn host_text(
    host: &Host,
    full: bool,
    machine: Option<&Machine>,
    now: Moment,
    locale: &Locale,
) -> Result<String, Failure> {
    let report = host.license_report(machine, now)?;
    let service = report.partial_key.as_ref().map(|_| host.admin()?.report(now)).transpose()?;
    Ok(slmgr::host_block(&report, service.as_ref(), full, locale))
}
