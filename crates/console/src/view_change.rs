//! What people do with views of the list of machines, on the page and by the API: each is recorded.

use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    machine_address::MachineList,
    pages::name,
    saved_view::{SavedView, VIEWS_MAX, ViewKey},
    store::ConsoleError,
    view_refusal::ViewRefusal,
};

/// Whom a view is of that everybody sees.
pub(crate) const EVERYBODY: &str = "";

/// Why nothing is changed.
pub(crate) enum ViewFault {
    Page(PageError),
    Refused(ViewRefusal),
}

impl From<ConsoleError> for ViewFault {
    fn from(error: ConsoleError) -> Self {
        Self::Page(error.into())
    }
}

impl From<ViewRefusal> for ViewFault {
    fn from(refusal: ViewRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The views that whoever calls sees: his own behind those of everybody.
pub(crate) fn seen(call: &Call<'_>) -> Result<Vec<SavedView>, PageError> {
    Ok(call.store()?.views(Some(own(call)))?)
}

/// Whom the own views of whoever calls are of. A token has none.
pub(crate) fn own<'c>(call: &'c Call<'_>) -> &'c str {
    call.session.as_ref().map_or(EVERYBODY, |session| &session.account)
}

/// Saves one.
pub(crate) fn add(call: &Call<'_>, owner: &str, typed: &str, query: &str) -> Result<SavedView, ViewFault> {
    let key = ViewKey { owner: owner.to_owned(), name: name::stored(typed).ok_or(ViewRefusal::BadName)? };
    let query = MachineList::parse(query, call.now).ok_or(ViewRefusal::BadQuery)?.text();
    let action = if owner == EVERYBODY { AuditAction::ViewShare } else { AuditAction::ViewAdd };
    let entry = AuditEntry { new: Some(query.clone()), ..entry(call, action, &key.name) };
    free(&seen(call).map_err(ViewFault::Page)?, &key)?;
    // Whoever has the session or the token, as the audit log has it.
    let view = SavedView { key, query, maker: entry.account.clone(), created: call.now };
    if call.store()?.add_view(&view, &entry)? { Ok(view) } else { Err(ViewRefusal::Exists.into()) }
}

/// Gives one another name.
pub(crate) fn rename(call: &Call<'_>, key: &ViewKey, typed: &str) -> Result<SavedView, ViewFault> {
    let to = ViewKey { owner: key.owner.clone(), name: name::stored(typed).ok_or(ViewRefusal::BadName)? };
    let entry = entry(call, AuditAction::ViewRename, &key.name);
    let entry = AuditEntry { old: Some(key.name.clone()), new: Some(to.name.clone()), ..entry };
    moved(call, key, to, &entry)
}

/// Shows one to everybody, or to whoever calls alone.
pub(crate) fn give(call: &Call<'_>, key: &ViewKey, owner: &str) -> Result<SavedView, ViewFault> {
    let to = ViewKey { owner: owner.to_owned(), name: key.name.clone() };
    let action = if owner == EVERYBODY { AuditAction::ViewShare } else { AuditAction::ViewUnshare };
    moved(call, key, to, &entry(call, action, &key.name))
}

/// Removes one.
pub(crate) fn remove(call: &Call<'_>, key: &ViewKey) -> Result<SavedView, PageError> {
    let view = find(seen(call)?, key)?;
    let entry = AuditEntry { old: Some(view.query.clone()), ..entry(call, AuditAction::ViewRemove, &key.name) };
    if call.store()?.remove_view(key, &entry)? { Ok(view) } else { Err(PageError::NotFound) }
}

fn moved(call: &Call<'_>, from: &ViewKey, to: ViewKey, entry: &AuditEntry) -> Result<SavedView, ViewFault> {
    let views = seen(call).map_err(ViewFault::Page)?;
    let view = find(views.clone(), from).map_err(ViewFault::Page)?;
    if *from == to {
        return Ok(view);
    }
    let others: Vec<SavedView> = views.into_iter().filter(|view| view.key != *from).collect();
    free(&others, &to)?;
    let moved = call.store()?.move_view(from, &to, entry)?;
    if moved { Ok(SavedView { key: to, ..view }) } else { Err(ViewFault::Page(PageError::NotFound)) }
}

/// Whether there is a place for one of this name. The store looks again.
fn free(views: &[SavedView], key: &ViewKey) -> Result<(), ViewRefusal> {
    let of_owner = views.iter().filter(|view| view.key.owner == key.owner);
    if of_owner.clone().any(|view| view.key.name == key.name) {
        Err(ViewRefusal::Exists)
    } else if of_owner.count() >= VIEWS_MAX as usize {
        Err(ViewRefusal::Full)
    } else {
        Ok(())
    }
}

fn find(views: Vec<SavedView>, key: &ViewKey) -> Result<SavedView, PageError> {
    views.into_iter().find(|view| view.key == *key).ok_or(PageError::NotFound)
}

fn entry(call: &Call<'_>, action: AuditAction, name: &str) -> AuditEntry {
    AuditEntry { subject: Some(name.to_owned()), ..call.entry(action) }
}
