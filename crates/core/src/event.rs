//! The catalogue of events: what a client or a host records, with the documented numbers and fields.
//!
//! The sentence of an event stands in `text/events.en.tsv` and `text/events.ja.tsv` under its number. A number is never
//! reused for something else. Events from 12400 on are Muster's own.

use crate::{
    client::{discovery::HostAddress, license::Intervals},
    code::Code,
    host::{refusals::Refusals, request::ActivationRequest},
    id::{ActivationId, Cmid, OrderId},
    lang::Text,
    text::{Rows, count},
    time::Moment,
};
use core::net::IpAddr;
use ipnet::IpNet;

/// How much an event matters, with the numbers of the Windows event log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 2.
    Error,
    /// 3.
    Warning,
    /// 4.
    Information,
}

/// What the catalogue says of an event.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The documented number.
    pub id: u16,
    /// How much it matters; none where its code decides: information for zero, error for any other.
    pub level: Option<Level>,
    /// The names of its fields, in the documented order. A field that is itself a comma list comes last.
    pub fields: &'static [&'static str],
    /// What stands between two fields.
    pub separator: &'static str,
    /// The sentence that names the kind of event.
    pub text: Text,
}

const EN: Rows<{ count(EN_TABLE) }, 2> = Rows::new(EN_TABLE);
const EN_TABLE: &str = include_str!("../text/events.en.tsv");
const JA: Rows<{ count(JA_TABLE) }, 2> = Rows::new(JA_TABLE);
const JA_TABLE: &str = include_str!("../text/events.ja.tsv");

