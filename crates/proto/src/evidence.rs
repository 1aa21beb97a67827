//! Evidence that the agent of a managed machine uploads, so that its host can say why it is not activated: `POST /v1/evidence`.
//!
//! What is not listed here does not leave the machine: ids, codes, counts, times, and the names of hosts and domains that it asked. Texts of
//! errors, which may name users and files, are left out, and so is whatever looks like a product key. Both sides mask: the machine before it
//! sends, the host before it stores.

use crate::{event::Event, jwk::Jwk};
use muster_core::{
    client::discovery::HostAddress,
    code::{self, Code},
    event::{self, Entry, Level, entry},
    id::{ActivationId, Cmid, Nonce},
    lang::Lang,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// Path where a host takes evidence.
pub const EVIDENCE_PATH: &str = "/v1/evidence";
/// Version of the claims of evidence.
pub const EVIDENCE_VERSION: u32 = 1;
/// Products of one upload; what is more is left out.
pub const EVIDENCE_PRODUCTS_MAX: usize = 16;
/// Events of one upload, the newest; what is more is left out.
pub const EVIDENCE_EVENTS_MAX: usize = 40;

/// A longer value of an event is left out: the name of a host has at most 253 characters.
const VALUE_BYTES_MAX: usize = 300;
/// Letters and digits in a row from which on they may be a product key without its hyphens.
const KEY_LETTERS: usize = 25;
/// The events that say how a client fares.
const EVENTS: [Entry; 9] = [
    event::LOOKUP_FAILED,
    event::ACQUISITION_FAILED,
    event::REQUEST_SENT,
    event::RESPONSE_PROCESSED,
    event::TOKEN_FAILED,
    event::STATE_RECOVERED,
    event::CLOCK_SET_BACK,
    event::EXPIRING,
    event::DIRECTORY_TRIED,
];
/// Fields of events that hold what nobody foresaw: texts of errors, names of files.
const FREE_FIELDS: [&str; 2] = ["detail", "file"];
/// What stands in place of a value that was masked.
const MASKED: &str = "-";

/// The claims of an upload.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceClaims {
    /// Version of the claims: [`EVIDENCE_VERSION`].
    pub ver: u32,
    /// Subject: the machine.
    #[serde(with = "crate::as_text")]
    pub sub: Cmid,
    /// Thumbprint of the key of the host that it is for: no other host accepts it.
    pub aud: String,
    /// The machine's clock, seconds since the Unix epoch.
    pub iat: i64,
    /// Drawn for this upload, 32 hexadecimal digits.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// Name of the machine, 1 to 255 bytes.
    pub machine: String,
    /// What the machine tells.
    pub evidence: MachineEvidence,
}

/// What a machine tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MachineEvidence {
    /// Version of its Muster.
    pub muster: String,
    /// Its products, at most [`EVIDENCE_PRODUCTS_MAX`].
    pub products: Vec<ProductEvidence>,
    /// Its newest events, oldest first, at most [`EVIDENCE_EVENTS_MAX`].
    pub events: Vec<EventEvidence>,
}

/// A product that is installed. Its name and its application are in the host's license pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductEvidence {
    /// Activation id.
    #[serde(with = "crate::as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: ActivationId,
    /// Whether the key is a MAK.
    pub mak: bool,
    /// The last five characters of the product key.
    pub partial_key: String,
    /// License status, 0 to 6; 1 is licensed.
    pub status: u8,
    /// When that status ends, seconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// Why the product is in notification.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reason: Option<Code>,
    /// The host that it is set to ask, in place of those that DNS names.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub host: Option<HostAddress>,
    /// When the machine asks again, seconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_attempt: Option<i64>,
    /// How the last attempt ended.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub last_code: Option<Code>,
}

/// An event of the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventEvidence {
    /// When it happened, seconds since the Unix epoch.
    pub time: i64,
    /// The documented number.
    pub id: u16,
    /// The fields in the documented order; `-` in place of what was masked.
    pub info: String,
}

