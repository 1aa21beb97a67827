//! What the webhooks of a host's console are told: machines that were activated for the first time, counts that are high enough, and what ends.

use crate::{
    console_status::applications,
    error::HostError,
    host::Host,
    store::{PAGE_ROWS, Store},
};
use muster_console::{ApplicationCount, Condition, LogProgress, Notes, Notice, Observation, WebhookEvent};
use muster_core::{client::license::Status, code, event::RequestHandled, term, time::Moment};
use muster_proto::instant::rfc3339;
use serde_json::json;

/// The requests of the store; no condition is called so.
const REQUESTS: &str = "log:requests";
/// Conditions that all hosts of a store see alike.
const SHARED: &str = "all:";
/// Pages of requests that are read at once; the others are read a minute later.
const PAGES_MAX: u32 = 100;
/// Machines that are told at once.
const NOTICES_MAX: usize = 500;

impl Host {
    /// What webhooks are to be told at `now`, beside what was.
    ///
    /// # Errors
    /// If the store fails.
    pub fn observe(&self, notes: &Notes, now: Moment) -> Result<Observation, HostError> {
        let mut admin = self.admin()?;
        let counts = applications(self, admin.report(now)?.counts);
        let own = format!("host:{}:", self.config.name);
        let mut conditions: Vec<Condition> = counts.iter().filter_map(reached).collect();
        let pack = Some((self.pack().until, "license pack"));
        let license = self.license().map(|license| (license.until(), "host license"));
        conditions.extend(license.into_iter().chain(pack).filter_map(|(until, what)| ending(&own, what, until, now)));
        let log = log(self, &mut *admin.store, notes)?;
        Ok(Observation { scopes: vec![SHARED.to_owned(), own], conditions, log: Some(log) })
    }
}

/// A count that is enough.
fn reached(application: &ApplicationCount) -> Option<Condition> {
    let ApplicationCount { name, count, threshold, .. } = application;
    let data = json!({ "application": name, "count": count, "threshold": threshold });
    let notice = Notice { event: WebhookEvent::CountReached, data };
    (count >= threshold).then(|| Condition { subject: format!("{SHARED}count:{name}"), notice })
}

/// Something that ends in at most 90, 30 or 7 days, or has ended: each is told by itself.
fn ending(own: &str, what: &str, until: Moment, now: Moment) -> Option<Condition> {
    let days = term::notice(until, now)?;
    let left = until.since(now).as_days_started();
    let data = json!({ "document": what, "until": rfc3339(until), "days": left });
    let subject = format!("{own}{what}:{}:{days}", until.unix());
    Some(Condition { subject, notice: Notice { event: WebhookEvent::LicenseEnding, data } })
}

/// The requests since those that were read last. The first time nothing is told: only where they end now is kept.
fn log(host: &Host, store: &mut dyn Store, notes: &Notes) -> Result<LogProgress, HostError> {
    let mut read = LogProgress { subject: REQUESTS.to_owned(), to: 0, notices: Vec::new() };
    let Some(from) = notes.get(REQUESTS) else {
        read.to = store.requests_before(i64::MAX, 1)?.first().map_or(0, |(number, _)| *number);
        return Ok(read);
    };
    read.to = *from;
    for _ in 0..PAGES_MAX {
        let page = store.requests_after(read.to)?;
        let Some((last, _)) = page.last() else { break };
        read.to = *last;
        let first = page.iter().map(|(_, request)| request).filter(|request| is_first_activation(request));
        read.notices.extend(first.map(|request| activated(host, request)));
        if page.len() < PAGE_ROWS as usize || read.notices.len() >= NOTICES_MAX {
            break;
        }
    }
    Ok(read)
}

/// Whether a machine was activated that said itself that it never was.
fn is_first_activation(request: &RequestHandled) -> bool {
    let never = [Status::Unlicensed, Status::InitialGrace, Status::ExtendedGrace];
    request.code == code::SUCCESS && never.into_iter().any(|status| status as u8 == request.status)
}

fn activated(host: &Host, request: &RequestHandled) -> Notice {
    let product =
        host.pack().product(request.product).map_or_else(|| request.product.to_string(), |known| known.name.clone());
    let data = json!({
        "machine": request.machine,
        "cmid": request.cmid.to_string(),
        "product": product,
        "at": rfc3339(request.at),
    });
    Notice { event: WebhookEvent::MachineActivated, data }
}

#[cfg(test)]
mod tests {
    use super::{ending, is_first_activation, reached};
    use muster_console::ApplicationCount;
    use muster_core::{
        code,
        event::RequestHandled,
        id::{ActivationId, Cmid},
        time::{Moment, Span},
    };

    const NOW: Moment = Moment::from_unix(1_795_255_200);

    #[test]
    fn a_machine_is_new_that_was_never_activated_and_is_now() {
        let asked = |status, code| RequestHandled {
            at: NOW,
            code,
            threshold: 25,
            machine: "pc-1".into(),
            cmid: Cmid::from_bytes([1; 16]),
            client_time: NOW,
            virtual_machine: false,
            status,
            minutes_left: 0,
            product: ActivationId::from_bytes([3; 16]),
            count: 25,
        };
        let is_new: Vec<u8> = (0..=6).filter(|status| is_first_activation(&asked(*status, code::SUCCESS))).collect();
        assert_eq!(is_new, [0, 2, 6]);
        assert!(!is_first_activation(&asked(2, code::COUNT_TOO_LOW)));
    }

    #[test]
    fn a_count_is_told_from_what_is_needed_on() {
        let count = |count| ApplicationCount { name: "Ledger".into(), count, threshold: 25, cap: 50 };
        assert!(reached(&count(24)).is_none());
        assert_eq!(reached(&count(25)).expect("told").subject, "all:count:Ledger");
    }

    #[test]
    fn an_end_is_told_90_30_and_7_days_before_and_when_it_has_come() {
        let days = [120, 90, 89, 30, 7, 1, 0];
        let told = days.map(|days| ending("host:kms:", "host license", NOW + Span::days(days), NOW).is_some());
        assert_eq!(told, [false, true, true, true, true, true, true]);
        let subject = |at| ending("host:kms:", "host license", NOW + Span::days(90), at).expect("told").subject;
        assert_eq!(subject(NOW), subject(NOW + Span::days(50)), "once");
        assert_ne!(subject(NOW), subject(NOW + Span::days(60)));
    }
}
