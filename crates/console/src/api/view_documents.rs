//! Views of the list of machines as the API takes and tells them.

use crate::saved_view::SavedView;
use muster_proto::instant::rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All views that everybody sees.
#[derive(Serialize, ToSchema)]
pub(crate) struct ViewList {
    pub(crate) views: Vec<ViewDocument>,
}

/// A view of the list of machines.
#[derive(Serialize, ToSchema)]
pub(crate) struct ViewDocument {
    name: String,
    /// What the list shows and in which order: the query of `/machines`; without `columns` and `group` that of `/v1/admin/machines`, too.
    query: String,
    /// The account, or `token` and the name of the token, that made it.
    maker: String,
    #[schema(format = DateTime)]
    created: String,
}

/// A view as it is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedView {
    /// 1 to 64 characters, nothing invisible.
    pub(crate) name: String,
    /// `q`, `state`, `product`, `sort`, `columns` and `group` of the list's address, as in `state=waiting&sort=-seen`; empty for all machines by name.
    pub(crate) query: String,
}

/// Which view, and its name to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenamedView {
    pub(crate) name: String,
    pub(crate) new_name: String,
}

/// Which view.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedView {
    pub(crate) name: String,
}

impl ViewDocument {
    pub(super) fn new(view: SavedView) -> Self {
        Self { name: view.key.name, query: view.query, maker: view.maker, created: rfc3339(view.created) }
    }
}
