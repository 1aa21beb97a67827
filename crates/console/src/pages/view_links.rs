//! Saved views above the list of machines.

use super::code_text::shown;
use crate::{
    call::{Call, PageError},
    machine_address::MachineList,
    saved_view::SavedView,
    view_change,
};

/// Where they are.
pub(crate) const PATH: &str = "/views";

/// A view above the list.
pub(super) struct ViewLink {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) shared: bool,
    /// Whether it is what the list shows.
    pub(super) current: bool,
}

/// The views above the list, with those of everybody first.
pub(super) fn links(call: &Call<'_>, list: &MachineList) -> Result<Vec<ViewLink>, PageError> {
    let current = list.text();
    let link = |view: SavedView| ViewLink {
        name: shown(&view.key.name),
        href: address(call, &view),
        shared: view.is_shared(),
        current: view.query == current,
    };
    Ok(view_change::seen(call)?.into_iter().map(link).collect())
}

/// Where a list can be saved.
pub(super) fn saving(call: &Call<'_>, list: &MachineList) -> String {
    // A list that nobody chose has an empty address, which would not stand in this one.
    let text = list.text();
    call.request.links().to(PATH, &[("view", if text.is_empty() { "sort=name" } else { &text })])
}

/// The address of the list that a view shows.
pub(super) fn address(call: &Call<'_>, view: &SavedView) -> String {
    let language = call.request.links().lang.map(|lang| format!("lang={}", crate::language::id(lang)));
    let parts = [Some(view.query.clone()).filter(|query| !query.is_empty()), language];
    let query = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
    if query.is_empty() { "/machines".to_owned() } else { format!("/machines?{query}") }
}
