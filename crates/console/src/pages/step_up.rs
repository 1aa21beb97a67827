//! Step-up authentication: what cannot be taken back asks again who it is, unless that was shown a moment ago. What was asked for comes
//! with the form, so it goes on without a second try and nothing is kept meanwhile. The form goes to the route itself, never elsewhere.

use super::{
    attempt::{Attempt, locked},
    frame::Frame,
    passkey_form::{ANSWER, Claimed, ID, PasskeyForm, here},
    passkey_script::html_with,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    oidc::flow,
    password,
    routes::Route,
    session::Session,
    store::ConsoleStore,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    code::{self, Code},
    lang::Lang,
    visible,
};

/// How somebody shows again who he is, as a field of the form says.
const BY: &str = "step-up";
const BY_PASSWORD: &str = "password";
const BY_PASSKEY: &str = "passkey";
/// The field of the password. Forms of pages call theirs otherwise.
const PASSWORD: &str = "step-up-password";
/// What the fields of its passkey begin with: a passkey that is being added has fields of its own.
const PREFIX: &str = "step-up-";

/// A product key, which no page repeats, and what its page showed: without both that page comes again, and asks for the key.
const NOT_REPEATED: [&str; 2] = ["key", "shown"];

#[derive(Template)]
#[template(path = "step_up.html")]
struct Page {
    frame: Frame,
    purpose: &'static str,
    action: String,
    problem: String,
    /// What was asked for.
    fields: Vec<(String, String)>,
    has_password: bool,
    passkey: Option<PasskeyForm>,
    /// Where the provider signs in again, and its name.
    provider: Option<(String, String)>,
}

/// Whether a call may go on; else what is answered in its place.
pub(crate) fn demand(call: &Call<'_>, route: &Route) -> Result<Option<Response>, PageError> {
    let Some(session) = call.session.as_ref().filter(|session| route.step_up && !session.is_proved(call.now)) else {
        return Ok(None);
    };
    let page = |call: &Call<'_>, status, problem| page(call, session, route, status, problem);
    let by = call.request.form(BY);
    if session.provider.is_some() || ![BY_PASSWORD, BY_PASSKEY].contains(&by) {
        return page(call, StatusCode::FORBIDDEN, String::new()).map(Some);
    }
    let (mut store, attempt) = (call.store()?, Attempt::of(call, &session.account));
    let of_network = match attempt.count(call, &mut *store)? {
        Ok(before) => before,
        Err(wait) => return locked(call, wait, page).map(Some),
    };
    let shown = if by == BY_PASSKEY {
        by_passkey(call, &mut *store, session)?
    } else {
        by_password(call, &mut *store, session)?
    };
    let entry = AuditEntry { new: Some(by.to_owned()), ..call.entry(AuditAction::StepUp) };
    match shown {
        Ok(()) => {
            attempt.succeeded(&mut *store, of_network)?;
            let id = call.request.session.as_ref().ok_or(PageError::NotSignedIn)?;
            store.prove_session(id, call.now)?;
            store.add_audit(&entry)?;
            Ok(None)
        }
        Err((code, problem)) => {
            store.add_audit(&AuditEntry { code, ..entry })?;
            attempt.failed(call, &mut *store, &session.account)?;
            let (account, peer) = (visible::line(&session.account), call.request.peer);
            tracing::warn!(%code, %account, %peer, "somebody who is signed in did not show again who he is");
            page(call, StatusCode::FORBIDDEN, problem).map(Some)
        }
    }
}

type Shown = Result<(), (Code, String)>;

fn by_password(call: &Call<'_>, store: &mut dyn ConsoleStore, session: &Session) -> Result<Shown, PageError> {
    let account = store.account(&session.account)?.filter(|account| !account.disabled);
    let stored = account.as_ref().map(|account| account.password.as_str());
    let wrong = || {
        (code::ACCESS_DENIED, call.lang().pick("The password is wrong.", "パスワードが正しくありません。").to_owned())
    };
    Ok(if password::verify(call.request.form(PASSWORD), stored) { Ok(()) } else { Err(wrong()) })
}

fn by_passkey(call: &Call<'_>, store: &mut dyn ConsoleStore, session: &Session) -> Result<Shown, PageError> {
    let claimed = Claimed::read(call, store, PREFIX)?;
    let proven = claimed.proven(call, store, Some(&session.account))?;
    Ok(proven.map(drop).map_err(|refusal| (refusal.code(), refusal.text(call.lang()))))
}

/// What was asked for, as the form brings it along: all but what shows who it is, and a product key.
fn asked_for(call: &Call<'_>) -> Vec<(String, String)> {
    let [id, answer] = [ID, ANSWER].map(|field| format!("{PREFIX}{field}"));
    let own = [BY, PASSWORD, &id, &answer];
    let repeated = |name: &str| !own.contains(&name) && !NOT_REPEATED.contains(&name);
    let fields = call.request.fields().filter(|(name, _)| repeated(name));
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn page(
    call: &Call<'_>,
    session: &Session,
    route: &Route,
    status: StatusCode,
    problem: String,
) -> Result<Response, PageError> {
    let (lang, links, mut store) = (call.lang(), call.request.links(), call.store()?);
    let has_password = store.account(&session.account)?.is_some_and(|account| !account.password.is_empty());
    let known = store.passkeys(Some(&session.account))?;
    let usable = here(call).is_some_and(|site| known.iter().any(|passkey| passkey.site == site.site()));
    let passkey = if usable { PasskeyForm::to_show(call, Some((&session.account, &known)), PREFIX) } else { None };
    let provider = session.provider.as_ref().and(call.console.site.provider());
    let again = links.to(flow::BEGIN, &[(flow::AGAIN, "1")]);
    let query: Vec<(&str, &str)> = call.request.pairs().filter(|(name, _)| *name != "lang").collect();
    let title = lang.pick("Confirm that it is you", "本人確認");
    let page = Page {
        frame: Frame::new(call, title),
        purpose: route.purpose.get(lang),
        action: links.to(route.path, &query),
        problem,
        fields: asked_for(call),
        has_password,
        passkey,
        provider: provider.map(|provider| (again, provider.name().to_owned())),
    };
    html_with(page.passkey.as_ref(), status, &page)
}
