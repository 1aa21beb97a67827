//! One account, and what an administrator does to it.

use super::{
    accounts::{ShownLink, new_link, person, shown_link, state},
    code_text::shown,
    frame::Frame,
    response::{html, redirect},
    role_form::{RoleFields, chosen},
    time_text::utc,
};
use crate::{
    account_change::{self, AccountVerb},
    call::{Call, PageError},
    limited_role::LimitedRole,
    store::AccountRefusal,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    frame: Frame,
    back: String,
    /// Who signs it in and gives it its role, if not the console.
    provider: Option<String>,
    action: String,
    problem: String,
    role: String,
    /// The role as this page shows it: a change by somebody else is not undone unseen.
    before: String,
    fields: RoleFields,
    state: &'static str,
    class: &'static str,
    disabled: bool,
    created: String,
    sessions: usize,
    passkeys: usize,
    audit: String,
    link: Option<ShownLink>,
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new(), None)
}

/// Does what the pressed button says.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let name = call.request.query("name");
    let mut made = None;
    let verb = match call.request.form("do") {
        "disable" => AccountVerb::Disable,
        "enable" => AccountVerb::Enable,
        "end-sessions" => AccountVerb::EndSessions,
        "link" => {
            let (secret, link) = new_link(call);
            made = Some((secret, link));
            AccountVerb::Link(link)
        }
        "remove" => AccountVerb::Remove,
        "role" => match chosen(call) {
            Ok(role) => AccountVerb::SetRole(role, LimitedRole::parse(call.request.form("before"))),
            Err(problem) => return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem, None),
        },
        _ => return Err(PageError::NotFound),
    };
    let changed = call
        .store()?
        .change_account(&mut |accounts| account_change::change(accounts, name, &verb, call.entry(verb.action())))?;
    let links = call.request.links();
    match (changed, verb, made) {
        (Err(AccountRefusal::NoAccount), ..) => Err(PageError::NotFound),
        (Err(refusal), ..) => page(call, StatusCode::CONFLICT, refusal.text(call.lang()), None),
        (Ok(()), _, Some((token, link))) => {
            let link = shown_link(call, name, &token, link);
            page(call, StatusCode::OK, String::new(), Some(link))
        }
        (Ok(()), AccountVerb::Remove, None) => Ok(redirect(&links.to("/accounts", &[]))),
        (Ok(()), ..) => Ok(redirect(&links.to("/account", &[("name", name)]))),
    }
}

fn page(call: &Call<'_>, status: StatusCode, problem: String, link: Option<ShownLink>) -> Result<Response, PageError> {
    let (lang, links, mut store) = (call.lang(), call.request.links(), call.store()?);
    let Some(account) = store.account(call.request.query("name"))? else { return Err(PageError::NotFound) };
    let name = account.name.as_str();
    let (state, class) = state(&account, call.now, lang);
    let page = Page {
        frame: Frame::new(call, &person(name, account.provider.as_ref())),
        provider: account.provider.as_ref().map(|provider| shown(&provider.issuer)),
        back: links.to("/accounts", &[]),
        action: links.to("/account", &[("name", name)]),
        problem,
        role: account.role.name(lang),
        before: account.role.text(),
        fields: RoleFields::of(call, &account.role),
        state,
        class,
        disabled: account.disabled,
        created: utc(account.created),
        sessions: store.sessions(name)?.len(),
        passkeys: store.passkeys(Some(name))?.len(),
        audit: links.to("/audit", &[("account", name)]),
        link,
    };
    html(status, &page)
}
