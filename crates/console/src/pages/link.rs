//! A sign-in by a link that a command at the host made: once, and without a password.

use super::{choose_password::ended, response::redirect, signed_in::begin};
use crate::{
    account_change::of_link,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    secret::Secret,
    store::{Account, AccountChange, AccountRefusal},
};
use axum::{http::Method, response::Response};

/// What the audit log says of how somebody signed in.
const BY_LINK: &str = "link";

/// Signs in; the link is used up. Whoever is signed in stays who he is, and the link stays good.
pub(crate) fn follow(call: &Call<'_>) -> Result<Response, PageError> {
    if call.session.is_some() || call.request.method == Method::HEAD {
        return Ok(redirect(&call.request.links().to("/", &[])));
    }
    let Some(token) = Secret::<16>::parse(call.request.query("token")) else { return ended(call) };
    let (token, mut store, mut name) = (token.hash(), call.store()?, String::new());
    let used = store.change_account(&mut |accounts| {
        let account = of_link(accounts, &token, call.now).ok_or(AccountRefusal::NoAccount)?;
        name.clone_from(&account.name);
        let entry = AuditEntry::new(AuditAction::SignIn, &account.name, call.request.peer, call.now);
        let entry = AuditEntry { new: Some(BY_LINK.into()), ..entry };
        let account = Some(Account { link: None, ..account.clone() });
        Ok(AccountChange { name: name.clone(), account, ends_sessions: None, entry })
    })?;
    let Some(account) = store.account(&name)?.filter(|_| used.is_ok()) else { return ended(call) };
    begin(call, &mut *store, &account)
}
