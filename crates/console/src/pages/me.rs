//! The own account: its password and its sessions.

use super::{
    accounts::person,
    attempt::{Attempt, locked},
    frame::Frame,
    passkeys,
    password_form::{hashed, password_problem},
    response::{html, redirect},
    time_text::utc,
};
use crate::{
    account_change::{self, AccountVerb},
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    password::{self, LENGTH_MIN},
    session::{Session, SessionLimits},
    store::{Account, AccountChange, AccountRefusal, EndedSessions},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::code;

#[derive(Template)]
#[template(path = "me.html")]
struct Page {
    frame: Frame,
    name: String,
    role: String,
    /// One that a provider or a link signs in has none.
    has_password: bool,
    /// One that a provider signs in has none.
    has_passkeys: bool,
    password_action: String,
    passkeys: String,
    sessions_action: String,
    length_min: usize,
    problem: String,
    done: &'static str,
    rows: Vec<Row>,
}

struct Row {
    created: String,
    used: String,
    own: bool,
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new())
}

/// Takes a new password with the old one, whose guesses count as those at a sign-in; the other sessions end.
pub(crate) fn change_password(call: &Call<'_>) -> Result<Response, PageError> {
    let (session, own) = signed_in(call)?;
    if session.provider.is_some() {
        return Err(PageError::NotFound);
    }
    let name = session.account.as_str();
    if let Some(problem) = password_problem(call, name, call.request.form("password")) {
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem);
    }
    let mut store = call.store()?;
    let attempt = Attempt::of(call, name);
    let of_network = match attempt.count(call, &mut *store)? {
        Ok(before) => before,
        Err(wait) => return locked(call, wait, page),
    };
    let stored = store.account(name)?.map(|account| account.password);
    let entry = call.entry(AuditAction::Password);
    if !password::verify(call.request.form("old"), stored.as_deref()) {
        store.add_audit(&AuditEntry { code: code::ACCESS_DENIED, ..entry })?;
        return wrong(call);
    }
    attempt.succeeded(&mut *store, of_network)?;
    let hash = hashed(call, call.request.form("password"))?;
    let changed = store.change_account(&mut |accounts| {
        // An administrator may have made the password void since, or another session have changed it.
        let same = |account: &&Account| account.name == name && Some(&account.password) == stored.as_ref();
        let account = accounts.iter().find(same).ok_or(AccountRefusal::NoAccount)?;
        let changed = Account { password: hash.clone(), link: None, ..account.clone() };
        let ends_sessions = Some(EndedSessions::Others(own));
        Ok(AccountChange { name: name.to_owned(), account: Some(changed), ends_sessions, entry: entry.clone() })
    })?;
    if changed.is_err() {
        return wrong(call);
    }
    Ok(redirect(&call.request.links().to("/me", &[("done", "password")])))
}

fn wrong(call: &Call<'_>) -> Result<Response, PageError> {
    let problem = call.lang().pick("The old password is wrong.", "現在のパスワードが正しくありません。");
    page(call, StatusCode::FORBIDDEN, problem.to_owned())
}

/// Ends the sessions of the own account but for this one.
pub(crate) fn end_sessions(call: &Call<'_>) -> Result<Response, PageError> {
    let (session, own) = signed_in(call)?;
    let entry = call.entry(AuditAction::EndSessions);
    let ended = call.store()?.change_account(&mut |accounts| {
        let change = account_change::change(accounts, &session.account, &AccountVerb::EndSessions, entry.clone())?;
        Ok(AccountChange { ends_sessions: Some(EndedSessions::Others(own)), ..change })
    })?;
    ended.map_err(|_| PageError::NotSignedIn)?;
    Ok(redirect(&call.request.links().to("/me", &[("done", "sessions")])))
}

/// The session, and the hash of its id.
fn signed_in<'c>(call: &'c Call<'_>) -> Result<(&'c Session, crate::SecretHash), PageError> {
    call.session.as_ref().zip(call.request.session).ok_or(PageError::NotSignedIn)
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let (session, own) = signed_in(call)?;
    let (lang, links) = (call.lang(), call.request.links());
    let mut store = call.store()?;
    let sessions = store.sessions(&session.account)?;
    let has_password = store.account(&session.account)?.is_some_and(|account| !account.password.is_empty());
    let living = sessions.into_iter().filter(|(_, session)| SessionLimits::DEFAULT.permit(session, call.now));
    let row = |(id, session): (crate::SecretHash, Session)| Row {
        created: utc(session.created),
        used: utc(session.used),
        own: id == own,
    };
    let done = match call.request.query("done") {
        "password" => lang.pick(
            "The password is changed; your other sessions have ended.",
            "パスワードを変更しました。ほかのセッションは終了しました。",
        ),
        "sessions" => lang.pick("Your other sessions have ended.", "ほかのセッションは終了しました。"),
        _ => "",
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("Your account", "自分のアカウント")),
        name: person(&session.account, session.provider.as_ref()),
        has_password: session.provider.is_none() && (has_password || !problem.is_empty()),
        has_passkeys: session.provider.is_none(),
        role: session.role.name(lang),
        passkeys: links.to(passkeys::PATH, &[]),
        password_action: links.to("/me/password", &[]),
        sessions_action: links.to("/me/sessions", &[]),
        length_min: LENGTH_MIN,
        problem,
        done,
        rows: living.map(row).collect(),
    };
    html(status, &page)
}
