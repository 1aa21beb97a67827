//! The blocks of a client's products: `/dli`, `/dlv`, `/xpr`.

use super::pack_line::pack_line;
use crate::{
    lines::{Lines, minutes_and_days},
    locale::Locale,
};
use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        license::Status,
        report::{ActivatedBy, ProductReport, ProductSummary, TokenFacts},
    },
    code,
    features::Features,
    keys::product_key::KeyKind,
    labels::*,
    lang::{Lang, Text},
    pack::Product,
    time::{Moment, Span},
};

/// `/dlv all` of a product without a key.
pub fn unused_block(vendor: &str, product: &Product, full: bool, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.pair(NAME, &product.name);
    lines.pair(DESCRIPTION, &format!("{vendor} {}, VOLUME_KMSCLIENT channel", product.name));
    if full {
        lines.pair(ACTIVATION_ID, &product.id.to_string());
        lines.pair(APPLICATION_ID, &product.application.to_string());
    }
    lines.add(NOT_IN_USE.get(lang));
    lines.pair(LICENSE_STATUS, Status::Unlicensed.label().get(lang));
    lines.text
}

/// `/dli`, or with `full` `/dlv`, of an installed product.
pub fn product_block(report: &ProductReport, full: bool, locale: &Locale) -> String {
    let mut lines = Lines::new(locale.lang);
    if full {
        lines.pair(SERVICE_VERSION, env!("CARGO_PKG_VERSION"));
        lines.blank();
    }
    lines.pair(NAME, &report.name);
    lines.pair(DESCRIPTION, &description(report));
    let token = report.activated_by.as_ref().and_then(|activated| activated.token.as_ref());
    if let Some(token) = token {
        lines.pair(ADDITIONAL, &token.description);
    }
    if full {
        lines.pair(ACTIVATION_ID, &report.id.to_string());
        lines.pair(APPLICATION_ID, &report.application.to_string());
        lines.pair(EXTENDED_PID, &report.epid);
        lines.pair(KEY_CHANNEL, report.kind.channel());
        if let Some(iid) = &report.installation_id {
            lines.pair(INSTALLATION_ID, &iid.to_string());
        }
    }
    lines.pair(PARTIAL_KEY, &report.partial_key);
    license_lines(&mut lines, report);
    term_lines(&mut lines, &report.features, report.ends, locale);
    pack_line(&mut lines, report.pack_until, report.trusted_time);
    if full {
        if let Some(code) = report.last_code.filter(|code| *code != code::SUCCESS) {
            lines.pair(LAST_ERROR, &format!("{code} {}", code.title(lines.lang)));
        }
        lines.pair(REARM_APP, &report.rearms_application.min(report.rearms_machine).to_string());
        lines.pair(REARM_SKU, &report.rearms_product.to_string());
        lines.pair(TRUSTED_TIME, &(locale.local_time)(report.trusted_time));
    }
    if report.kind == KeyKind::Setup {
        volume_lines(&mut lines, report);
    }
    lines.text
}

/// `/dli`, or with `full` `/dlv`, of a product as the agent describes it, at `now`.
pub fn summary_block(product: &ProductSummary, full: bool, now: Moment, locale: &Locale) -> String {
    let lang = locale.lang;
    let mut lines = Lines::new(lang);
    lines.pair(NAME, &product.name);
    if full {
        lines.pair(ACTIVATION_ID, &product.id);
        lines.pair(APPLICATION_ID, &product.application);
        lines.pair(KEY_CHANNEL, &product.channel);
    }
    lines.pair(PARTIAL_KEY, &product.partial_key);
    lines.pair(LICENSE_STATUS, product.status.label().get(lang));
    if let Some(reason) = &product.reason {
        lines.pair(NOTIFICATION_REASON, &REASON.fill(lang, &[("code", reason)]));
    }
    if let Some(until) = product.until {
        let left = minutes_and_days(until.since(now), lang);
        let label = if product.status == Status::Licensed { VOLUME_EXPIRATION } else { TIME_REMAINING };
        lines.pair(label, &left);
    }
    term_lines(&mut lines, &product.features, product.ends, locale);
    lines.text
}

/// The description with the channel, which tells the role in every language.
pub fn description(report: &ProductReport) -> String {
    let channel = if report.kind == KeyKind::Multiple { "VOLUME_MAK" } else { "VOLUME_KMSCLIENT" };
    format!("{} {}, {channel} channel", report.vendor, report.name)
}

/// What the license allows and when its key ends, where it says either.
fn term_lines(lines: &mut Lines, features: &Features, ends: Option<Moment>, locale: &Locale) {
    if !features.is_empty() {
        lines.pair(FEATURES, &features.to_string());
    }
    if let Some(ends) = ends {
        lines.pair(KEY_ENDS, &(locale.local_time)(ends));
    }
}

fn license_lines(lines: &mut Lines, report: &ProductReport) {
    let standing = &report.standing;
    let lang = lines.lang;
    lines.pair(LICENSE_STATUS, standing.status.label().get(lang));
    let remaining = minutes_and_days(standing.remaining(report.trusted_time), lang);
    match standing.status {
        Status::Licensed if standing.until.is_none() => {}
        Status::Licensed => lines.pair(VOLUME_EXPIRATION, &remaining),
        Status::Notification => {
            let reason = standing.reason.unwrap_or(code::GRACE_EXPIRED);
            let text = match reason {
                code::GRACE_EXPIRED => REASON_GRACE_EXPIRED,
                code::NOT_GENUINE => REASON_NOT_GENUINE,
                _ => REASON,
            };
            lines.pair(NOTIFICATION_REASON, &text.fill(lang, &[("code", &reason)]));
        }
        Status::Unlicensed => {}
        _ => lines.pair(TIME_REMAINING, &remaining),
    }
}

