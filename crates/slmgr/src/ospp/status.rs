//! The blocks of `/dstatus` and `/dstatusall`.

use crate::slmgr::{activation_type, description};
use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        license::Status,
        report::ProductReport,
    },
    code::{self, Code},
    keys::product_key::KeyKind,
    lang::Lang,
    pack::Product,
};

/// One installed product.
pub fn status_block(report: &ProductReport, lang: Lang) -> String {
    let standing = &report.standing;
    let mut text = header(&report.epid, &report.id.to_string(), &report.name, &description(report));
    text += &format!("LICENSE STATUS:  ---{}---\n", status_word(standing.status));
    if let Some(code) = reason(report) {
        text += &format!("ERROR CODE: {code}\nERROR DESCRIPTION: {}\n", code.title(lang));
    }
    if standing.until.is_some() {
        let left = standing.remaining(report.trusted_time);
        text += &format!(
            "REMAINING GRACE: {} days  ({} minute(s) before expiring)\n",
            left.as_days_started(),
            left.as_minutes()
        );
    }
    text += &format!("Last 5 characters of installed product key: {}\n", report.partial_key);
    if report.kind == KeyKind::Setup {
        text += &volume(report);
    }
    text
}

/// A product of the pack without a key.
pub fn unused_block(vendor: &str, product: &Product) -> String {
    let description = format!("{vendor} {}, VOLUME_KMSCLIENT channel", product.name);
    let id = product.id.to_string();
    header("", &id, &product.name, &description) + "LICENSE STATUS:  ---UNLICENSED---\n"
}

fn header(product_id: &str, id: &str, name: &str, description: &str) -> String {
    let product_id = if product_id.is_empty() { String::new() } else { format!("PRODUCT ID: {product_id}\n") };
    format!("{product_id}SKU ID: {id}\nLICENSE NAME: {name}\nLICENSE DESCRIPTION: {description}\n")
}

/// Why the product is not licensed: what holds of its state, or how the last attempt ended.
fn reason(report: &ProductReport) -> Option<Code> {
    match report.standing.status {
        Status::Licensed => None,
        _ => report.standing.reason.or(report.last_code.filter(|code| *code != code::SUCCESS)),
    }
}

fn volume(report: &ProductReport) -> String {
    let mut text = format!("Activation Type Configuration: {}\n", type_word(report.activation_type));
    let directory = report.activated_by.as_ref().filter(|activated| activated.by == Channel::Directory);
    if let Some(activated) = directory {
        text += "Most recent successful activation client information: AD\n";
        if let Some(object) = &activated.object {
            text += &format!("\tActivation Object name: {}\n\tAO DN: {}\n", object.name, object.dn);
        }
        text += &format!("\tAO extended PID: {}\n", activated.epid);
        text += &activated.group.map(|group| format!("\tAO activation ID: {group}\n")).unwrap_or_default();
        return text;
    }
    text += &match (&report.fixed_host, &report.discovered) {
        (Some(host), _) => format!("\tKMS machine registry override defined: {host}\n"),
        (None, Some(host)) => format!("\tKMS machine name from DNS: {}:{}\n", host.name, host.port),
        (None, None) => "\tDNS auto-discovery: KMS name not available\n".to_owned(),
    };
    let (activation, renewal) = (report.intervals.activation.as_minutes(), report.intervals.renewal.as_minutes());
    text += &format!("\tActivation Interval: {activation} minutes\n\tRenewal Interval: {renewal} minutes\n");
    text += &format!("\tKMS host caching: {}\n", if report.caching { "Enabled" } else { "Disabled" });
    text += &report.lookup_domain.as_ref().map(|domain| format!("\tKMS Lookup Domain: {domain}\n")).unwrap_or_default();
    text
}

fn type_word(kind: ActivationType) -> &'static str {
    match kind {
        ActivationType::All => "ALL",
        other => activation_type(other),
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Unlicensed => "UNLICENSED",
        Status::Licensed => "LICENSED",
        Status::InitialGrace => "OOB_GRACE",
        Status::AdditionalGrace => "OOT_GRACE",
        Status::NonGenuineGrace => "NON_GENUINE_GRACE",
        Status::Notification => "NOTIFICATIONS",
        Status::ExtendedGrace => "EXTENDED GRACE",
    }
}
