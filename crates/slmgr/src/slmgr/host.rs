//! The blocks of a host: `/dli`, `/dlv`, `/xpr`.

use super::{pack_line::pack_line, product::expiry_line};
use crate::{
    lines::{Lines, minutes_and_days},
    locale::Locale,
};
use muster_core::{
    client::license::Status,
    host::report::{HostLicenseReport, HostReport},
    keys::product_key::KeyKind,
    labels::{self, *},
    lang::Lang,
    term::days_to_tell,
};

/// `/dli`, or with `full` `/dlv`, of the host key; with the service where it is given.
pub fn host_block(report: &HostLicenseReport, service: Option<&HostReport>, full: bool, locale: &Locale) -> String {
    let lang = locale.lang;
    let mut lines = Lines::new(lang);
    if full {
        lines.pair(SERVICE_VERSION, env!("CARGO_PKG_VERSION"));
        lines.blank();
    }
    lines.pair(NAME, &report.name);
    lines.pair(DESCRIPTION, &format!("{} {}, VOLUME_KMS channel", report.vendor, report.name));
    if full {
        key_lines(&mut lines, report);
    }
    match &report.partial_key {
        Some(partial) => lines.pair(PARTIAL_KEY, partial),
        None => lines.add(NOT_IN_USE.get(lang)),
    }
    lines.pair(LICENSE_STATUS, report.status.label().get(lang));
    if let Some(reason) = report.reason {
        lines.pair(NOTIFICATION_REASON, &REASON.fill(lang, &[("code", &reason)]));
    }
    if let Some(until) = report.until {
        lines.pair(VOLUME_EXPIRATION, &minutes_and_days(until.since(report.trusted_time), lang));
    }
    if let Some(days) = report.until.and_then(|until| days_to_tell(until, report.trusted_time)) {
        let line = if report.by_telephone { HOST_LICENSE_ENDS_BY_TELEPHONE } else { HOST_LICENSE_ENDS };
        lines.add(&line.fill(lang, &[("days", &days)]));
    }
    pack_line(&mut lines, report.pack_until, report.trusted_time);
    if full {
        lines.pair(TRUSTED_TIME, &(locale.local_time)(report.trusted_time));
    }
    if let Some(service) = service {
        service_lines(&mut lines, service, lang);
    }
    lines.text
}

/// What the key group of an installed host key says.
fn key_lines(lines: &mut Lines, report: &HostLicenseReport) {
    let Some(group) = report.group else { return };
    lines.pair(ACTIVATION_ID, &group.to_string());
    if let Some(application) = report.application {
        lines.pair(APPLICATION_ID, &application.to_string());
    }
    if let Some(epid) = &report.epid {
        lines.pair(EXTENDED_PID, epid);
    }
    lines.pair(KEY_CHANNEL, KeyKind::Host.channel());
    if let Some(iid) = &report.installation_id {
        lines.pair(INSTALLATION_ID, &iid.to_string());
    }
}

fn service_lines(lines: &mut Lines, report: &HostReport, lang: Lang) {
    lines.blank();
    lines.add(HOST_ENABLED.get(lang));
    lines.indent = "    ";
    match report.counts.as_slice() {
        [only] => lines.pair(CURRENT_COUNT, &only.count.to_string()),
        several => {
            for each in several {
                lines.add(&format!("{} ({}): {}", CURRENT_COUNT.get(lang), each.name, each.count));
            }
        }
    }
    port_lines(lines, report);
    let publishing = if report.settings.dns_publishing { DNS_ON } else { DNS_OFF };
    lines.add(publishing.get(lang));
    let priority = if report.settings.low_priority { PRIORITY_LOW } else { PRIORITY_NORMAL };
    lines.add(priority.get(lang));
    lines.indent = "";
    lines.blank();
    lines.add(HOST_REQUESTS.get(lang));
    lines.indent = "    ";
    lines.pair(TOTAL_REQUESTS, &report.counters.total.to_string());
    lines.pair(FAILED_REQUESTS, &report.counters.failed.to_string());
    for (status, count) in labels::COUNTED_STATUSES.iter().zip(report.counters.by_status) {
        let status = status.get(lang);
        lines.add(&format!("{} {status}: {count}", REQUESTS_STATUS.get(lang)));
    }
}

/// The port in force, and the one that is set where it is another: it is in force after a restart.
fn port_lines(lines: &mut Lines, report: &HostReport) {
    let set = report.settings.port;
    match report.listening {
        Some(port) => lines.pair(LISTENING, &port.to_string()),
        None => lines.add(NOT_LISTENING.get(lines.lang)),
    }
    if report.listening != Some(set) {
        lines.pair(PORT_CONFIGURED, &set.to_string());
    }
}

/// `/xpr` of the host key.
pub fn host_expiry(report: &HostLicenseReport, locale: &Locale) -> String {
    let line = match report.until {
        Some(until) => expiry_line(&report.host, Status::Licensed, Some(until), locale),
        None => Status::Unlicensed.label().get(locale.lang).to_owned(),
    };
    format!("{}:\n    {line}\n", report.host)
}
