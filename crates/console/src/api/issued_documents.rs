//! Holders of licenses, orders and license packs as the API tells them.

use super::customer_documents::ContactDocument;
use crate::{
    issued::{IssuedOrder, IssuedPack},
    license_holder::{CustomerOrder, HolderDetail, HolderEvent, LicenseHolder},
};
use muster_core::time::Moment;
use muster_proto::instant::rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

/// Some of the holders of licenses.
#[derive(Serialize, ToSchema)]
pub(crate) struct HolderPage {
    pub(crate) hosts: Vec<HolderDocument>,
    /// `after` of the next page; null on the last.
    pub(crate) next: Option<String>,
}

/// A host, activation object or machine that a key has activated.
#[derive(Serialize, ToSchema)]
pub(crate) struct HolderDocument {
    /// What a revocation names.
    id: String,
    /// `host`, `directory` or `machine`.
    kind: &'static str,
    /// The name that it gave itself.
    name: String,
    /// `in-force`, `ended` or `revoked`.
    state: &'static str,
    customer: String,
    order: String,
    /// The number of its key.
    key: u32,
    /// The last five characters of its key.
    partial_key: String,
    key_blocked: bool,
    /// When it got its license last.
    #[schema(format = DateTime)]
    activated: String,
    /// How many activations of the key it has taken.
    activations: u32,
    /// When its license ends; null if it does not.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// The license pack that it had when it asked last; null where that is not known.
    pack: Option<u32>,
    #[schema(format = DateTime)]
    revoked: Option<String>,
}

/// A holder with its history.
#[derive(Serialize, ToSchema)]
pub(crate) struct HolderDetailDocument {
    host: HolderDocument,
    /// The products that its license covers.
    products: Vec<String>,
    /// Others that its key has activated.
    others: u32,
    /// The newest license pack; null if there is none.
    newest_pack: Option<u32>,
    /// Whether that pack says that the license is revoked.
    pack_revokes: bool,
    /// What the audit log says of it, newest first.
    history: Vec<HolderEventDocument>,
}

/// An entry of the authority's audit log.
#[derive(Serialize, ToSchema)]
pub(crate) struct HolderEventDocument {
    #[schema(format = DateTime)]
    at: String,
    action: String,
    by: String,
    code: String,
}

/// Some of the orders.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrderPage {
    pub(crate) orders: Vec<OrderDocument>,
    /// `after` of the next page; null on the last.
    pub(crate) next: Option<String>,
}

/// An order that keys were issued for.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrderDocument {
    customer: String,
    order: String,
    /// When the first key was issued.
    #[schema(format = DateTime)]
    issued: String,
    keys: u32,
    blocked: u32,
    /// What its keys have activated.
    computers: u32,
    /// The contact of the customer.
    contact: ContactDocument,
}

/// Some of the license packs.
#[derive(Serialize, ToSchema)]
pub(crate) struct PackPage {
    pub(crate) packs: Vec<PackDocument>,
    /// `before` of the next page; null on the last.
    pub(crate) next: Option<u32>,
}

/// A version of the license pack. What is null was not recorded.
#[derive(Serialize, ToSchema)]
pub(crate) struct PackDocument {
    version: u32,
    newest: bool,
    #[schema(format = DateTime)]
    issued: String,
    /// Whether it was signed: without that, nobody ever got it.
    signed: bool,
    #[schema(format = DateTime)]
    until: Option<String>,
    #[schema(format = DateTime)]
    withdrawn: Option<String>,
    products: Option<usize>,
    key_groups: Option<usize>,
    /// How many licenses it revokes.
    revoked: Option<usize>,
    /// How many holders of licenses had it when they asked last.
    holders: u32,
}

impl HolderDocument {
    pub(super) fn new(holder: &LicenseHolder, now: Moment) -> Self {
        Self {
            id: holder.id.to_string(),
            kind: holder.kind.id(),
            name: holder.machine.clone(),
            state: holder.state(now).id(),
            customer: holder.customer.clone(),
            order: holder.order.clone(),
            key: holder.key.number(),
            partial_key: holder.key.partial(),
            key_blocked: holder.key_blocked,
            activated: rfc3339(holder.activated),
            activations: holder.activations,
            until: holder.until.map(rfc3339),
            pack: holder.pack,
            revoked: holder.revoked.map(rfc3339),
        }
    }
}

impl HolderDetailDocument {
    pub(super) fn new(detail: HolderDetail, now: Moment) -> Self {
        let HolderDetail { holder, products, others, newest_pack, pack_revokes, history } = detail;
        let host = HolderDocument::new(&holder, now);
        let history = history.into_iter().map(HolderEventDocument::new).collect();
        Self { host, products, others, newest_pack, pack_revokes, history }
    }
}

impl HolderEventDocument {
    fn new(HolderEvent { at, action, by, code }: HolderEvent) -> Self {
        Self { at: rfc3339(at), action, by, code: code.to_string() }
    }
}

impl OrderDocument {
    pub(super) fn new(IssuedOrder { order, keys, blocked, computers, issued, contact }: IssuedOrder) -> Self {
        let (CustomerOrder { customer, order }, issued, contact) = (order, rfc3339(issued), contact.into());
        Self { customer, order, issued, keys, blocked, computers, contact }
    }
}

impl PackDocument {
    pub(super) fn new(pack: &IssuedPack, newest: Option<u32>) -> Self {
        let content = pack.content.as_ref();
        Self {
            version: pack.version,
            newest: newest == Some(pack.version),
            issued: rfc3339(pack.issued),
            signed: pack.signed,
            until: content.map(|content| rfc3339(content.until)),
            withdrawn: pack.withdrawn.map(rfc3339),
            products: content.map(|content| content.products),
            key_groups: content.map(|content| content.key_groups),
            revoked: content.map(|content| content.revoked),
            holders: pack.holders,
        }
    }
}