/// An upload as it is sent: version 1.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceBody {
    /// Version of the message: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub version: u8,
    /// The machine's key, which signed the evidence.
    pub jwk: Jwk,
    /// The signed evidence, JWS compact.
    pub evidence: String,
}

/// A host's answer: the evidence is on disk there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceAnswer {
    /// Version of the message: 1.
    pub version: u8,
    /// For how many days the host keeps it.
    pub kept_days: u32,
}

impl MachineEvidence {
    /// What is left of it when whatever may be a secret is masked, within the limits. Masked again it stays the same.
    #[must_use]
    pub fn masked(self) -> Self {
        let mut products = self.products;
        products.truncate(EVIDENCE_PRODUCTS_MAX);
        let mut events: Vec<EventEvidence> = self.events.into_iter().filter_map(EventEvidence::masked).collect();
        events.drain(..events.len().saturating_sub(EVIDENCE_EVENTS_MAX));
        let muster = if is_version(&self.muster) { self.muster } else { MASKED.to_owned() };
        Self { muster, products: products.into_iter().map(ProductEvidence::masked).collect(), events }
    }

    /// Whether a product is not licensed, or its last attempt failed.
    pub fn is_in_trouble(&self) -> bool {
        let failed = |product: &ProductEvidence| product.last_code.is_some_and(Code::is_failure);
        self.products.iter().any(|product| product.status != 1 || failed(product))
    }

    /// What it says, without what changes at every attempt: two that say the same need not both be uploaded.
    pub fn gist(&self) -> String {
        let products = self.products.iter().map(|product| {
            let ProductEvidence { product, mak, partial_key, status, reason, host, last_code, .. } = product;
            format!("{product} {mak} {partial_key} {status} {reason:?} {host:?} {last_code:?}")
        });
        let mut events: Vec<String> = self.events.iter().map(EventEvidence::gist).collect();
        events.sort();
        events.dedup();
        products.chain(events).collect::<Vec<_>>().join("\n")
    }
}

impl ProductEvidence {
    fn masked(self) -> Self {
        let is_partial =
            self.partial_key.len() <= 5 && self.partial_key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let partial_key = if is_partial { self.partial_key } else { String::new() };
        let host = self.host.filter(|host| is_plain(&host.name));
        Self { partial_key, host, status: self.status.min(6), ..self }
    }
}

impl EventEvidence {
    /// An event of the client's log; `None` if it says nothing of how the client fares.
    pub fn of(event: &Event) -> Option<Self> {
        Self { time: event.time.unix(), id: event.id, info: event.info.clone() }.masked()
    }

    /// The event as the client's log has it, but for what was masked.
    pub fn event(&self) -> Event {
        let (id, info) = (self.id, self.info.clone());
        let entry = entry(id);
        let decisive = entry.and_then(|entry| info.split(entry.separator).next()?.parse::<Code>().ok());
        let by_code = if decisive == Some(code::SUCCESS) { Level::Information } else { Level::Error };
        let level = entry.and_then(|entry| entry.level).unwrap_or(by_code);
        let event = Event { time: Moment::from_unix(self.time), id, level, message: String::new(), info };
        Event { message: event.sentence(Lang::En), ..event }
    }

    fn masked(self) -> Option<Self> {
        let entry = EVENTS.iter().find(|entry| entry.id == self.id)?;
        let values = entry
            .fields
            .iter()
            .zip(self.info.split(entry.separator))
            .map(|(field, value)| if FREE_FIELDS.contains(field) || !is_plain(value) { MASKED } else { value });
        let info = values.collect::<Vec<_>>().join(entry.separator);
        Some(Self { info, ..self })
    }

