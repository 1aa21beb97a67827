//! All accounts, and the form that adds one.

use super::{
    code_text::shown,
    frame::Frame,
    password_form::name_problem,
    response::html,
    role_form::{RoleFields, chosen},
    time_text::utc,
};
use crate::{
    account_change, account_name,
    audit::AuditAction,
    call::{Call, PageError},
    secret::Secret,
    store::{Account, AccountLink, ProviderIdentity},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{lang::Lang, time::Moment};

#[derive(Template)]
#[template(path = "accounts.html")]
struct Page {
    frame: Frame,
    action: String,
    problem: String,
    name: String,
    fields: RoleFields,
    rows: Vec<Row>,
    link: Option<ShownLink>,
}

/// A link that was just made: it is shown once.
pub(super) struct ShownLink {
    pub(super) account: String,
    pub(super) address: String,
    pub(super) until: String,
}

struct Row {
    href: String,
    name: String,
    role: String,
    state: &'static str,
    class: &'static str,
    created: String,
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new(), None)
}

/// Adds one, and shows once the link by which its holder chooses a password: no administrator ever knows it.
pub(crate) fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let name = account_name::normalised(call.request.form("name"));
    let role = match chosen(call) {
        Ok(role) => role,
        Err(problem) => return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem, None),
    };
    if let Some(problem) = name_problem(call, &name) {
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem, None);
    }
    let (token, link) = new_link(call);
    let account = Account {
        name: name.clone(),
        password: String::new(),
        role,
        created: call.now,
        disabled: false,
        link: Some(link),
        provider: None,
    };
    let added = call.store()?.change_account(&mut |accounts| {
        account_change::add(accounts, account.clone(), call.entry(AuditAction::AccountAdd))
    })?;
    match added {
        Ok(()) => page(call, StatusCode::OK, String::new(), Some(shown_link(call, &name, &token, link))),
        Err(refusal) => page(call, StatusCode::CONFLICT, refusal.text(call.lang()), None),
    }
}

/// A link by which a password is chosen, and its token.
pub(super) fn new_link(call: &Call<'_>) -> (Secret<16>, AccountLink) {
    let token = Secret::draw(&call.console.entropy);
    let link = AccountLink { token: token.hash(), until: call.now + AccountLink::LIFETIME };
    (token, link)
}

pub(super) fn shown_link(call: &Call<'_>, name: &str, token: &Secret<16>, link: AccountLink) -> ShownLink {
    ShownLink {
        account: shown(name),
        address: format!("{}/password?token={}", call.console.site.origin(), token.text()),
        until: utc(link.until),
    }
}

/// The name of an account as its provider has it.
pub(super) fn person(account: &str, provider: Option<&ProviderIdentity>) -> String {
    full_name(account, provider.map(|provider| provider.full_name.as_str()))
}

/// The name of an account; of one that a provider signs in, its name for people before it.
pub(super) fn full_name(account: &str, name: Option<&str>) -> String {
    name.map_or_else(|| shown(account), |name| format!("{} ({})", shown(name), shown(account)))
}

/// Whether an account can sign in.
#[derive(Clone, Copy)]
pub(crate) enum AccountState {
    Active,
    Disabled,
    LinkEnded,
    /// It signed in by a link, and has no password for another sign-in.
    LinkUsed,
    WaitsForLink,
}

impl AccountState {
    pub(crate) fn of(account: &Account, now: Moment) -> Self {
        let by_link = account.password.is_empty() && account.provider.is_none();
        match account.link {
            _ if account.disabled => Self::Disabled,
            _ if !by_link => Self::Active,
            None => Self::LinkUsed,
            Some(link) if link.is_in_force(now, now) => Self::WaitsForLink,
            Some(_) => Self::LinkEnded,
        }
    }

    /// Its name in documents.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::LinkEnded => "link-ended",
            Self::LinkUsed => "link-used",
            Self::WaitsForLink => "waits-for-link",
        }
    }
}

/// Whether an account can sign in, for people, and its class.
pub(super) fn state(account: &Account, now: Moment, lang: Lang) -> (&'static str, &'static str) {
    let (en, ja, class) = match AccountState::of(account, now) {
        AccountState::Disabled => ("Disabled", "無効", "bad"),
        AccountState::Active => ("Active", "有効", "well"),
        AccountState::WaitsForLink => ("Waits for its link to be used", "リンクの使用待ち", "warn"),
        AccountState::LinkUsed => (
            "Has signed in by its link; the next sign-in takes a new one",
            "リンクでサインイン済み (次回のサインインには新しいリンクが必要です)",
            "warn",
        ),
        AccountState::LinkEnded => {
            ("Its link has ended: make a new one", "リンクの期限切れ (新しいリンクを発行してください)", "bad")
        }
    };
    (lang.pick(en, ja), class)
}

fn page(call: &Call<'_>, status: StatusCode, problem: String, link: Option<ShownLink>) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let row = |account: &Account| {
        let (state, class) = state(account, call.now, lang);
        Row {
            href: links.to("/account", &[("name", &account.name)]),
            name: person(&account.name, account.provider.as_ref()),
            role: account.role.name(lang),
            state,
            class,
            created: utc(account.created),
        }
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("Accounts", "アカウント")),
        action: links.to("/accounts", &[]),
        name: if problem.is_empty() { String::new() } else { call.request.form("name").to_owned() },
        problem,
        fields: RoleFields::typed(call),
        rows: call.store()?.accounts()?.iter().map(row).collect(),
        link,
    };
    html(status, &page)
}
