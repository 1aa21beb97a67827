//! The forms of a product key's page, filled with what is so now.

use crate::{call::Call, issued_key::IssuedKeyRow};
use muster_core::keys::product_key::KeyKind;
use muster_proto::instant;

/// What the forms of a key's page are filled with.
pub(super) struct Fields {
    pub(super) words: String,
    pub(super) customer: String,
    pub(super) order: String,
    pub(super) note: String,
    /// Where the limit is raised; empty where it cannot be.
    pub(super) limit: String,
    pub(super) limit_now: usize,
    pub(super) limit_least: usize,
    pub(super) limit_most: u32,
    pub(super) end: String,
    pub(super) end_now: String,
    pub(super) end_day: String,
}

impl Fields {
    pub(super) fn of(call: &Call<'_>, key: &IssuedKeyRow) -> Self {
        let id = key.claim.number().to_string();
        let to = |path| call.request.links().to(path, &[("id", &id)]);
        let (now, most) = (key.limit.computers(), key.limit.ceiling());
        let has_limit = key.claim.kind != KeyKind::Setup;
        Self {
            words: to("/key/words"),
            customer: key.customer.clone(),
            order: key.order.clone(),
            note: key.note.clone(),
            limit: if has_limit && now < most as usize { to("/key/limit") } else { String::new() },
            limit_now: now,
            limit_least: now + 1,
            limit_most: most,
            end: to("/key/end"),
            end_now: key.ends.map(|end| end.unix().to_string()).unwrap_or_default(),
            end_day: key.ends.map(instant::last_day).unwrap_or_default(),
        }
    }
}
