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
    limited_role::LimitedRole,
    store::ConsoleError,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{authority::key_groups::KeyGroups, code, lang::Lang, sentence};
use muster_server::audit_chain::ChainedEntry;

/// Entries on a page.
const PAGE_ROWS: u32 = 50;
/// The furthest that somebody goes back who sees some key groups alone, in entries.
const PLACE_MAX: u32 = 10_000;

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
    /// Empty where it would tell how many entries there are besides.
    number: String,
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
    /// The number that the next ones are before, or how many are shown before them to somebody who sees some key groups alone; none if these
    /// are the last.
    pub(crate) next: Option<u32>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let account = account_name::looked_for(call.request.query("account"));
    let action = known(call.request.query("action"), AuditAction::named)?;
    let before = before(call, u32::MAX)?;
    let (search, groups) = (AuditSearch { account, action }, call.groups());
    if groups.is_limited() {
        return find_limited(call, search, &groups, if before == u32::MAX { 0 } else { before });
    }
    let mut stored = call.store()?.audit_before(&groups, before, &search, PAGE_ROWS + 1)?;
    let next = cut(&mut stored, PAGE_ROWS as usize).map(|last| last.number);
    let entries = stored.into_iter().map(|stored| Ok((stored.entry().map_err(damaged)?, stored.hash)));
    Ok(Found { search, newest: before == u32::MAX, entries: entries.collect::<Result<_, PageError>>()?, next })
}

/// The same behind so many entries: numbers and hashes would tell how many others there are, and are not told.
fn find_limited(call: &Call<'_>, search: AuditSearch, groups: &KeyGroups, place: u32) -> Result<Found, PageError> {
    if place > PLACE_MAX {
        return Err(PageError::NotFound);
    }
    let mut stored = call.store()?.audit_before(groups, u32::MAX, &search, place + PAGE_ROWS + 1)?;
    stored.drain(..stored.len().min(place as usize));
    let next = cut(&mut stored, PAGE_ROWS as usize).map(|_| place + PAGE_ROWS);
    let entries = stored.iter().map(|stored| Ok((without_place(stored).map_err(damaged)?, String::new())));
    Ok(Found { search, newest: place == 0, entries: entries.collect::<Result<_, PageError>>()?, next })
}

/// An entry without what says where in the log it stands.
pub(super) fn without_place(stored: &ChainedEntry) -> Result<AuditEntry, serde_json::Error> {
    Ok(AuditEntry { number: 0, previous: String::new(), ..stored.entry()? })
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

pub(super) fn damaged(error: serde_json::Error) -> ConsoleError {
    let detail =
        sentence!("an entry of the audit log cannot be read: {error}", "監査ログのエントリを読み取れません: {error}");
    ConsoleError { code: code::INVALID_DATA, detail }
}

fn row(entry: &AuditEntry, lang: Lang) -> Row {
    let said = |text: &Option<String>| text.as_deref().map(|text| value(text, lang)).unwrap_or_default();
    let change = match (said(&entry.old), said(&entry.new)) {
        (old, new) if old.is_empty() => new,
        (old, new) => format!("{old} → {}", if new.is_empty() { "–" } else { &new }),
    };
    let well = entry.code == code::SUCCESS;
    Row {
        number: if entry.number == 0 { String::new() } else { entry.number.to_string() },
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
    LimitedRole::parse(text).map_or_else(|| shown(text), |role| role.name(lang))
}
