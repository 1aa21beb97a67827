//! The first administrator, by the link that the host prints at its start.

use super::{frame::Frame, response::html, signed_in::begin};
use crate::{
    account_name::{self, LENGTH_MAX as NAME_LENGTH_MAX},
    call::{Call, PageError},
    password::{self, LENGTH_MAX, LENGTH_MIN},
    role::Role,
    secret::{Secret, SecretHash},
    session::Session,
    store::{Account, ConsoleError},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{code, visible};

#[derive(Template)]
#[template(path = "setup.html")]
struct Page {
    frame: Frame,
    /// Where the form goes; empty if the link is not good.
    action: String,
    name: String,
    length_min: usize,
    problem: String,
}

/// The form. Looking at it does not use the link up: mail scanners and browsers look too.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    match link(call)? {
        Some(_) => page(call, StatusCode::OK, String::new()),
        None => ended(call),
    }
}

/// Makes the first administrator and signs him in.
pub(crate) fn create(call: &Call<'_>) -> Result<Response, PageError> {
    let Some(token) = link(call)? else { return ended(call) };
    let name = account_name::normalised(call.request.form("name"));
    let password = call.request.form("password");
    if let Some(problem) = problem(call, &name, password) {
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, problem);
    }
    let Some(password) = password::hash(password, call.console.entropy.bytes()) else {
        let detail = "the password cannot be hashed".to_owned();
        return Err(PageError::Host(ConsoleError { code: code::UNEXPECTED, detail }));
    };
    let account = Account { name, password, role: Role::Administrator, created: call.now };
    let mut store = call.store()?;
    if !store.create_first_account(&token, &account, call.now)? {
        return ended(call);
    }
    tracing::info!(account = %visible::line(&account.name), peer = %call.request.peer, "made the first administrator");
    let session = Session { account: account.name, role: account.role, created: call.now, used: call.now };
    begin(call, &mut *store, &session)
}

/// The hash of the link's token, if the link is good.
fn link(call: &Call<'_>) -> Result<Option<SecretHash>, PageError> {
    let Some(token) = Secret::<16>::parse(call.request.query("token")) else { return Ok(None) };
    let hash = token.hash();
    Ok(call.store()?.is_setup_link(&hash, call.now)?.then_some(hash))
}

/// What is wrong with name and password.
fn problem(call: &Call<'_>, name: &str, password: &str) -> Option<String> {
    let lang = call.lang();
    let hidden = name.chars().any(|c| visible::is_hidden(c) || c.is_whitespace());
    if name.is_empty() || name.chars().count() > NAME_LENGTH_MAX || hidden {
        return Some(lang.pick(
            format!("A name has 1 to {NAME_LENGTH_MAX} characters and no spaces."),
            format!("名前は空白を含まない 1 ～ {NAME_LENGTH_MAX} 文字で指定してください。"),
        ));
    }
    if !(LENGTH_MIN..=LENGTH_MAX).contains(&password.chars().count()) {
        return Some(lang.pick(
            format!("A password has {LENGTH_MIN} to {LENGTH_MAX} characters."),
            format!("パスワードは {LENGTH_MIN} ～ {LENGTH_MAX} 文字で指定してください。"),
        ));
    }
    if password.to_lowercase().contains(name) && name.chars().count() >= LENGTH_MIN / 2 {
        return Some(
            lang.pick("The password must not hold the name.", "パスワードに名前を含めることはできません。").to_owned(),
        );
    }
    let same = password == call.request.form("again");
    (!same).then(|| lang.pick("The two passwords differ.", "2 つのパスワードが一致しません。").to_owned())
}

fn ended(call: &Call<'_>) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("The link has ended", "リンクの有効期限切れ"));
    html(
        StatusCode::NOT_FOUND,
        &Page { frame, action: String::new(), name: String::new(), length_min: 0, problem: String::new() },
    )
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("Make the first administrator", "最初の管理者の作成"));
    let action = call.request.links().to("/setup", &[("token", call.request.query("token"))]);
    html(status, &Page { frame, action, name: call.request.form("name").to_owned(), length_min: LENGTH_MIN, problem })
}
