//! Signing in and out.

use super::{
    frame::Frame,
    response::{html, redirect},
    signed_in::begin,
};
use crate::{
    account_name,
    call::{Call, PageError},
    lockout::{FORGOTTEN_AFTER, Failures, Lockout},
    password,
    session::Session,
    store::ConsoleStore,
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use muster_core::{host::rate_limit::network_of, time::Span, visible};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    frame: Frame,
    action: String,
    name: String,
    problem: String,
}

/// The form.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    if call.session.is_some() {
        return Ok(redirect(&call.request.links().to("/", &[])));
    }
    page(call, StatusCode::OK, String::new())
}

/// Takes a name and a password. Whether there is such an account is told by nothing: not by the answer, the wait, or the time it takes.
pub(crate) fn sign_in(call: &Call<'_>) -> Result<Response, PageError> {
    let name = account_name::normalised(call.request.form("name"));
    let mut store = call.store()?;
    let attempt = Attempt::of(call, &name);
    let of_network = match attempt.count(call, &mut *store)? {
        Ok(before) => before,
        Err(wait) => return locked(call, wait),
    };
    let account = store.account(&name)?;
    let peer = call.request.peer;
    let fits =
        password::verify(call.request.form("password"), account.as_ref().map(|account| account.password.as_str()));
    let Some(account) = account.filter(|_| fits) else {
        tracing::warn!(account = %visible::line(&name), %peer, "a sign-in to the console failed");
        let problem = call.lang().pick("Name or password is wrong.", "名前またはパスワードが正しくありません。");
        return page(call, StatusCode::FORBIDDEN, problem.to_owned());
    };
    attempt.succeeded(&mut *store, of_network)?;
    tracing::info!(account = %visible::line(&name), %peer, "signed in to the console");
    let session = Session { account: account.name, role: account.role, created: call.now, used: call.now };
    begin(call, &mut *store, &session)
}

/// Ends the session, in the store and in the browser.
pub(crate) fn sign_out(call: &Call<'_>) -> Result<Response, PageError> {
    if let Some(id) = &call.request.session {
        call.store()?.remove_session(id)?;
    }
    let to = redirect(&call.request.links().to("/sign-in", &[]));
    Ok(([(header::SET_COOKIE, call.console.cookie.clear())], to).into_response())
}

/// An attempt to sign in, and what it counts for.
struct Attempt {
    account: String,
    network: String,
}

impl Attempt {
    fn of(call: &Call<'_>, name: &str) -> Self {
        // A name that no account can have counts as one: names fill no disk.
        let name: String =
            if name.chars().count() <= account_name::LENGTH_MAX { name.to_owned() } else { String::new() };
        Self { account: format!("account {name}"), network: format!("network {}", network_of(call.request.peer)) }
    }

    /// Counts it as failed before the password is looked at, so that many at once are not all the last, and returns the failures of
    /// the network before it; or how long it has to wait.
    fn count(&self, call: &Call<'_>, store: &mut dyn ConsoleStore) -> Result<Result<Failures, Span>, PageError> {
        let _counting = call.console.counting();
        let of_network = store.failures(&self.network)?;
        let account = Lockout::ACCOUNT.wait(store.failures(&self.account)?, call.now);
        if let Some(wait) = account.max(Lockout::NETWORK.wait(of_network, call.now)) {
            return Ok(Err(wait));
        }
        store.prune_failures(call.now - FORGOTTEN_AFTER)?;
        store.add_failure(&self.account, call.now)?;
        store.add_failure(&self.network, call.now)?;
        Ok(Ok(of_network))
    }

    /// Takes the count back: all of the account's, and of the network's only this one, or an own account would clear the guesses at
    /// others. Nor does it make others wait: the network's last failure is the one before it.
    fn succeeded(&self, store: &mut dyn ConsoleStore, before: Failures) -> Result<(), PageError> {
        store.forgive(&self.account, u32::MAX, None)?;
        Ok(store.forgive(&self.network, 1, before.last)?)
    }
}

fn locked(call: &Call<'_>, wait: Span) -> Result<Response, PageError> {
    let seconds = wait.as_seconds();
    let problem = call.lang().pick(
        format!("Too many sign-ins failed. Wait {seconds} seconds before the next."),
        format!("サインインの失敗回数が上限に達しました。{seconds} 秒後に再試行してください。"),
    );
    let page = page(call, StatusCode::TOO_MANY_REQUESTS, problem)?;
    Ok(([(header::RETRY_AFTER, seconds.to_string())], page).into_response())
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let frame = Frame::new(call, call.lang().pick("Sign in", "サインイン"));
    let action = call.request.links().to("/sign-in", &[]);
    html(status, &Page { frame, action, name: call.request.form("name").to_owned(), problem })
}
