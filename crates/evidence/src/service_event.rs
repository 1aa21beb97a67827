//! Events of the service control manager about a service of licensing, by their number and data: it did not start, or the license
//! monitor runs, which evaluations alone have.

use crate::fact::{Observation, ObservationKind};

/// The service of the license monitor, which shuts an evaluation down that is over.
pub(crate) const EVALUATION_MONITOR: &str = "wlms";
/// A service did not start, or ended with an error.
const FAILED: [u32; 4] = [7000, 7001, 7023, 7024];
/// A service started, stopped, was changed or installed.
const CHANGED: [u32; 3] = [7036, 7040, 7045];

/// What an event says, whose data stand one after the other behind commas.
pub(crate) fn told(id: u32, data: &str) -> Option<Observation> {
    if !FAILED.contains(&id) && !CHANGED.contains(&id) {
        return None;
    }
    let lower = data.to_lowercase();
    if is_monitor(&lower) {
        let (kind, about) = (ObservationKind::ServiceState, EVALUATION_MONITOR.to_owned());
        return Some(Observation { kind, about, value: lower.split(", ").nth(1).unwrap_or_default().to_owned() });
    }
    let service = if lower.starts_with("office software protection") {
        "osppsvc"
    } else if lower.starts_with("software protection") {
        "sppsvc"
    } else {
        return None;
    };
    let number = lower.split("%%").nth(1)?.split(|c: char| !c.is_ascii_digit()).next()?;
    let (kind, about) = (ObservationKind::ServiceStartError, service.to_owned());
    (FAILED.contains(&id) && !number.is_empty()).then(|| Observation { kind, about, value: number.to_owned() })
}

/// Whether data in small letters begin with the name of the license monitor, or hold the path of its file.
fn is_monitor(lower: &str) -> bool {
    let is_named = lower.starts_with("windows licens") && lower.contains("monitor");
    is_named || lower.contains("\\wlms\\wlms.exe")
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::fact::ObservationKind;

    #[test]
    fn what_the_manager_says_of_services_of_licensing() {
        let said = |id, data| told(id, data).map(|told| (told.kind, told.about, told.value));
        let of = |kind, about: &str, value: &str| Some((kind, about.to_owned(), value.to_owned()));
        let (state, error) = (ObservationKind::ServiceState, ObservationKind::ServiceStartError);
        assert_eq!(said(7036, "Windows Licensing Monitoring Service, running"), of(state, "wlms", "running"));
        assert_eq!(said(7023, "Software Protection, %%5"), of(error, "sppsvc", "5"));
        assert_eq!(said(7000, "Office Software Protection Platform, %%1053"), of(error, "osppsvc", "1053"));
        assert_eq!(said(7036, "Software Protection, stopped"), None);
        assert_eq!(said(7023, "Print Spooler, %%5"), None);
        assert_eq!(said(1, "Windows Licensing Monitoring Service, running"), None);
    }
}