macro_rules! catalogue {
    ($($(#[$page:meta])* $name:ident = $id:literal $level:expr, $separator:literal, [$($field:literal),*];)*) => {
        $(
            $(#[$page])*
            pub const $name: Entry = Entry {
                id: $id,
                level: $level,
                fields: &[$($field),*],
                separator: $separator,
                text: Text { en: EN.cell(stringify!($id), 1), ja: JA.cell(stringify!($id), 1) },
            };
        )*

        /// Every event that Muster records, in the order of their numbers.
        pub const CATALOGUE: &[Entry] = &[$($name),*];
    };
}

const ERROR: Option<Level> = Some(Level::Error);
const WARNING: Option<Level> = Some(Level::Warning);
const INFORMATION: Option<Level> = Some(Level::Information);
const BY_CODE: Option<Level> = None;

catalogue! {
    /// An attempt ended before any host was asked: DNS named none.
    LOOKUP_FAILED = 8198 ERROR, ", ", ["hr", "activation_id", "domains"];
    /// A license could not be acquired from the authority.
    ACQUISITION_FAILED = 8200 ERROR, ", ", ["hr", "activation_id", "detail"];
    /// The client sent a request to a host, or could not.
    REQUEST_SENT = 12288 BY_CODE, ", ", [
        "code", "flags", "host", "cmid", "client_time", "virtual_machine", "status", "minutes_left", "activation_id", "threshold"
    ];
    /// The client processed the answer of a host.
    RESPONSE_PROCESSED = 12289 BY_CODE, ", ", [
        "code", "flags", "activated", "reserved", "count", "activation_interval", "renewal_interval", "client_time"
    ];
    /// The host decided a request. The count follows the documented fields.
    REQUEST_HANDLED = 12290 BY_CODE, ",", [
        "code", "threshold", "machine", "cmid", "client_time", "virtual_machine", "status", "minutes_left", "activation_id", "count"
    ];
    /// The host could not publish itself in DNS.
    PUBLISH_FAILED = 12293 ERROR, ", ", ["code", "domain", "detail"];
    /// The host published itself in DNS.
    PUBLISH_SUCCEEDED = 12294 INFORMATION, ", ", ["code", "domain", "record"];
    /// A certificate did not activate.
    TOKEN_FAILED = 12321 ERROR, ", ", ["hr", "detail"];
    /// The state file was damaged, and its copy is in use.
    STATE_RECOVERED = 12400 WARNING, ", ", ["code", "file"];
    /// Another machine asked with a CMID that is in use: one was copied from the other.
    CLONE_FOUND = 12401 WARNING, ", ", ["cmid", "machine", "other"];
    /// The client's clock was set back.
    CLOCK_SET_BACK = 12402 WARNING, ", ", ["code", "minutes", "latest"];
    /// An activation ends soon and was not renewed.
    EXPIRING = 12403 WARNING, ", ", ["last_code", "activation_id", "until"];
    /// The client looked for an activation object in the directory.
    DIRECTORY_TRIED = 12404 BY_CODE, ", ", ["code", "activation_id", "detail"];
    /// A network asked for too many new machines.
    NEW_MACHINES_LIMITED = 12405 WARNING, ", ", ["code", "address"];
    /// An administrator released a machine.
    MACHINE_RELEASED = 12406 INFORMATION, ", ", ["cmid", "machine"];
    /// A license pack was installed.
    PACK_INSTALLED = 12407 INFORMATION, ", ", ["code", "version"];
    /// The host's store had failed and takes requests again.
    STORE_RECOVERED = 12408 WARNING, ", ", ["code", "since"];
    /// The host's clock was set while it was running.
    CLOCK_JUMPED = 12409 WARNING, ", ", ["code", "seconds"];
    /// A client asked from a state that was put back.
    STATE_ROLLED_BACK = 12410 WARNING, ", ", ["cmid", "machine", "counter", "before"];
    /// The host does not believe its clock.
    CLOCK_DISTRUSTED = 12420 ERROR, ", ", ["code", "clock", "held"];
    /// The host believes its clock again.
    CLOCK_TRUSTED = 12421 INFORMATION, ", ", ["code", "clock"];
    /// Requests were refused before they were decided: the sum of a day, for one network.
    REQUESTS_REFUSED = 12422 WARNING, ", ", ["code", "network", "requests", "first"];
    /// The host license ends, or has ended.
    LICENSE_ENDING = 12430 WARNING, ", ", ["code", "days", "until"];
    /// The installed license pack ends, or has ended.
    PACK_ENDING = 12431 WARNING, ", ", ["code", "version", "days", "until"];
    /// The host renewed its license.
    LICENSE_RENEWED = 12432 INFORMATION, ", ", ["code", "until"];
    /// The host could not renew its license or its license pack; it tries again every hour.
    RENEWAL_FAILED = 12433 WARNING, ", ", ["code", "detail"];
    /// The agent of a machine announced its key to the host for the first time.
    MACHINE_ENROLLED = 12440 INFORMATION, ", ", ["code", "cmid", "key", "machine"];
    /// Somebody announced another key for a machine than the one that holds.
    MACHINE_KEY_REFUSED = 12441 WARNING, ", ", ["code", "cmid", "key", "machine"];
    /// Machines were ordered to do something.
    JOB_ADDED = 12442 INFORMATION, ", ", ["code", "job", "verb", "machines", "author"];
    /// A job was cancelled: what is not reported yet is not handed out any more.
    JOB_CANCELLED = 12443 INFORMATION, ", ", ["code", "job", "author"];
    /// A machine reported how an order ended.
    ORDER_REPORTED = 12444 BY_CODE, ", ", ["code", "job", "verb", "cmid", "machine"];
    /// The agent carried out an order of a host, or refused it.
    ORDER_HANDLED = 12445 BY_CODE, ", ", ["code", "job", "verb", "order", "host"];
}

/// The entry of an event number, if Muster records events of that number.
pub fn entry(id: u16) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.id == id)
}

/// What happened, with the values that the event's fields are made of.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "a value is described by the field of its name in the catalogue")]
pub enum Occurrence<'a> {
    AcquisitionFailed {
        code: Code,
        product: ActivationId,
        detail: &'a str,
    },
    /// What the clock shows, and the time that the host goes by.
    ClockDistrusted {
        clock: Moment,
        held: Moment,
    },
    /// Seconds forward, or back if negative.
    ClockJumped {
        seconds: i64,
    },
    /// Minutes back from the latest time that was seen.
    ClockSetBack {
        minutes: i64,
        latest: Moment,
    },
    ClockTrusted {
        clock: Moment,
    },
    /// The name of the machine that asked, and of the one that asked with this CMID before.
    CloneFound {
        cmid: Cmid,
        machine: &'a str,
        other: &'a str,
    },
    /// The detail is the object that activated, or what was wrong.
    DirectoryTried {
        code: Code,
        product: ActivationId,
        detail: &'a str,
    },
    Expiring {
        last: Code,
        product: ActivationId,
        until: Moment,
    },
    JobAdded {
        job: i64,
        verb: &'a str,
        machines: usize,
        author: &'a str,
    },
    JobCancelled {
        job: i64,
        author: &'a str,
    },
    /// How many days are left, 0 once it has ended.
    LicenseEnding {
        days: i64,
        until: Moment,
    },
    LicenseRenewed {
        until: Moment,
    },
    /// The domains that were looked in, with blanks between them.
    LookupFailed {
        code: Code,
        product: ActivationId,
        domains: &'a str,
    },
    /// The key is its thumbprint (RFC 7638).
    MachineEnrolled {
        cmid: Cmid,
        key: &'a str,
        machine: &'a str,
    },
    /// The key is the thumbprint of the one that was refused.
    MachineKeyRefused {
        cmid: Cmid,
        key: &'a str,
        machine: &'a str,
    },
    MachineReleased {
        cmid: Cmid,
        machine: &'a str,
    },
    NewMachinesLimited {
        address: IpAddr,
    },
    /// The host is the thumbprint of its key.
    OrderHandled {
        code: Code,
        job: i64,
        verb: &'a str,
        order: OrderId,
        host: &'a str,
    },
    OrderReported {
        code: Code,
        job: i64,
        verb: &'a str,
        cmid: Cmid,
        machine: &'a str,
    },
    /// How many days are left, 0 once it has ended.
    PackEnding {
        version: u32,
        days: i64,
        until: Moment,
    },
    PackInstalled {
        version: u32,
    },
    /// The detail is what the server said; the record is what to create by hand.
    PublishFailed {
        code: Code,
        domain: &'a str,
        detail: &'a str,
        record: &'a str,
    },
    PublishSucceeded {
        domain: &'a str,
        record: &'a str,
    },
    RenewalFailed {
        code: Code,
        detail: &'a str,
    },
    RequestHandled(&'a RequestHandled),
    /// The sum of one network in a day.
    RequestsRefused {
        code: Code,
        network: IpNet,
        refusals: &'a Refusals,
    },
    RequestSent {
        request: &'a ActivationRequest,
        host: &'a HostAddress,
        code: Code,
    },
    /// The count that the host stated; 0 if it stated none.
    ResponseProcessed {
        code: Code,
        count: u32,
        intervals: &'a Intervals,
    },
    StateRecovered {
        code: Code,
        file: &'a str,
    },
    /// The counter of the request, and that of the one before.
    StateRolledBack {
        cmid: Cmid,
        machine: &'a str,
        counter: u64,
        before: u64,
    },
    /// With which code the store failed, and from when on.
    StoreRecovered {
        code: Code,
        since: Moment,
    },
    TokenFailed {
        code: Code,
        detail: &'a str,
    },
}

impl Occurrence<'_> {
    /// Its entry in the catalogue.
    pub fn entry(&self) -> &'static Entry {
        match self {
            Self::AcquisitionFailed { .. } => &ACQUISITION_FAILED,
            Self::ClockDistrusted { .. } => &CLOCK_DISTRUSTED,
            Self::ClockJumped { .. } => &CLOCK_JUMPED,
            Self::ClockSetBack { .. } => &CLOCK_SET_BACK,
            Self::ClockTrusted { .. } => &CLOCK_TRUSTED,
            Self::CloneFound { .. } => &CLONE_FOUND,
            Self::DirectoryTried { .. } => &DIRECTORY_TRIED,
            Self::Expiring { .. } => &EXPIRING,
            Self::JobAdded { .. } => &JOB_ADDED,
            Self::JobCancelled { .. } => &JOB_CANCELLED,
            Self::LicenseEnding { .. } => &LICENSE_ENDING,
            Self::LicenseRenewed { .. } => &LICENSE_RENEWED,
            Self::LookupFailed { .. } => &LOOKUP_FAILED,
            Self::MachineEnrolled { .. } => &MACHINE_ENROLLED,
            Self::MachineKeyRefused { .. } => &MACHINE_KEY_REFUSED,
            Self::MachineReleased { .. } => &MACHINE_RELEASED,
            Self::NewMachinesLimited { .. } => &NEW_MACHINES_LIMITED,
            Self::OrderHandled { .. } => &ORDER_HANDLED,
            Self::OrderReported { .. } => &ORDER_REPORTED,
            Self::PackEnding { .. } => &PACK_ENDING,
            Self::PackInstalled { .. } => &PACK_INSTALLED,
            Self::PublishFailed { .. } => &PUBLISH_FAILED,
            Self::PublishSucceeded { .. } => &PUBLISH_SUCCEEDED,
            Self::RenewalFailed { .. } => &RENEWAL_FAILED,
            Self::RequestHandled(_) => &REQUEST_HANDLED,
            Self::RequestSent { .. } => &REQUEST_SENT,
            Self::RequestsRefused { .. } => &REQUESTS_REFUSED,
            Self::ResponseProcessed { .. } => &RESPONSE_PROCESSED,
            Self::StateRecovered { .. } => &STATE_RECOVERED,
            Self::StateRolledBack { .. } => &STATE_ROLLED_BACK,
            Self::StoreRecovered { .. } => &STORE_RECOVERED,
            Self::TokenFailed { .. } => &TOKEN_FAILED,
        }
    }
}

/// A request as a host records it: event 12290.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestHandled {
    /// When the host decided.
    pub at: Moment,
    /// The decision; zero for a grant.
    pub code: Code,
    /// The threshold that the client stated.
    pub threshold: u32,
    /// The name that the client gave.
    pub machine: String,
    /// The machine.
    pub cmid: Cmid,
    /// The client's clock.
    pub client_time: Moment,
    /// Whether the client is a virtual machine.
    pub virtual_machine: bool,
    /// License status that the client stated, 0 to 6.
    pub status: u8,
    /// Minutes until that status ends.
    pub minutes_left: u32,
    /// The product.
    pub product: ActivationId,
    /// The count that was stated; 0 for a refusal.
    pub count: u32,
}
