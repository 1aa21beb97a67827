//! The operations of the authority's console.

use super::{
    answer::json,
    customer_operations::{CONTACT, CUSTOMER},
    issued_documents::{
        HolderDetailDocument, HolderDocument, HolderPage, OrderDocument, OrderPage, PackDocument, PackPage,
    },
    key_documents::{KeyDocument, KeyPage},
    key_operations::{END, LIMIT, ORDER, WORDS},
    operation::{LANG, Operation, parameter},
    parameters::{Parameter, ParameterKind},
    root_documents::RootDocument,
};
use crate::{
    call::{Call, PageError},
    license_holder::{CustomerOrder, HolderCursor},
    pages,
    role::Permission,
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_server::openapi::message;

pub(super) const ALL: &[Operation] =
    &[KEYS, KEY, WORDS, LIMIT, END, ORDER, CUSTOMER, CONTACT, HOLDERS, HOLDER, ORDERS, PACKS, ROOTS];

pub(crate) const KEYS: Operation = Operation {
    path: "/v1/admin/keys",
    permission: Permission::ViewIssued,
    handler: keys,
    summary: Text { en: "50 product keys.", ja: "プロダクト キーの一覧 (1 ページ 50 件)。" },
    takes: None,
    answer: message::<KeyPage>,
    parameters: &[
        parameter(
            "q",
            ParameterKind::Text,
            "The last five characters or the serial, or a part of customer or order.",
            "末尾 5 文字、シリアル番号、または顧客名か注文番号の一部。",
        ),
        parameter("state", ParameterKind::KeyState, "The state.", "状態。"),
        parameter(
            "after",
            ParameterKind::Number,
            "Only keys behind this number: take it from next.",
            "この番号より後のキー。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const KEY: Operation = Operation {
    path: "/v1/admin/key",
    permission: Permission::ViewIssued,
    handler: key,
    summary: Text { en: "One product key.", ja: "1 つのプロダクト キー。" },
    takes: None,
    answer: message::<KeyDocument>,
    parameters: &[
        Parameter {
            required: true,
            ..parameter("id", ParameterKind::Number, "The number of the key.", "キーの番号。")
        },
        LANG,
    ],
};

pub(crate) const HOLDERS: Operation = Operation {
    path: "/v1/admin/hosts",
    permission: Permission::ViewIssued,
    handler: holders,
    summary: Text {
        en: "50 hosts, activation objects or machines with a MAK, those that asked last first.",
        ja: "ホスト、ライセンス認証オブジェクト、または MAK のコンピューターの一覧 (最後の要求の新しい順、1 ページ 50 件)。",
    },
    takes: None,
    answer: message::<HolderPage>,
    parameters: &[
        parameter(
            "q",
            ParameterKind::Text,
            "A part of name, customer or order, the last five characters of the key, or the id.",
            "名前、顧客、注文番号の一部、キーの末尾 5 文字、または ID。",
        ),
        parameter("kind", ParameterKind::HolderKind, "The kind; hosts without it.", "種類。省略した場合はホスト。"),
        parameter("state", ParameterKind::HolderState, "The state of the license.", "ライセンスの状態。"),
        parameter("key", ParameterKind::KeyNumber, "The number of the key.", "キーの番号。"),
        parameter(
            "pack",
            ParameterKind::Number,
            "The license pack that they had when they asked last.",
            "最後の要求の時点のライセンス パックのバージョン。",
        ),
        parameter(
            "after",
            ParameterKind::HolderCursor,
            "Only what comes behind this place: take it from next.",
            "この位置より後の項目。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const HOLDER: Operation = Operation {
    path: "/v1/admin/host",
    permission: Permission::ViewIssued,
    handler: holder,
    summary: Text {
        en: "One host, activation object or machine: its license, and what was done with it.",
        ja: "ホストなど 1 件のライセンスと履歴。",
    },
    takes: None,
    answer: message::<HolderDetailDocument>,
    parameters: &[Parameter { required: true, ..parameter("id", ParameterKind::Uuid, "Its id.", "ID。") }, LANG],
};

pub(crate) const ORDERS: Operation = Operation {
    path: "/v1/admin/orders",
    permission: Permission::ViewIssued,
    handler: orders,
    summary: Text {
        en: "50 orders that keys were issued for.", ja: "キーの発行対象の注文 (1 ページ 50 件)。"
    },
    takes: None,
    answer: message::<OrderPage>,
    parameters: &[
        parameter(
            "q",
            ParameterKind::Text,
            "A part of customer, contact or order.",
            "顧客、連絡先、または注文番号の一部。",
        ),
        parameter(
            "after",
            ParameterKind::Text,
            "Only orders behind this one: take it from next.",
            "この注文より後の項目。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const PACKS: Operation = Operation {
    path: "/v1/admin/packs",
    permission: Permission::ViewIssued,
    handler: packs,
    summary: Text {
        en: "50 license packs, the newest first.", ja: "ライセンス パック (新しい順、1 ページ 50 件)。"
    },
    takes: None,
    answer: message::<PackPage>,
    parameters: &[
        parameter(
            "before",
            ParameterKind::Number,
            "Only packs before this version: take it from next.",
            "このバージョンより前のパック。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const ROOTS: Operation = Operation {
    path: "/v1/admin/roots",
    permission: Permission::ViewIssued,
    handler: roots,
    summary: Text {
        en: "The root keys, how far a change of them is, and who lags.",
        ja: "ルート キー、変更の進行状況、未対応のホストなど。",
    },
    takes: None,
    answer: message::<RootDocument>,
    parameters: &[LANG],
};

/// A page of product keys.
fn keys(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::keys::find(call)?;
    json(&KeyPage { keys: found.keys.iter().map(KeyDocument::new).collect(), next: found.next })
}

/// One product key.
fn key(call: &Call<'_>) -> Result<Response, PageError> {
    json(&KeyDocument::new(&pages::key::read(call)?))
}

/// A page of holders of licenses.
fn holders(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::holders::find(call)?;
    let holders = found.holders.iter().map(|holder| HolderDocument::new(holder, call.now)).collect();
    json(&HolderPage { hosts: holders, next: found.next.map(HolderCursor::text) })
}

/// One holder.
fn holder(call: &Call<'_>) -> Result<Response, PageError> {
    json(&HolderDetailDocument::new(pages::holder::read(call)?, call.now))
}

/// A page of orders.
fn orders(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::orders::find(call)?;
    let next = found.next.as_ref().map(CustomerOrder::text);
    json(&OrderPage { orders: found.orders.into_iter().map(OrderDocument::new).collect(), next })
}

/// A page of license packs.
fn packs(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::packs::find(call)?;
    let packs = found.packs.iter().map(|pack| PackDocument::new(pack, found.newest)).collect();
    json(&PackPage { packs, next: found.next })
}

/// The root keys.
fn roots(call: &Call<'_>) -> Result<Response, PageError> {
    json(&RootDocument::new(&pages::roots::read(call)?, call.lang(), call.now))
}
