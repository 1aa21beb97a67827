//! The host's blocks: `/dli`, `/dlv`, `/xpr`.

use super::{
    client::Lines,
    labels::{self, *},
};
use crate::failure::Failure;
use muster_core::{
    client::license::Status, code, host::request::HostStatus, id::HardwareId, keys::product_key::KeyKind, lang::Lang,
    time::Moment,
};
use muster_host::{Host, HostError};
use muster_proto::instant;

/// `/dli`, or with `full` `/dlv`, of the host key; with the installation id where the hardware is given.
pub(crate) fn host_block(
    host: &Host,
    full: bool,
    hardware: Option<HardwareId>,
    now: Moment,
    lang: Lang,
) -> Result<String, Failure> {
    let key = match host.product_key() {
        Ok(key) => Some(key),
        Err(HostError::NoProductKey) => None,
        Err(error) => return Err(error.into()),
    };
    let group = key.and_then(|key| key.claim()).and_then(|claim| host.pack().group(claim.group));
    let mut lines = Lines::new(lang);
    if full {
        lines.pair(SERVICE_VERSION, env!("CARGO_PKG_VERSION"));
        lines.blank();
    }
    let name = group.map_or(host.config.name.as_str(), |group| group.name.as_str());
    lines.pair(NAME, name);
    lines.pair(DESCRIPTION, &format!("{} {name}, VOLUME_KMS channel", host.pack().vendor));
    if let (Some(group), true) = (group, full) {
        lines.pair(ACTIVATION_ID, &group.id.to_string());
        let covered = host.pack().products.iter().find(|product| group.products.contains(&product.id));
        if let Some(product) = covered {
            lines.pair(APPLICATION_ID, &product.application.to_string());
        }
        if let Some(credential) = host.credential() {
            lines.pair(EXTENDED_PID, &credential.license.epid);
        }
        lines.pair(KEY_CHANNEL, KeyKind::Host.channel());
        if let Some(Ok(iid)) = hardware.map(|hardware| host.installation_id(hardware)) {
            lines.pair(INSTALLATION_ID, &iid.to_string());
        }
    }
    match key {
        Some(key) => lines.pair(PARTIAL_KEY, &key.partial()),
        None => lines.add(NOT_IN_USE.get(lang)),
    }
    let activated = matches!(host.standing(now), HostStatus::Activated(_));
    let revoked = host.credential().is_some_and(|credential| credential.revoked);
    let status = match (activated, revoked) {
        (true, _) => Status::Licensed,
        (false, true) => Status::Notification,
        (false, false) => Status::Unlicensed,
    };
    lines.pair(LICENSE_STATUS, labels::status(status, lang));
    if revoked {
        lines.pair(NOTIFICATION_REASON, &format!("{}.", code::LICENSE_REVOKED));
    }
    if let (Some(credential), true) = (host.credential(), activated) {
        let remaining = Moment::from_unix(credential.license.exp).since(now);
        lines.pair(VOLUME_EXPIRATION, &labels::minutes_and_days(remaining, lang));
    }
    if full {
        lines.pair(TRUSTED_TIME, &instant::local(now));
    }
    if key.is_some() {
        service_lines(&mut lines, host, now)?;
    }
    Ok(lines.text)
}

fn service_lines(lines: &mut Lines, host: &Host, now: Moment) -> Result<(), Failure> {
    let report = host.report(now)?;
    let lang = lines.lang;
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
    lines.pair(LISTENING, &report.settings.port.to_string());
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
    for (number, count) in report.counters.by_status.iter().enumerate() {
        let status = labels::counted_status(number, lang);
        lines.add(&format!("{} {status}: {count}", REQUESTS_STATUS.get(lang)));
    }
    Ok(())
}

/// `/xpr` of the host key.
pub(crate) fn expiry(host: &Host, now: Moment, lang: Lang) -> String {
    let line = match host.credential() {
        Some(credential) if credential.in_force(now).is_ok() => {
            let end = instant::local(Moment::from_unix(credential.license.exp));
            lang.pick(
                format!("Volume activation will expire {end}"),
                format!("ボリューム ライセンス認証の有効期限: {end}"),
            )
        }
        _ => labels::status(Status::Unlicensed, lang).to_owned(),
    };
    format!("{}:\n    {line}\n", host.config.name)
}
