//! What slmgr shows a user who may not read the state: the agent may, and tells what is no secret.

use super::{Lines, labels::*, option::Scope};
use crate::{cmd::agent_socket, failure::Failure, out};
use muster_client::agent::{self, Question};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    id::ActivationId,
    lang::Lang,
    time::Moment,
};
use muster_proto::instant;
use serde_json::Value;
use std::{path::Path, process::ExitCode};

/// `/ato`.
pub(super) fn activate(state: &Path, id: Option<ActivationId>, lang: Lang) -> Result<ExitCode, Failure> {
    let answer = ask(state, &Question::Activate { activation_id: id.map(|id| id.to_string()) })?;
    let code = answer["code"].as_str().and_then(|code| code.parse::<Code>().ok()).unwrap_or(code::UNEXPECTED);
    if code == code::SUCCESS {
        return Ok(super::said(ACTIVATED, lang));
    }
    Err(Failure::new(code, answer["detail"].as_str().unwrap_or_default()))
}

/// `/dli` and `/dlv`, as far as the agent tells.
pub(super) fn show(state: &Path, scope: Scope, full: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let id = match scope {
        Scope::One(id) => Some(id),
        Scope::Installed | Scope::All => None,
    };
    let blocks: Vec<String> = products(state, id)?.iter().map(|product| block(product, full, lang)).collect();
    out::print(&blocks.join("\n"));
    Ok(ExitCode::SUCCESS)
}

/// `/xpr`.
pub(super) fn expiry(state: &Path, id: Option<ActivationId>, lang: Lang) -> Result<ExitCode, Failure> {
    for product in products(state, id)? {
        let end = until(&product).map(instant::local).unwrap_or_default();
        let line = super::client::expiry_line(text(&product, "product"), status(&product), &end, lang);
        out::print(&format!("{}:\n    {line}\n", text(&product, "product")));
    }
    Ok(ExitCode::SUCCESS)
}

fn products(state: &Path, id: Option<ActivationId>) -> Result<Vec<Value>, Failure> {
    let answer = ask(state, &Question::Status)?;
    let all = answer["status"]["products"].as_array().cloned().unwrap_or_default();
    let wanted = id.map(|id| id.to_string());
    let chosen = all.into_iter().filter(|product| wanted.as_deref().is_none_or(|id| product["activation_id"] == id));
    let chosen: Vec<Value> = chosen.collect();
    match id {
        Some(id) if chosen.is_empty() => Err(muster_client::ClientError::NotInstalled(id).into()),
        _ => Ok(chosen),
    }
}

fn ask(state: &Path, question: &Question) -> Result<Value, Failure> {
    agent::ask(&agent_socket(state), question).map_err(|error| {
        let detail = format!("{} belongs to another account, and {error}", state.display());
        Failure::new(code::ACCESS_DENIED, detail)
    })
}

fn block(product: &Value, full: bool, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.pair(NAME, text(product, "product"));
    if full {
        lines.pair(ACTIVATION_ID, text(product, "activation_id"));
        lines.pair(APPLICATION_ID, text(product, "application_id"));
        lines.pair(KEY_CHANNEL, text(product, "channel"));
    }
    lines.pair(PARTIAL_KEY, text(product, "partial_key"));
    lines.pair(LICENSE_STATUS, super::labels::status(status(product), lang));
    if let Some(reason) = product["reason"].as_str() {
        lines.pair(NOTIFICATION_REASON, &format!("{reason}."));
    }
    if let Some(until) = until(product) {
        let left = minutes_and_days(until.since(crate::cmd::now()), lang);
        let label = if status(product) == Status::Licensed { VOLUME_EXPIRATION } else { TIME_REMAINING };
        lines.pair(label, &left);
    }
    lines.text
}

fn text<'v>(product: &'v Value, field: &str) -> &'v str {
    product[field].as_str().unwrap_or_default()
}

fn status(product: &Value) -> Status {
    let number = product["status"].as_u64().and_then(|number| u8::try_from(number).ok());
    number.and_then(Status::from_number).unwrap_or(Status::Unlicensed)
}

fn until(product: &Value) -> Option<Moment> {
    product["until"].as_str().and_then(|text| instant::from_rfc3339(text).ok())
}
