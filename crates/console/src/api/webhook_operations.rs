//! Webhooks in the API: what the page *Webhooks* does.

use super::{
    answer::json,
    message::read,
    operation::{LANG, Operation, parameter},
    parameters::ParameterKind,
    problem::webhook_refused,
    webhook_documents::{
        DeliveryDocument, DeliveryPage, MadeWebhookDocument, NamedWebhook, WantedWebhook, WebhookDocument, WebhookList,
    },
};
use crate::{
    call::{Call, PageError},
    pages,
    role::Permission,
    webhook::{event::WebhookEvent, refusal::WebhookRefusal},
    webhook_change::{self, Wanted},
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_server::openapi::message;

pub(super) const ALL: &[Operation] = &[LIST, ADD, CHANGE, REMOVE, TEST, DELIVERIES];

pub(crate) const LIST: Operation = Operation {
    path: "/v1/admin/webhooks",
    permission: Permission::ManageWebhooks,
    handler: list,
    summary: Text { en: "All webhooks.", ja: "すべての Webhook。" },
    takes: None,
    answer: message::<WebhookList>,
    parameters: &[LANG],
};

pub(crate) const ADD: Operation = Operation {
    path: "/v1/admin/webhooks/add",
    permission: Permission::ManageWebhooks,
    handler: add,
    summary: Text {
        en: "Makes a webhook; its secret is told this once.",
        ja: "Webhook を作成します。シークレットが返されるのはこの 1 回のみです。",
    },
    takes: Some(message::<WantedWebhook>),
    answer: message::<MadeWebhookDocument>,
    parameters: &[LANG],
};

pub(crate) const CHANGE: Operation = Operation {
    path: "/v1/admin/webhooks/change",
    permission: Permission::ManageWebhooks,
    handler: change,
    summary: Text {
        en: "Gives a webhook another address and other events; its secret stays.",
        ja: "Webhook のアドレスとイベントを変更します。シークレットは変わりません。",
    },
    takes: Some(message::<WantedWebhook>),
    answer: message::<WebhookDocument>,
    parameters: &[LANG],
};

pub(crate) const REMOVE: Operation = Operation {
    path: "/v1/admin/webhooks/remove",
    permission: Permission::ManageWebhooks,
    handler: remove,
    summary: Text {
        en: "Removes a webhook, and gives up what is on its way to it.",
        ja: "Webhook を削除します。配信待ちのメッセージは中止されます。",
    },
    takes: Some(message::<NamedWebhook>),
    answer: message::<WebhookDocument>,
    parameters: &[LANG],
};

pub(crate) const TEST: Operation = Operation {
    path: "/v1/admin/webhooks/test",
    permission: Permission::ManageWebhooks,
    handler: test,
    summary: Text { en: "Sends a webhook a test.", ja: "Webhook にテスト メッセージを送信します。" },
    takes: Some(message::<NamedWebhook>),
    answer: message::<WebhookDocument>,
    parameters: &[LANG],
};

pub(crate) const DELIVERIES: Operation = Operation {
    path: "/v1/admin/webhooks/deliveries",
    permission: Permission::ManageWebhooks,
    handler: deliveries,
    summary: Text {
        en: "50 messages to webhooks, the newest first.",
        ja: "Webhook への配信 (新しい順、1 ページ 50 件)。",
    },
    takes: None,
    answer: message::<DeliveryPage>,
    parameters: &[
        parameter(
            "before",
            ParameterKind::Number,
            "Only deliveries before this number: take it from next.",
            "この番号より前の配信。next の値を指定します。",
        ),
        LANG,
    ],
};

/// All webhooks.
fn list(call: &Call<'_>) -> Result<Response, PageError> {
    let webhooks = call.store()?.webhooks()?;
    json(&WebhookList { webhooks: webhooks.iter().map(WebhookDocument::new).collect() })
}

/// Makes one.
fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let wanted: WantedWebhook = read(call)?;
    let made = match checked(call, &wanted) {
        Ok(wanted) => webhook_change::make(call, wanted)?,
        Err(refusal) => Err(refusal),
    };
    made.map_or_else(|refusal| Ok(webhook_refused(refusal)), |made| json(&MadeWebhookDocument::new(made)))
}

/// Changes one.
fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let wanted: WantedWebhook = read(call)?;
    let changed = match checked(call, &wanted) {
        Ok(wanted) => webhook_change::change(call, wanted)?,
        Err(refusal) => Err(refusal),
    };
    changed.map_or_else(|refusal| Ok(webhook_refused(refusal)), |webhook| json(&WebhookDocument::new(&webhook)))
}

/// Removes one.
fn remove(call: &Call<'_>) -> Result<Response, PageError> {
    let NamedWebhook { name } = read(call)?;
    json(&WebhookDocument::new(&webhook_change::remove(call, &name)?))
}

/// Tries one.
fn test(call: &Call<'_>) -> Result<Response, PageError> {
    let NamedWebhook { name } = read(call)?;
    json(&WebhookDocument::new(&webhook_change::test(call, &name)?))
}

/// A page of deliveries.
fn deliveries(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::webhooks::find(call)?;
    json(&DeliveryPage {
        deliveries: found.deliveries.into_iter().map(DeliveryDocument::new).collect(),
        next: found.next,
    })
}

/// What a message wants, with the events of its ids: all of this service without any.
fn checked<'w>(call: &Call<'_>, wanted: &'w WantedWebhook) -> Result<Wanted<'w>, WebhookRefusal> {
    let mut events: Vec<WebhookEvent> = WebhookEvent::of(call.console.service.kind()).collect();
    if let Some(ids) = &wanted.events {
        if !ids.iter().all(|id| events.iter().any(|event| event.id() == id)) {
            return Err(WebhookRefusal::UnknownEvent);
        }
        events.retain(|event| ids.iter().any(|id| event.id() == id));
    }
    Ok(Wanted { name: &wanted.name, url: &wanted.url, events })
}