    /// Its number, its code and the host or the domains that were asked.
    fn gist(&self) -> String {
        let Some(entry) = entry(self.id) else { return self.id.to_string() };
        let lasting = ["hr", "code", "activation_id", "host", "domains"];
        let values = entry.fields.iter().zip(self.info.split(entry.separator));
        let values: Vec<&str> = values.filter(|(field, _)| lasting.contains(field)).map(|(_, value)| value).collect();
        format!("{} {}", self.id, values.join(" "))
    }
}

/// Whether a value has the form of a code, a number, an id, a time, an address or a name of DNS, and not that of a product key.
fn is_plain(value: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || " -._:/=+[]%".contains(c);
    value.len() <= VALUE_BYTES_MAX && value.chars().all(legal) && !may_be_key(value)
}

/// Whether five groups of five follow each other, whatever is between them, or so many letters and digits stand in a row.
fn may_be_key(text: &str) -> bool {
    let groups: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|group| !group.is_empty()).collect();
    groups.iter().any(|group| group.len() >= KEY_LETTERS)
        || groups
            .windows(5)
            .any(|five| five[1..4].iter().all(|group| group.len() == 5) && five[0].len() >= 5 && five[4].len() >= 5)
}

fn is_version(text: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
    text.len() <= 32 && text.chars().all(legal) && !may_be_key(text)
}

#[cfg(test)]
mod tests {
    use super::{EVIDENCE_EVENTS_MAX, EVIDENCE_PRODUCTS_MAX, EventEvidence, MachineEvidence, ProductEvidence};
    use crate::event::Event;
    use muster_core::{
        client::{discovery::HostAddress, license::Intervals},
        code,
        event::Occurrence,
        id::ActivationId,
        time::Moment,
    };

    const ID: &str = "4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01";

    fn event(id: u16, info: &str) -> EventEvidence {
        EventEvidence { time: 1, id, info: info.to_owned() }
    }

    fn product() -> ProductEvidence {
        ProductEvidence {
            product: ActivationId::from_bytes([1; 16]),
            mak: false,
            partial_key: "ABCDE".into(),
            status: 5,
            until: None,
            reason: Some(code::HOST_UNAVAILABLE),
            host: Some(HostAddress { name: "kms.corp.example".into(), port: 1688 }),
            next_attempt: Some(7),
            last_code: None,
        }
    }

    #[test]
    fn of_an_event_stays_what_says_how_the_client_fares() {
        for (id, info, left) in [
            (8198, format!("hr=0x8007232B, SkuId={ID}, corp.example eu.corp.example"), None),
            (
                8198,
                format!("hr=0x8007232B, SkuId={ID}, corp.example aaaaa bbbbb ccccc - ddddd  eeeee"),
                Some(format!("hr=0x8007232B, SkuId={ID}, -")),
            ),
            (
                8200,
                format!("hr=0x80070002, {ID}, cannot open /home/kim/ca.pem, says the system"),
                Some(format!("hr=0x80070002, {ID}, -")),
            ),
            (
                12288,
                format!("0xC004F074, 0x00000000, kms.corp.example:1688, {ID}, 2026/11/28 09:00, 0, 5, 0, {ID}, 3"),
                None,
            ),
            (12288, format!("0x0, 0x0, [2001:db8::1]:1688, {ID}, 2026/11/28 09:00, 0, 5, 0, {ID}, 3"), None),
            (12288, "<script>, 0x0, AAAAA-BBBBB-CCCCC-DDDDD-EEEEE:1688, kim@corp".into(), Some("-, 0x0, -, -".into())),
            (
                12289,
                "0, xABCDE-FGHJK-LMNPQ-RSTVW-XY234x, ABCDEFGHJKLMNPQRSTVWXY234, ab".into(),
                Some("0, -, -, ab".into()),
            ),
            (12321, "HR=0xC004F04D, CN=Kim Lee, OU=Sales".into(), Some("HR=0xC004F04D, -".into())),
            (12400, "0xC004F060, /home/kim/state".into(), Some("0xC004F060, -".into())),
            (12289, "0, 1, 2, 3, 4, 5, 6, 7, one more".into(), Some("0, 1, 2, 3, 4, 5, 6, 7".into())),
        ] {
            let masked = event(id, &info).masked().expect("of a client");
            assert_eq!(masked.info, left.unwrap_or(info));
            assert_eq!(masked.clone().masked(), Some(masked), "masked again it stays the same");
        }
        assert_eq!(event(12445, "0x0, 7, install-key, x, y").masked(), None);
        assert_eq!(event(1, "").masked(), None);
    }

