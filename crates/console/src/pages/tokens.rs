//! Tokens for the API: all of them, the form that makes one, and revoking.

use super::{
    code_text::shown,
    frame::Frame,
    password_form::name_problem,
    response::{html, redirect},
    role_form::{RoleFields, chosen},
    time_text::utc,
};
use crate::{
    account_name,
    api_token::{ApiToken, DAYS_MAX},
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::time::Span;

/// The life that the form offers, in days.
const DAYS_OFFERED: u32 = 90;

#[derive(Template)]
#[template(path = "tokens.html")]
struct Page {
    frame: Frame,
    action: String,
    api: String,
    problem: String,
    name: String,
    days: String,
    days_max: u32,
    fields: RoleFields,
    rows: Vec<Row>,
    made: Option<Made>,
}

/// A token that was just made: it is shown once.
struct Made {
    name: String,
    secret: String,
    until: String,
}

struct Row {
    /// As it is stored.
    id: String,
    name: String,
    scope: String,
    maker: String,
    created: String,
    until: String,
    ended: bool,
    used: String,
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new(), None)
}

/// Does what the pressed button says.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    match call.request.form("do") {
        "revoke" => revoke(call),
        "add" => add(call),
        _ => Err(PageError::NotFound),
    }
}

fn revoke(call: &Call<'_>) -> Result<Response, PageError> {
    let name = call.request.form("name");
    let entry = AuditEntry { subject: Some(name.to_owned()), ..call.entry(AuditAction::TokenRemove) };
    if !call.store()?.remove_token(name, &entry)? {
        return Err(PageError::NotFound);
    }
    Ok(redirect(&call.request.links().to("/tokens", &[])))
}

fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let refused = |problem| page(call, StatusCode::UNPROCESSABLE_ENTITY, problem, None);
    let name = account_name::normalised(call.request.form("name"));
    let scope = match chosen(call) {
        Ok(scope) => scope,
        Err(problem) => return refused(problem),
    };
    if let Some(problem) = name_problem(call, &name) {
        return refused(problem);
    }
    let days = call.request.form("days").trim().parse().ok().filter(|days| (1..=DAYS_MAX).contains(days));
    let Some(days) = days else {
        return refused(call.lang().pick(
            format!("A token lasts 1 to {DAYS_MAX} days."),
            format!("有効期間は 1 ～ {DAYS_MAX} 日で指定してください。"),
        ));
    };
    let (secret, hash) = ApiToken::draw(&call.console.entropy);
    let maker = call.session.as_ref().map(|session| session.account.clone()).unwrap_or_default();
    let until = call.now + Span::days(days);
    let (subject, new) = (Some(name.clone()), Some(scope.text()));
    let token = ApiToken { hash, name: name.clone(), scope, maker, created: call.now, until, used: None };
    let entry = AuditEntry { subject, new, ..call.entry(AuditAction::TokenAdd) };
    if !call.store()?.add_token(&token, &entry)? {
        let problem =
            call.lang().pick("There is a token of this name already.", "この名前のトークンは既に存在します。");
        return page(call, StatusCode::CONFLICT, problem.to_owned(), None);
    }
    let made = Made { name: shown(&name), secret, until: utc(until) };
    page(call, StatusCode::OK, String::new(), Some(made))
}

fn page(call: &Call<'_>, status: StatusCode, problem: String, made: Option<Made>) -> Result<Response, PageError> {
    let lang = call.lang();
    let end_time = call.end_time()?;
    let row = |token: ApiToken| Row {
        name: shown(&token.name),
        scope: token.scope.name(lang),
        maker: shown(&token.maker),
        created: utc(token.created),
        ended: !token.is_in_force(call.now, end_time),
        until: utc(token.until),
        used: token.used.map_or_else(|| "–".to_owned(), utc),
        id: token.name,
    };
    let typed = |name, otherwise: String| {
        if problem.is_empty() { otherwise } else { call.request.form(name).to_owned() }
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("API tokens", "API トークン")),
        action: call.request.links().to("/tokens", &[]),
        api: call.request.links().to("/api", &[]),
        name: typed("name", String::new()),
        days: typed("days", DAYS_OFFERED.to_string()),
        days_max: DAYS_MAX,
        fields: RoleFields::typed(call),
        problem,
        rows: call.store()?.tokens()?.into_iter().map(row).collect(),
        made,
    };
    html(status, &page)
}
