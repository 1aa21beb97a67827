//! The audit log, newest first.

use super::{
    accounts::full_name,
    choice::Choice,
    code_text::{shown, shown_or_dash},
    frame::Frame,
    paging::{before, cut, known},
    response::html,
    time_text::utc,
};
use crate::{
    account_name,
    audit::{AuditAction, AuditEntry, AuditSearch},
    call::{Call, PageError},
    role::Role,
    store::ConsoleError,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{code, lang::Lang};

/// Entries on a page.
const PAGE_ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "audit.html")]
struct Page {
    frame: Frame,
    lang_field: &'static str,
    account: String,
    actions: Vec<Choice>,
    filtered: bool,
    clear: String,
    rows: Vec<Row>,
    first: String,
    next: String,
    export: String,
}

struct Row {
    number: u32,
    at: String,
    account: String,
    from: String,
    action: &'static str,
    subject: String,
    change: String,
    code: String,
    class: &'static str,
}

/// Entries that the page and the API show.
pub(crate) struct Found {
    search: AuditSearch,
    /// Whether they are the newest.
    newest: bool,
    /// Each with its hash.
    pub(crate) entries: Vec<(AuditEntry, String)>,
    /// The number that the next ones are before; none if these are the last.
    pub(crate) next: Option<u32>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let account = account_name::looked_for(call.request.query("account"));
    let action = known(call.request.query("action"), AuditAction::named)?;
    let before = before(call, u32::MAX)?;
    let search = AuditSearch { account, action };
    let mut stored = call.store()?.audit_before(before, &search, PAGE_ROWS + 1)?;
    let next = cut(&mut stored, PAGE_ROWS as usize).map(|last| last.number);
    let entries = stored.into_iter().map(|stored| Ok((stored.entry().map_err(damaged)?, stored.hash)));
    Ok(Found { search, newest: before == u32::MAX, entries: entries.collect::<Result<_, PageError>>()?, next })
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let Found { search, newest, entries, next } = find(call)?;
    let action = search.action.map_or("", AuditAction::id);
    let address =
        |before: &str| links.to("/audit", &[("account", &search.account), ("action", action), ("before", before)]);
    let page = Page {
        frame: Frame::new(call, lang.pick("Audit log", "監査ログ")),
        lang_field: links.lang.map_or("", crate::language::id),
        rows: entries.iter().map(|(entry, _)| row(entry, lang)).collect(),
        actions: AuditAction::ALL
            .map(|known| Choice::new(known.id(), known.name().get(lang), search.action == Some(known)))
            .into(),
        filtered: !search.account.is_empty() || search.action.is_some(),
        clear: links.to("/audit", &[]),
        first: if newest { String::new() } else { address("") },
        next: next.map(|number| address(&number.to_string())).unwrap_or_default(),
        export: links.to("/audit.jsonl", &[]),
        account: search.account,
    };
    html(StatusCode::OK, &page)
}

/// Who acted; of an account that a provider signs in, its name for people too.
fn account(entry: &AuditEntry) -> String {
    match entry.account_name.as_deref() {
        None => shown_or_dash(&entry.account),
        name => full_name(&entry.account, name),
    }
}

fn damaged(error: serde_json::Error) -> PageError {
    let detail = format!("an entry of the audit log cannot be read: {error}");
    PageError::Host(ConsoleError { code: code::INVALID_DATA, detail })
}

fn row(entry: &AuditEntry, lang: Lang) -> Row {
    let said = |text: &Option<String>| text.as_deref().map(|text| value(text, lang)).unwrap_or_default();
    let change = match (said(&entry.old), said(&entry.new)) {
        (old, new) if old.is_empty() => new,
        (old, new) => format!("{old} → {}", if new.is_empty() { "–" } else { &new }),
    };
    let well = entry.code == code::SUCCESS;
    Row {
        number: entry.number,
        at: utc(entry.at),
        account: account(entry),
        from: entry.from.to_string(),
        action: entry.action.name().get(lang),
        subject: entry.subject.as_deref().map(shown).unwrap_or_default(),
        change,
        code: if well { lang.pick("Done", "成功").to_owned() } else { entry.code.to_string() },
        class: if well { "well" } else { "bad" },
    }
}

/// A role by its name for people; anything else as it is.
fn value(text: &str, lang: Lang) -> String {
    Role::named(text).map_or_else(|| shown(text), |role| role.name().get(lang).to_owned())
}
