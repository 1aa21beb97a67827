//! Views of the list of machines in the API: those that everybody sees. A token has none of its own.

use super::{
    answer::json,
    message::read,
    operation::{LANG, Operation},
    problem::view_refused,
    view_documents::{NamedView, RenamedView, ViewDocument, ViewList, WantedView},
};
use crate::{
    call::{Call, PageError},
    role::Permission,
    saved_view::{SavedView, ViewKey},
    view_change::{self, EVERYBODY, ViewFault},
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_server::openapi::message;

pub(crate) const LIST: Operation = Operation {
    path: "/v1/admin/views",
    permission: Permission::ViewMachines,
    handler: list,
    summary: Text {
        en: "The views of the list of machines that everybody sees.",
        ja: "コンピューターの一覧の共有ビュー。",
    },
    takes: None,
    answer: message::<ViewList>,
    parameters: &[LANG],
};

pub(crate) const ADD: Operation = Operation {
    path: "/v1/admin/views/add",
    permission: Permission::ShareViews,
    handler: add,
    summary: Text { en: "Saves a view for everybody.", ja: "共有ビューを作成します。" },
    takes: Some(message::<WantedView>),
    answer: message::<ViewDocument>,
    parameters: &[LANG],
};

pub(crate) const RENAME: Operation = Operation {
    path: "/v1/admin/views/rename",
    permission: Permission::ShareViews,
    handler: rename,
    summary: Text {
        en: "Gives a view that everybody sees another name.", ja: "共有ビューの名前を変更します。"
    },
    takes: Some(message::<RenamedView>),
    answer: message::<ViewDocument>,
    parameters: &[LANG],
};

pub(crate) const REMOVE: Operation = Operation {
    path: "/v1/admin/views/remove",
    permission: Permission::ShareViews,
    handler: remove,
    summary: Text { en: "Removes a view that everybody sees.", ja: "共有ビューを削除します。" },
    takes: Some(message::<NamedView>),
    answer: message::<ViewDocument>,
    parameters: &[LANG],
};

/// All that everybody sees.
fn list(call: &Call<'_>) -> Result<Response, PageError> {
    json(&ViewList { views: view_change::seen(call)?.into_iter().map(ViewDocument::new).collect() })
}

/// Saves one.
fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let WantedView { name, query } = read(call)?;
    answer(view_change::add(call, EVERYBODY, &name, &query))
}

/// Gives one another name.
fn rename(call: &Call<'_>) -> Result<Response, PageError> {
    let RenamedView { name, new_name } = read(call)?;
    answer(view_change::rename(call, &shared(name), &new_name))
}

/// Removes one.
fn remove(call: &Call<'_>) -> Result<Response, PageError> {
    let NamedView { name } = read(call)?;
    answer(view_change::remove(call, &shared(name)).map_err(ViewFault::Page))
}

fn shared(name: String) -> ViewKey {
    ViewKey { owner: EVERYBODY.to_owned(), name }
}

fn answer(done: Result<SavedView, ViewFault>) -> Result<Response, PageError> {
    match done {
        Ok(view) => json(&ViewDocument::new(view)),
        Err(ViewFault::Page(error)) => Err(error),
        Err(ViewFault::Refused(refusal)) => Ok(view_refused(refusal)),
    }
}
