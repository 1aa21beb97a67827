//! Product keys as the API tells them: never a whole one.

use crate::{issued_key::IssuedKeyRow, key_change::KeyWords, license_holder::CustomerOrder};
use muster_core::{keys::product_key::KeyKind, time::Moment};
use muster_proto::instant::rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Some of the product keys.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeyPage {
    pub(crate) keys: Vec<KeyDocument>,
    /// `after` of the next page; null on the last.
    pub(crate) next: Option<u32>,
}

/// A product key that was issued.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeyDocument {
    /// The number by which it is named here.
    id: u32,
    /// The last five characters.
    partial_key: String,
    serial: u32,
    /// `host`, `mak` or `setup`.
    kind: &'static str,
    /// The number of its key group.
    group: u16,
    /// The name of its key group; empty where the license pack does not have it.
    group_name: String,
    /// `issued` or `blocked`.
    state: &'static str,
    #[schema(format = DateTime)]
    issued: String,
    #[schema(format = DateTime)]
    blocked: Option<String>,
    /// When it ends; null if it does not.
    #[schema(format = DateTime)]
    ends: Option<String>,
    /// How many days it lasts from its first activation; null if that does not say when it ends.
    days: Option<u32>,
    /// What it allows beyond its products.
    features: String,
    /// How many computers it has activated.
    computers: u32,
    /// How many it activates.
    limit: usize,
    /// How far that can be raised.
    ceiling: u32,
    customer: String,
    order: String,
    note: String,
}

impl KeyDocument {
    pub(super) fn new(key: &IssuedKeyRow) -> Self {
        let time = |moment: Option<Moment>| moment.map(rfc3339);
        Self {
            id: key.claim.number(),
            partial_key: key.claim.partial(),
            serial: key.claim.serial,
            kind: match key.claim.kind {
                KeyKind::Host => "host",
                KeyKind::Multiple => "mak",
                KeyKind::Setup => "setup",
            },
            group: key.claim.group,
            group_name: key.group.clone(),
            state: key.state().id(),
            issued: rfc3339(key.issued),
            blocked: time(key.blocked),
            ends: time(key.ends),
            days: key.days,
            features: key.features.clone(),
            computers: key.computers,
            limit: key.limit.computers(),
            ceiling: key.limit.ceiling(),
            customer: key.customer.clone(),
            order: key.order.clone(),
            note: key.note.clone(),
        }
    }
}

/// A change of what is written beside a key.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsChange {
    /// The number of the key.
    pub(super) id: u32,
    /// As it was seen.
    pub(super) before: WordsDocument,
    pub(super) after: WordsDocument,
}

/// What is written beside a key.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsDocument {
    #[schema(max_length = 200)]
    customer: String,
    #[schema(max_length = 200)]
    order: String,
    #[schema(max_length = 200)]
    note: String,
}

/// A change of how many computers a key activates.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitChange {
    /// The number of the key.
    pub(super) id: u32,
    /// As it was seen.
    pub(super) before: u32,
    pub(super) after: u32,
}

/// A change of the end of a key.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndChange {
    /// The number of the key.
    pub(super) id: u32,
    /// `ends` as it was seen; null where it did not end.
    #[serde(default)]
    #[schema(format = DateTime)]
    pub(super) before: Option<String>,
    /// The last day in UTC, such as `2027-12-31`; null for no end.
    #[serde(default)]
    pub(super) after: Option<String>,
}

/// A change of the keys of an order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderChangeMessage {
    /// As it was seen.
    pub(super) before: NamedOrder,
    pub(super) after: NamedOrder,
    /// Whether the customer's other orders get the new customer too.
    #[serde(default)]
    pub(super) all_orders: bool,
    /// Whether orders may become one with orders that there are already; 422 otherwise. It cannot be undone.
    #[serde(default)]
    pub(super) merge: bool,
}

/// An order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedOrder {
    #[schema(max_length = 200)]
    customer: String,
    #[schema(max_length = 200)]
    order: String,
}

/// What was changed.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrderChanged {
    /// How many keys.
    pub(super) keys: u32,
}

impl From<WordsDocument> for KeyWords {
    fn from(WordsDocument { customer, order, note }: WordsDocument) -> Self {
        Self { customer, order, note }
    }
}

impl From<NamedOrder> for CustomerOrder {
    fn from(NamedOrder { customer, order }: NamedOrder) -> Self {
        Self { customer, order }
    }
}