    #[test]
    fn an_event_is_again_what_it_was() {
        let now = Moment::from_unix(1_795_255_200);
        let product = ActivationId::from_bytes([1; 16]);
        for occurrence in [
            Occurrence::LookupFailed { code: code::DNS_NAME_ERROR, product, domains: "corp.example" },
            Occurrence::ClockSetBack { minutes: 7, latest: now },
            Occurrence::ResponseProcessed { code: code::SUCCESS, count: 25, intervals: &Intervals::default() },
            Occurrence::ResponseProcessed { code: code::COUNT_TOO_LOW, count: 2, intervals: &Intervals::default() },
        ] {
            let event = Event::new(&occurrence, now);
            assert_eq!(EventEvidence::of(&event).expect("of a client").event(), event);
        }
    }

    #[test]
    fn a_product_holds_no_more_of_its_key_than_the_end() {
        let hostile = ProductEvidence {
            partial_key: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE".into(),
            host: Some(HostAddress { name: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE".into(), port: 1 }),
            status: 99,
            ..product()
        };
        let evidence = MachineEvidence { muster: "<b>".into(), products: vec![hostile, product()], events: Vec::new() };
        let masked = evidence.masked();
        assert_eq!(masked.muster, "-");
        let expected = ProductEvidence { partial_key: String::new(), host: None, status: 6, ..product() };
        assert_eq!(masked.products, [expected, product()]);
    }

    #[test]
    fn what_is_more_than_it_may_hold_is_left_out_and_the_newest_events_stay() {
        let events = (0..100).map(|count| event(12289, &count.to_string())).collect();
        let evidence = MachineEvidence { muster: "0.1.0".into(), products: vec![product(); 99], events }.masked();
        assert_eq!((evidence.products.len(), evidence.events.len()), (EVIDENCE_PRODUCTS_MAX, EVIDENCE_EVENTS_MAX));
        assert_eq!(evidence.events.last().map(|event| event.info.as_str()), Some("99"));
    }

    #[test]
    fn another_attempt_that_ends_the_same_way_says_nothing_new() {
        let sent = |code: &str, host: &str, minute: u32| {
            event(12288, &format!("{code}, 0x0, {host}:1688, {ID}, 2026/11/28 09:{minute}, 0, 5, {minute}, {ID}, 3"))
        };
        let evidence = |events: Vec<EventEvidence>, next| MachineEvidence {
            products: vec![ProductEvidence { next_attempt: Some(next), ..product() }],
            events,
            ..MachineEvidence::default()
        };
        let first = evidence(vec![sent("0xC004F074", "kms", 10)], 1);
        assert_eq!(
            first.gist(),
            evidence(vec![sent("0xC004F074", "kms", 10), sent("0xC004F074", "kms", 59)], 2).gist()
        );
        for other in [sent("0xC004F074", "kms2", 10), sent("0xC004F06C", "kms", 10), event(8198, "hr=0x1, SkuId=x, y")]
        {
            assert_ne!(first.gist(), evidence(vec![sent("0xC004F074", "kms", 10), other], 1).gist());
        }
        let licensed = ProductEvidence { status: 1, last_code: Some(code::SUCCESS), ..product() };
        assert!(first.is_in_trouble());
        assert!(!MachineEvidence { products: vec![licensed], ..MachineEvidence::default() }.is_in_trouble());
    }
}
