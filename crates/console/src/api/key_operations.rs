//! Changes of product keys by the API. Each brings along what it changes as it was seen: if that is no longer so, nothing is changed (409).

use super::{
    answer::json,
    key_documents::{EndChange, KeyDocument, LimitChange, OrderChangeMessage, OrderChanged, WordsChange},
    message::read,
    operation::{LANG, Operation},
    problem::key_unchanged,
};
use crate::{
    call::{Call, PageError},
    key_change::{KeyChange, KeyChanged, KeyPart, KeyRefusal, OrderChange},
    pages::{key_edit, orders},
    role::Permission,
};
use axum::response::Response;
use muster_core::{keys::product_key::KeyClaim, lang::Text};
use muster_proto::instant;
use muster_server::openapi::message;

pub(crate) const WORDS: Operation = Operation {
    path: "/v1/admin/key/words",
    permission: Permission::EditKeys,
    handler: words,
    summary: Text {
        en: "Changes what is written beside a product key.",
        ja: "プロダクト キーの顧客、注文番号、メモを変更します。",
    },
    takes: Some(message::<WordsChange>),
    answer: message::<KeyDocument>,
    parameters: &[LANG],
};

pub(crate) const LIMIT: Operation = Operation {
    path: "/v1/admin/key/limit",
    permission: Permission::EditKeys,
    handler: limit,
    summary: Text {
        en: "Raises how many computers a product key activates.",
        ja: "プロダクト キーでライセンス認証できるコンピューターの数を引き上げます。",
    },
    takes: Some(message::<LimitChange>),
    answer: message::<KeyDocument>,
    parameters: &[LANG],
};

pub(crate) const END: Operation = Operation {
    path: "/v1/admin/key/end",
    permission: Permission::EditKeys,
    handler: end,
    summary: Text {
        en: "Sets, moves or removes the end of a product key.",
        ja: "プロダクト キーの有効期限を設定、変更、または解除します。",
    },
    takes: Some(message::<EndChange>),
    answer: message::<KeyDocument>,
    parameters: &[LANG],
};

pub(crate) const ORDER: Operation = Operation {
    path: "/v1/admin/order/change",
    permission: Permission::EditKeys,
    handler: order,
    summary: Text {
        en: "Gives the keys of an order another customer and number.",
        ja: "注文のキーの顧客と注文番号を変更します。",
    },
    takes: Some(message::<OrderChangeMessage>),
    answer: message::<OrderChanged>,
    parameters: &[LANG],
};

/// Changes what is written beside a key.
fn words(call: &Call<'_>) -> Result<Response, PageError> {
    let WordsChange { id, before, after } = read(call)?;
    change(call, id, KeyPart::Words(before.into()), KeyPart::Words(after.into()))
}

/// Raises the limit of a key.
fn limit(call: &Call<'_>) -> Result<Response, PageError> {
    let LimitChange { id, before, after } = read(call)?;
    change(call, id, KeyPart::Limit(before), KeyPart::Limit(after))
}

/// Changes the end of a key.
fn end(call: &Call<'_>) -> Result<Response, PageError> {
    let EndChange { id, before, after } = read(call)?;
    let before = before.map(|text| instant::from_rfc3339(&text).ok());
    match (before, key_edit::end_of(after.as_deref().unwrap_or_default())) {
        (None, Some(after)) => change(call, id, KeyPart::End(None), KeyPart::End(after)),
        (Some(Some(before)), Some(after)) => change(call, id, KeyPart::End(Some(before)), KeyPart::End(after)),
        _ => Ok(key_unchanged(Some(KeyRefusal::Date))),
    }
}

fn change(call: &Call<'_>, id: u32, before: KeyPart, after: KeyPart) -> Result<Response, PageError> {
    let claim = KeyClaim::from_number(id).ok_or(PageError::NotFound)?;
    let view = call.authority()?;
    view.key(&claim)?.ok_or(PageError::NotFound)?;
    match key_edit::changed(call, &KeyChange { claim, before, after })? {
        KeyChanged::Done(_) => json(&KeyDocument::new(&view.key(&claim)?.ok_or(PageError::NotFound)?)),
        KeyChanged::Meanwhile => Ok(key_unchanged(None)),
        KeyChanged::Refused(refusal) => Ok(key_unchanged(Some(refusal))),
    }
}

/// Changes an order.
fn order(call: &Call<'_>) -> Result<Response, PageError> {
    let OrderChangeMessage { before, after, all_orders, merge } = read(call)?;
    let change = OrderChange { before: before.into(), after: after.into(), all_orders, merge };
    match orders::changed(call, &change)? {
        KeyChanged::Done(keys) => json(&OrderChanged { keys }),
        KeyChanged::Meanwhile => Ok(key_unchanged(None)),
        KeyChanged::Refused(refusal) => Ok(key_unchanged(Some(refusal))),
    }
}