fn volume_lines(lines: &mut Lines, report: &ProductReport) {
    lines.blank();
    lines.pair(ACTIVATION_TYPE, activation_type(report.activation_type));
    lines.blank();
    lines.add(&format!("{}:", LATEST_INFORMATION.get(lines.lang)));
    match &report.activated_by {
        Some(ActivatedBy { by: Channel::Directory, .. }) => directory_lines(lines, report),
        Some(ActivatedBy { token: Some(token), .. }) => token_lines(lines, token),
        _ => kms_lines(lines, report),
    }
}

/// The type as slmgr names it, in every language.
pub fn activation_type(kind: ActivationType) -> &'static str {
    match kind {
        ActivationType::All => "All",
        ActivationType::Directory => "AD",
        ActivationType::Host => "KMS",
        ActivationType::Token => "Token",
    }
}

fn directory_lines(lines: &mut Lines, report: &ProductReport) {
    let Some(activated) = &report.activated_by else { return };
    lines.add(AD_INFORMATION.get(lines.lang));
    lines.indent = "    ";
    lines.pair(CMID, &report.cmid.to_string());
    if let Some(object) = &activated.object {
        lines.pair(AO_NAME, &object.name);
        lines.pair(AO_DN, &object.dn);
    }
    lines.pair(AO_EPID, &activated.epid);
    if let Some(group) = activated.group {
        lines.pair(AO_ACTIVATION_ID, &group.to_string());
    }
}

fn token_lines(lines: &mut Lines, token: &TokenFacts) {
    lines.add(TOKEN_INFORMATION.get(lines.lang));
    lines.indent = "    ";
    lines.pair(ILID, &token.license.to_string());
    lines.pair(ILVID, &token.version.to_string());
    lines.pair(GRANT, &token.grant.to_string());
    lines.pair(TOKEN_THUMBPRINT, &token.thumbprint);
}

fn kms_lines(lines: &mut Lines, report: &ProductReport) {
    lines.add(CLIENT_INFORMATION.get(lines.lang));
    lines.indent = "    ";
    lines.pair(CMID, &report.cmid.to_string());
    if let Some(domain) = &report.lookup_domain {
        lines.pair(LOOKUP_DOMAIN, domain);
    }
    match (&report.fixed_host, &report.discovered) {
        (Some(host), _) => lines.pair(HOST_REGISTERED, &host.to_string()),
        (None, Some(host)) => lines.pair(DNS_NAME, &format!("{}:{}", host.name, host.port)),
        (None, None) => lines.add(DNS_NONE.get(lines.lang)),
    }
    if let (Some(host), Some(_)) = (&report.fixed_host, &report.lookup_domain) {
        lines.add(&HOST_OVERRIDES_DOMAIN.fill(lines.lang, &[("host", host)]));
    }
    match (&report.discovered, &report.activated_by) {
        (Some(host), Some(activated)) => {
            lines.pair(HOST_IP, &host.address);
            lines.pair(HOST_EPID, &activated.epid);
        }
        _ => return lines.add(RUN_ATO.get(lines.lang)),
    }
    let lang = lines.lang;
    let minutes = |span: Span| MINUTES.fill(lang, &[("minutes", &span.as_minutes())]);
    let (activation, renewal) = (minutes(report.intervals.activation), minutes(report.intervals.renewal));
    lines.pair(ACTIVATION_INTERVAL, &activation);
    lines.pair(RENEWAL_INTERVAL, &renewal);
    let caching = if report.caching { CACHING_ON } else { CACHING_OFF };
    lines.add(caching.get(lines.lang));
}

/// `/xpr` of an installed product.
pub fn expiry(report: &ProductReport, locale: &Locale) -> String {
    let standing = &report.standing;
    format!("{}:\n    {}\n", report.name, expiry_line(&report.name, standing.status, standing.until, locale))
}

/// What `/xpr` says of a status that ends at `until`, if it ends by itself.
pub fn expiry_line(name: &str, status: Status, until: Option<Moment>, locale: &Locale) -> String {
    let lang = locale.lang;
    let ends = |text: Text| text.fill(lang, &[("end", &until.map(locale.local_time).unwrap_or_default())]);
    match status {
        Status::Licensed if until.is_none() => EXPIRY_PERMANENT.get(lang).to_owned(),
        Status::Licensed => ends(EXPIRY_VOLUME),
        Status::InitialGrace => ends(EXPIRY_INITIAL_GRACE),
        Status::AdditionalGrace => ends(EXPIRY_ADDITIONAL_GRACE),
        Status::NonGenuineGrace => ends(EXPIRY_NON_GENUINE_GRACE),
        Status::ExtendedGrace => ends(EXPIRY_EXTENDED_GRACE),
        Status::Notification => EXPIRY_NOTIFICATION.fill(lang, &[("name", &name)]),
        Status::Unlicensed => Status::Unlicensed.label().get(lang).to_owned(),
    }
}
