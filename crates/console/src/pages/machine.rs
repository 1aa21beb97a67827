//! One machine: what the host knows of it, what it asked, what it was told and why.

use super::{
    code_text::CodeText,
    frame::Frame,
    machine_evidence::{EvidenceView, SilentAgent},
    machine_table::{shown_name, state_class},
    machines::job_link,
    product_name::{named_product, product_name},
    response::html,
    silence::Silence,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    machine::{Machine, MachineState},
    view::{MachineDetail, ProductName},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{code::Code, event::RequestHandled, id::Cmid};

#[derive(Template)]
#[template(path = "machine.html")]
struct Page {
    frame: Frame,
    cmid: String,
    back: String,
    cloned: bool,
    /// The key of its agent and its first contact; empty without one.
    agent: Option<(String, String)>,
    /// Where a job for it is begun; empty for whoever may not.
    job: String,
    rows: Vec<Row>,
    silence: Option<Silence>,
    evidence: Option<EvidenceView>,
    /// How a machine that is not activated is allowed to tell why; none if it told, or needs not.
    silent: Option<SilentAgent>,
    codes: Vec<CodeText>,
    requests: Vec<RequestRow>,
    searched: u32,
}

/// The machine with one product.
struct Row {
    product: String,
    state: &'static str,
    state_class: &'static str,
    until: String,
    hardware: String,
    first_seen: String,
    last_seen: String,
    requests: u64,
    rolled_back: String,
    result: CodeText,
}

struct RequestRow {
    at: String,
    product: String,
    result: CodeText,
    count: u32,
    threshold: u32,
}

/// What the page and the API show, with the names of products.
pub(crate) fn read(call: &Call<'_>) -> Result<(MachineDetail, Vec<ProductName>), PageError> {
    let cmid: Cmid = call.request.query("id").parse().map_err(|_| PageError::NotFound)?;
    let detail = call.host()?.machine(cmid)?.ok_or(PageError::NotFound)?;
    Ok((detail, call.host()?.products()?))
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (detail, products) = read(call)?;
    let evidence = EvidenceView::of(&detail, &products, call);
    let silent = SilentAgent::of(&detail, call);
    let MachineDetail { rows, agent, requests, requests_searched, .. } = detail;
    let newest = rows.iter().max_by_key(|row| row.last_seen).ok_or(PageError::NotFound)?;
    let page = Page {
        frame: Frame::new(call, &shown_name(&newest.name)),
        cmid: newest.cmid.to_string(),
        back: call.request.links().to("/machines", &[]),
        cloned: is_cloned(&rows),
        agent: agent.map(|agent| (agent.key, utc(agent.since))),
        job: job_link(call, &newest.cmid.to_string()),
        silence: Silence::of(newest.cmid, &rows, call.host_time(), call.lang()),
        evidence,
        silent,
        codes: explained(call, &rows, &requests),
        rows: rows.iter().map(|machine| row(call, machine, &products)).collect(),
        requests: requests.iter().map(|request| request_row(call, request, &products)).collect(),
        searched: requests_searched,
    };
    html(StatusCode::OK, &page)
}

/// Whether one product was asked for from two devices.
pub(crate) fn is_cloned(rows: &[Machine]) -> bool {
    rows.iter().any(|row| rows.iter().any(|other| other.product == row.product && other.hardware != row.hardware))
}

/// Each failure that the machine was told, once, the newest first.
pub(crate) fn explained(call: &Call<'_>, rows: &[Machine], requests: &[RequestHandled]) -> Vec<CodeText> {
    let mut codes: Vec<Code> = Vec::new();
    let told = rows.iter().map(|row| row.last_code).chain(requests.iter().map(|request| request.code));
    for code in told.filter(|code| code.is_failure()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.into_iter().map(|code| CodeText::new(code, call.lang())).collect()
}

fn row(call: &Call<'_>, machine: &Machine, products: &[ProductName]) -> Row {
    let (lang, state) = (call.lang(), MachineState::of(machine, call.host_time()));
    Row {
        product: product_name(machine, products),
        state: state.name().get(lang),
        state_class: state_class(state),
        until: machine.activated_until.map_or_else(|| "–".to_owned(), utc),
        hardware: machine.hardware.to_string(),
        first_seen: utc(machine.first_seen),
        last_seen: utc(machine.last_seen),
        requests: machine.requests,
        rolled_back: machine.rolled_back.map(utc).unwrap_or_default(),
        result: CodeText::new(machine.last_code, lang),
    }
}

fn request_row(call: &Call<'_>, request: &RequestHandled, products: &[ProductName]) -> RequestRow {
    RequestRow {
        at: utc(request.at),
        product: named_product(request.product, products),
        result: CodeText::new(request.code, call.lang()),
        count: request.count,
        threshold: request.threshold,
    }
}
