//! Customers in the API, and whom to ask there.

use super::{
    answer::json,
    customer_documents::{ContactChangeMessage, CustomerDocument},
    message::read,
    operation::{LANG, Operation, parameter},
    parameters::{Parameter, ParameterKind},
    problem::key_unchanged,
};
use crate::{
    call::{Call, PageError},
    customer::ContactChange,
    key_change::KeyChanged,
    pages::customer,
    role::Permission,
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_server::openapi::message;

pub(crate) const CUSTOMER: Operation = Operation {
    path: "/v1/admin/customer",
    permission: Permission::ViewIssued,
    handler: show,
    summary: Text { en: "One customer, with contact.", ja: "1 件の顧客と連絡先。" },
    takes: None,
    answer: message::<CustomerDocument>,
    parameters: &[
        Parameter {
            required: true,
            ..parameter("name", ParameterKind::Text, "As it is written beside keys.", "キーに記録された顧客名。")
        },
        LANG,
    ],
};

pub(crate) const CONTACT: Operation = Operation {
    path: "/v1/admin/customer/contact",
    permission: Permission::EditKeys,
    handler: contact,
    summary: Text { en: "Changes the contact of a customer.", ja: "顧客の連絡先を変更します。" },
    takes: Some(message::<ContactChangeMessage>),
    answer: message::<CustomerDocument>,
    parameters: &[LANG],
};

/// One customer.
fn show(call: &Call<'_>) -> Result<Response, PageError> {
    json(&CustomerDocument::new(customer::read(call)?))
}

/// Changes a contact.
fn contact(call: &Call<'_>) -> Result<Response, PageError> {
    let ContactChangeMessage { customer: name, before, after } = read(call)?;
    customer::named(call, &name)?;
    let change = ContactChange { customer: name.clone(), before: before.into(), after: after.into() };
    match customer::changed(call, &change)? {
        KeyChanged::Done(_) => json(&CustomerDocument::new(customer::named(call, &name)?)),
        KeyChanged::Meanwhile => Ok(key_unchanged(None)),
        KeyChanged::Refused(refusal) => Ok(key_unchanged(Some(refusal))),
    }
}
