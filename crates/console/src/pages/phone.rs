//! Phone activation: an installation id is typed or pasted, and its confirmation id is read out in groups.

use super::{code_text::CodeText, frame::Frame, key::subject, keys::tail, response::html, scanned};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    code::Code,
    keys::installation_id::{InstallationId, PhoneError},
    lang::Lang,
};

/// The names of the groups, as they are read out.
const NAMES: &str = "ABCDEFGH";

#[derive(Template)]
#[template(path = "phone.html")]
struct Page {
    frame: Frame,
    action: String,
    /// What was typed.
    typed: String,
    /// What is wrong with it; empty if nothing is.
    problem: String,
    refusal: Option<CodeText>,
    confirmed: Option<Confirmed>,
}

/// A confirmation id.
struct Confirmed {
    /// The key that it is for.
    key: String,
    groups: Vec<(char, String)>,
    /// All of it, to be copied.
    whole: String,
}

/// The form.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    html(StatusCode::OK, &page(call))
}

/// The confirmation id, or why there is none. Both are recorded before they are shown.
pub(crate) fn confirm(call: &Call<'_>) -> Result<Response, PageError> {
    let mut page = page(call);
    page.typed = match scanned::digits(call, "installation-id") {
        Ok(digits) => digits,
        Err(problem) => return html(StatusCode::UNPROCESSABLE_ENTITY, &Page { problem, ..page }),
    };
    let id: InstallationId = match page.typed.parse() {
        Ok(id) => id,
        Err(error) => {
            let name = call.lang().pick("An installation id", "インストール ID");
            let problem = mistyped(error, name, call.lang());
            return html(StatusCode::UNPROCESSABLE_ENTITY, &Page { problem, ..page });
        }
    };
    let entry = AuditEntry {
        subject: Some(subject(&id.claim)),
        key_groups: vec![id.claim.group],
        ..call.entry(AuditAction::Confirm)
    };
    match call.authority()?.confirm(&id, &entry.account, call.now)? {
        Ok(confirmation) => {
            call.store()?.add_audit(&entry)?;
            let whole = confirmation.to_string();
            let groups = NAMES.chars().zip(whole.split('-').map(str::to_owned)).collect();
            let confirmed = Some(Confirmed { key: tail(&id.claim), groups, whole });
            html(StatusCode::OK, &Page { confirmed, ..page })
        }
        Err(code) => {
            call.store()?.add_audit(&AuditEntry { code, ..entry })?;
            html(StatusCode::UNPROCESSABLE_ENTITY, &refused(page, code, call.lang()))
        }
    }
}

fn page(call: &Call<'_>) -> Page {
    Page {
        frame: Frame::new(call, call.lang().pick("Phone activation", "電話によるライセンス認証")),
        action: call.request.links().to("/phone", &[]),
        typed: call.request.form("installation-id").trim().to_owned(),
        problem: String::new(),
        refusal: None,
        confirmed: None,
    }
}

fn refused(page: Page, code: Code, lang: Lang) -> Page {
    Page { refusal: Some(CodeText::new(code, lang)), ..page }
}

/// What was mistyped of an id that is called so, by its group.
pub(super) fn mistyped(error: PhoneError, name: &str, lang: Lang) -> String {
    match error {
        PhoneError::Character(character, place) => lang.pick(
            format!("Character {place} is no digit: {}", super::code_text::shown(&character.to_string())),
            format!("{place} 文字目が数字ではありません: {}", super::code_text::shown(&character.to_string())),
        ),
        PhoneError::Group(group) => lang.pick(
            format!("Group {group} is mistyped: its check digit is wrong."),
            format!("グループ {group} に入力の誤りがあります (チェック ディジットが一致しません)。"),
        ),
        PhoneError::Length { found, needed } => lang.pick(
            format!("{name} has {needed} digits. Found: {found}."),
            format!("{name} は {needed} 桁です。入力された桁数: {found}"),
        ),
        PhoneError::Range => lang.pick(
            format!("{name} never has these digits: read it again."),
            format!("{name} として無効です。もう一度確認してください。"),
        ),
    }
}
