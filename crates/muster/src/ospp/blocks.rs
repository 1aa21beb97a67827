//! The blocks of `/dstatus` and of the histories. Their labels are English in every language, as ospp's are: scripts read
//! them. Descriptions of codes are in the user's language.

use crate::slmgr::{activation_type, description};
use muster_client::{Channel, Client, ProductReport};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    keys::product_key::KeyKind,
    lang::Lang,
    pack::Product,
    time::Moment,
};
use muster_proto::{event::Event, instant};

pub(super) const LINE: &str = "---------------------------------------\n";

/// One installed product.
pub(super) fn status(report: &ProductReport, client: &Client, now: Moment, lang: Lang) -> String {
    let standing = &report.standing;
    let mut text = header(&report.epid, &report.id.to_string(), &report.name, &description(report, client));
    text += &format!("LICENSE STATUS:  ---{}---\n", status_word(standing.status));
    if let Some(code) = reason(report) {
        text += &format!("ERROR CODE: {code}\nERROR DESCRIPTION: {}\n", code.title(lang));
    }
    if standing.until.is_some() {
        let left = standing.remaining(report.trusted_time.max(now));
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
pub(super) fn unused(product: &Product, client: &Client) -> String {
    let description = format!("{} {}, VOLUME_KMSCLIENT channel", client.pack().vendor, product.name);
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
    let mut text = format!("Activation Type Configuration: {}\n", type_word(report));
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

fn type_word(report: &ProductReport) -> String {
    let word = activation_type(report.activation_type);
    if word == "All" { "ALL".into() } else { word.to_owned() }
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

/// `/dhistorykms`: one try of a host. The field ends at the first colon, as the documented tool cuts it.
pub(super) fn kms_event(event: &Event, lang: Lang) -> String {
    let cut = event.info.split(':').next().unwrap_or_default();
    let code = event.info.split(',').next().and_then(|word| word.trim().parse::<Code>().ok());
    let description = code.filter(|code| *code != code::SUCCESS).map_or("N/A", |code| code.title(lang));
    format!(
        "Event ID: {}\nCoordinated Universal Time Written: {}\nERROR/HOST: {cut}\nERROR DESCRIPTION: {description}\n",
        event.id,
        wmi_time(event.time)
    )
}

/// `/dhistoryacterr`: one failure at the authority.
pub(super) fn acquisition_event(event: &Event, lang: Lang) -> String {
    let word = event.info.strip_prefix("hr=").and_then(|rest| rest.split(',').next()).unwrap_or_default();
    let description = word.parse::<Code>().map_or("N/A", |code| code.title(lang));
    format!(
        "Event ID: {}\nCoordinated Universal Time Written: {}\nMESSAGE: {} {}\nERROR DESCRIPTION: {description}\n",
        event.id,
        wmi_time(event.time),
        event.message,
        event.info
    )
}

/// `20261121100000.000000-000`.
fn wmi_time(time: Moment) -> String {
    let digits: String = instant::rfc3339(time).chars().filter(char::is_ascii_digit).take(14).collect();
    format!("{digits}.000000-000")
}
