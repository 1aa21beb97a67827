//! What slmgr shows a user who may not read the state: the agent may, and tells what is no secret.

use super::{option_id, said};
use crate::{
    cmd::{agent_socket, locale, now},
    failure::Failure,
    out,
};
use muster_client::agent::{self, AgentRequest};
use muster_core::{
    client::{license::Status, report::ProductSummary},
    code::{self, Code},
    id::ActivationId,
    labels::ACTIVATED,
    lang::Lang,
    sentence,
};
use muster_proto::{features, instant};
use muster_slmgr::slmgr::{self, Scope};
use serde_json::Value;
use std::{path::Path, process::ExitCode};

/// `/ato`.
pub(super) fn activate(state: &Path, id: Option<ActivationId>, lang: Lang) -> Result<ExitCode, Failure> {
    let answer = ask(state, &AgentRequest::Activate { activation_id: id.map(|id| id.to_string()) })?;
    let code = answer["code"].as_str().and_then(|code| code.parse::<Code>().ok()).unwrap_or(code::UNEXPECTED);
    if code == code::SUCCESS {
        return Ok(said(ACTIVATED, lang));
    }
    let detail = answer["detail"].as_str().unwrap_or_default();
    Err(Failure::new(code, sentence!("{detail}", "エージェントの応答: {detail}")))
}

/// `/dli` and `/dlv`, as far as the agent tells.
pub(super) fn show(state: &Path, scope: Scope, full: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let products = products(state, option_id(scope))?;
    let blocks: Vec<String> =
        products.iter().map(|product| slmgr::summary_block(product, full, now(), &locale(lang))).collect();
    out::print(&blocks.join("\n"));
    Ok(ExitCode::SUCCESS)
}

/// `/xpr`.
pub(super) fn expiry(state: &Path, id: Option<ActivationId>, lang: Lang) -> Result<ExitCode, Failure> {
    for product in products(state, id)? {
        let line = slmgr::expiry_line(&product.name, product.status, product.until, &locale(lang));
        out::print(&format!("{}:\n    {line}\n", product.name));
    }
    Ok(ExitCode::SUCCESS)
}

fn products(state: &Path, id: Option<ActivationId>) -> Result<Vec<ProductSummary>, Failure> {
    let answer = ask(state, &AgentRequest::Status)?;
    let all = answer["status"]["products"].as_array().cloned().unwrap_or_default();
    let wanted = id.map(|id| id.to_string());
    let chosen = all.iter().filter(|product| wanted.as_deref().is_none_or(|id| product["activation_id"] == id));
    let chosen: Vec<ProductSummary> = chosen.map(summary).collect();
    match id {
        Some(id) if chosen.is_empty() => Err(muster_client::ClientError::NotInstalled(id).into()),
        _ => Ok(chosen),
    }
}

fn ask(state: &Path, request: &AgentRequest) -> Result<Value, Failure> {
    agent::ask(&agent_socket(state), request).map_err(|error| {
        let detail = sentence!(lang =>
            "{folder} belongs to another account, and {error}",
            "{folder} は別のアカウントが所有しています。また、{error}",
            folder = state.display(),
            error = error.text(lang)
        );
        Failure::new(code::ACCESS_DENIED, detail)
    })
}

fn summary(product: &Value) -> ProductSummary {
    let text = |field: &str| product[field].as_str().unwrap_or_default().to_owned();
    let moment = |field: &str| product[field].as_str().and_then(|text| instant::from_rfc3339(text).ok());
    let number = product["status"].as_u64().and_then(|number| u8::try_from(number).ok());
    ProductSummary {
        id: text("activation_id"),
        application: text("application_id"),
        name: text("product"),
        channel: text("channel"),
        partial_key: text("partial_key"),
        status: number.and_then(Status::from_number).unwrap_or(Status::Unlicensed),
        reason: product["reason"].as_str().map(str::to_owned),
        until: moment("until"),
        features: features::deserialize(&product["features"]).unwrap_or_default(),
        ends: moment("ends"),
    }
}
