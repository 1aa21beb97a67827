//! The passkeys of the own account.

use super::{
    code_text::shown,
    frame::Frame,
    name::{self, LENGTH_MAX},
    passkey_form::{ANSWER, ID, PasskeyForm, here},
    passkey_script::html_with,
    response::redirect,
    time_text::utc,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    passkey::store::{PASSKEYS_MAX, Passkey},
    session::Session,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use data_encoding::HEXLOWER;
use muster_core::{lang::Lang, visible};

/// Where they are.
pub(crate) const PATH: &str = "/me/passkeys";

#[derive(Template)]
#[template(path = "passkeys.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    problem: String,
    name_max: usize,
    rows: Vec<Row>,
    /// The form that adds one; none where passkeys do not work, or there are enough.
    passkey: Option<PasskeyForm>,
    /// Where they work, if not here.
    elsewhere: String,
    full: bool,
}

struct Row {
    id: String,
    name: String,
    /// The console that it is of, if it is another one.
    site: String,
    created: String,
    used: String,
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new())
}

/// Does what the pressed button says.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    match call.request.form("do") {
        "add" => add(call),
        "remove" => remove(call),
        _ => Err(PageError::NotFound),
    }
}

fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let (session, lang) = (own(call)?, call.lang());
    let passkeys = here(call).ok_or(PageError::NotFound)?;
    let Some(name) = name::stored(call.request.form("name")) else {
        let problem = lang.pick(
            format!("A name has 1 to {LENGTH_MAX} characters, and nothing invisible."),
            format!("名前は 1 ～ {LENGTH_MAX} 文字で指定してください。表示されない文字は使用できません。"),
        );
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem);
    };
    let (id, answer) = (call.request.form(ID), call.request.form(ANSWER));
    let entry = AuditEntry { subject: Some(name.clone()), ..call.entry(AuditAction::PasskeyAdd) };
    let mut store = call.store()?;
    let passkey = match passkeys.added(&session.account, &name, id, answer, call.now) {
        Ok(passkey) => passkey,
        Err(refusal) => {
            let code = refusal.code();
            store.add_audit(&AuditEntry { code, ..entry })?;
            tracing::warn!(%code, account = %visible::line(&session.account), "a passkey was not added: {refusal}");
            return page(call, StatusCode::UNPROCESSABLE_ENTITY, refusal.text(lang));
        }
    };
    if !store.add_passkey(&passkey, &entry)? {
        return page(call, StatusCode::CONFLICT, not_added(lang));
    }
    Ok(redirect(&call.request.links().to(PATH, &[])))
}

fn not_added(lang: Lang) -> String {
    lang.pick(
        format!("The passkey was not added: it is known already, there are {PASSKEYS_MAX}, or the account has no password."),
        format!("パスキーを追加できませんでした。既に登録されているか、登録数が上限の {PASSKEYS_MAX} 個に達しているか、アカウントにパスワードが設定されていません。"),
    )
}

fn remove(call: &Call<'_>) -> Result<Response, PageError> {
    let account = own(call)?.account.as_str();
    let id = HEXLOWER.decode(call.request.form("id").as_bytes()).map_err(|_| PageError::NotFound)?;
    let mut store = call.store()?;
    let passkey = store.passkey(&id)?.filter(|passkey| passkey.account == account).ok_or(PageError::NotFound)?;
    let entry = AuditEntry { subject: Some(passkey.name), ..call.entry(AuditAction::PasskeyRemove) };
    if !store.remove_passkey(account, &id, &entry)? {
        return Err(PageError::NotFound);
    }
    Ok(redirect(&call.request.links().to(PATH, &[])))
}

/// The session, if its account is one of the console's own: a provider has passkeys of its own.
fn own<'c>(call: &'c Call<'_>) -> Result<&'c Session, PageError> {
    let session = call.session.as_ref().ok_or(PageError::NotSignedIn)?;
    if session.provider.is_some() { Err(PageError::NotFound) } else { Ok(session) }
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let (session, lang, links) = (own(call)?, call.lang(), call.request.links());
    let known = call.store()?.passkeys(Some(&session.account))?;
    let full = known.len() >= PASSKEYS_MAX as usize;
    let passkey = if full { None } else { PasskeyForm::to_add(call, &session.account, &known) };
    let site = call.console.passkeys.as_ref();
    let other = |passkey: &Passkey| site.is_none_or(|site| site.site() != passkey.site);
    let row = |passkey: &Passkey| Row {
        id: HEXLOWER.encode(&passkey.id),
        name: shown(&passkey.name),
        site: if other(passkey) { shown(&passkey.site) } else { String::new() },
        created: utc(passkey.created),
        used: passkey.used.map_or_else(|| "–".to_owned(), utc),
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("Passkeys", "パスキー")),
        back: links.to("/me", &[]),
        action: links.to(PATH, &[]),
        problem,
        name_max: LENGTH_MAX,
        rows: known.iter().map(row).collect(),
        passkey,
        elsewhere: site.filter(|_| here(call).is_none()).map(|site| site.origin()).unwrap_or_default(),
        full,
    };
    html_with(page.passkey.as_ref(), status, &page)
}
