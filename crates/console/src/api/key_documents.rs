//! Product keys as the API tells them: never a whole one.

use crate::authority_view::IssuedKeyRow;
use muster_core::{keys::product_key::KeyKind, time::Moment};
use muster_proto::instant::rfc3339;
use serde::Serialize;
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
    /// What it allows beyond its products.
    features: String,
    /// How many computers it has activated.
    computers: u32,
    /// How many it activates.
    limit: usize,
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
            features: key.features.clone(),
            computers: key.computers,
            limit: key.limit.computers(),
            customer: key.customer.clone(),
            order: key.order.clone(),
            note: key.note.clone(),
        }
    }
}
