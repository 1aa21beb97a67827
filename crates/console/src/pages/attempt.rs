//! Attempts to sign in: each is counted before what it brings is looked at.

use crate::{
    account_name,
    call::{Call, PageError},
    lockout::{FORGOTTEN_AFTER, Failures, Lockout},
    store::{ConsoleError, ConsoleStore},
    webhook::{announce::Notice, event::WebhookEvent, worker},
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use muster_core::{
    host::rate_limit::network_of,
    time::{Moment, Span},
};
use serde_json::json;

/// An attempt to sign in, and what it counts for.
pub(super) struct Attempt {
    /// None where no password is shown: nobody's failures may lock others out.
    account: Option<String>,
    network: String,
}

impl Attempt {
    pub(super) fn of(call: &Call<'_>, name: &str) -> Self {
        // A name that no account can have counts as one: names fill no disk.
        let name: String =
            if name.chars().count() <= account_name::LENGTH_MAX { name.to_owned() } else { String::new() };
        Self { account: Some(format!("account {name}")), ..Self::of_network(call) }
    }

    /// One that counts for the network alone.
    pub(super) fn of_network(call: &Call<'_>) -> Self {
        Self { account: None, network: format!("network {}", network_of(call.request.peer)) }
    }

    /// Counts it as failed before the password is looked at, so that many at once are not all the last, and returns the failures of
    /// the network before it; or how long it has to wait.
    pub(super) fn count(
        &self,
        call: &Call<'_>,
        store: &mut dyn ConsoleStore,
    ) -> Result<Result<Failures, Span>, PageError> {
        let _counting = call.console.counting();
        let of_network = failures(store, &self.network, call.now)?;
        let of_account = self.account.as_ref().map(|account| failures(store, account, call.now)).transpose()?;
        let account = of_account.and_then(|failures| Lockout::ACCOUNT.wait(failures, call.now));
        if let Some(wait) = account.max(Lockout::NETWORK.wait(of_network, call.now)) {
            return Ok(Err(wait));
        }
        store.prune_failures(call.now - FORGOTTEN_AFTER)?;
        if let Some(account) = &self.account {
            store.add_failure(account, call.now)?;
        }
        store.add_failure(&self.network, call.now)?;
        Ok(Ok(of_network))
    }

    /// Tells webhooks if this failure makes the next attempt wait. `known` is the name of the account, empty if there is none: what was
    /// typed may be a password in the wrong field.
    pub(super) fn failed(&self, call: &Call<'_>, store: &mut dyn ConsoleStore, known: &str) -> Result<(), PageError> {
        let account = self.account.as_ref().map(|account| store.failures(account)).transpose()?;
        for (lockout, failures, what) in [
            (Lockout::ACCOUNT, account.unwrap_or_default(), ("account", known)),
            (
                Lockout::NETWORK,
                store.failures(&self.network)?,
                ("network", self.network.trim_start_matches("network ")),
            ),
        ] {
            if !lockout.begins(failures) {
                continue;
            }
            let from = call.request.peer.to_canonical().to_string();
            let data = json!({ "locked": what.0, what.0: what.1, "failures": failures.count, "from": from });
            let notice = Notice { event: WebhookEvent::SignInLocked, data };
            worker::tell(store, notice, None, call.now, &call.console.entropy)?;
        }
        Ok(())
    }

    /// Takes the count back: all of the account's, and of the network's only this one, or an own account would clear the guesses at
    /// others. Nor does it make others wait: the network's last failure is the one before it.
    pub(super) fn succeeded(&self, store: &mut dyn ConsoleStore, before: Failures) -> Result<(), PageError> {
        if let Some(account) = &self.account {
            store.forgive(account, u32::MAX, None)?;
        }
        Ok(store.forgive(&self.network, 1, before.last)?)
    }
}

/// The failures of a subject. Where the last is from the future, the clock was set back since: its wait begins now, and ends.
pub(crate) fn failures(store: &mut dyn ConsoleStore, subject: &str, now: Moment) -> Result<Failures, ConsoleError> {
    let failures = store.failures(subject)?;
    if failures.last.is_none_or(|last| last <= now) {
        return Ok(failures);
    }
    store.forgive(subject, 0, Some(now))?;
    Ok(Failures { last: Some(now), ..failures })
}

/// `page`, for somebody who has to wait.
pub(super) fn locked(
    call: &Call<'_>,
    wait: Span,
    page: impl FnOnce(&Call<'_>, StatusCode, String) -> Result<Response, PageError>,
) -> Result<Response, PageError> {
    let seconds = wait.as_seconds();
    let problem = call.lang().pick(
        format!("Too many sign-ins failed. Wait {seconds} seconds before the next."),
        format!("サインインの失敗回数が上限に達しました。{seconds} 秒後に再試行してください。"),
    );
    let page = page(call, StatusCode::TOO_MANY_REQUESTS, problem)?;
    Ok(([(header::RETRY_AFTER, seconds.to_string())], page).into_response())
}
