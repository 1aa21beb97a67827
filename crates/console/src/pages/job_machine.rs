//! The installation id of one machine of a job, to be read out, copied or scanned, and the confirmation id that somebody brings for it.

use super::{
    frame::Frame,
    job_list::{named, sentence, shown},
    machine_table::shown_name,
    phone::mistyped,
    response::{html, redirect},
    scanned,
};
use crate::{
    audit::AuditAction,
    call::{Call, PageError},
    job::{ConfirmedOrder, JobMachine, JobSummary, ListTaken},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    id::OrderId,
    keys::installation_id::{ConfirmationId, InstallationId},
};
use muster_proto::{authority::Ticket, qr::Modules};

/// The names of the groups, as they are read out.
const NAMES: &str = "ABCDEFGHI";

#[derive(Template)]
#[template(path = "job_machine.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    job: i64,
    name: String,
    problem: String,
    typed: String,
    ids: Option<Ids>,
}

/// An installation id.
struct Ids {
    groups: Vec<(char, String)>,
    /// All of it, to be copied.
    whole: String,
    /// Squares on a side of its code, and the dark ones.
    side: usize,
    path: String,
}

/// The machine that the address names.
fn machine(call: &Call<'_>, job: &JobSummary) -> Result<JobMachine, PageError> {
    let order: OrderId = call.request.query("order").parse().map_err(|_| PageError::NotFound)?;
    call.host()?.job_machine(job, order, call.host_time())?.ok_or(PageError::NotFound)
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let job = named(call)?;
    let machine = machine(call, &job)?;
    page(call, StatusCode::OK, &job, &machine, String::new())
}

/// Takes the confirmation id.
pub(crate) fn confirm(call: &Call<'_>) -> Result<Response, PageError> {
    let job = named(call)?;
    let machine = machine(call, &job)?;
    let refused = |problem| page(call, StatusCode::UNPROCESSABLE_ENTITY, &job, &machine, problem);
    let digits = match scanned::digits(call, "confirmation-id") {
        Ok(digits) => digits,
        Err(problem) => return refused(problem),
    };
    let confirmation_id: ConfirmationId = match digits.parse() {
        Ok(id) => id,
        Err(error) => return refused(mistyped(error, confirmation(call), call.lang())),
    };
    let entry = call.entry(AuditAction::JobConfirm);
    let confirmed = ConfirmedOrder { job: job.id, order: machine.order, confirmation_id };
    match call.host()?.confirm_order(&confirmed, &entry.account, entry.from, call.host_time())? {
        Ok(()) => Ok(redirect(&shown(call, &job, ListTaken { confirmed: 1, ..ListTaken::default() }))),
        Err(refusal) => refused(sentence(&refusal, call.lang())),
    }
}

/// What the digits are called.
fn confirmation(call: &Call<'_>) -> &'static str {
    call.lang().pick("A confirmation id", "確認 ID")
}

fn page(
    call: &Call<'_>,
    status: StatusCode,
    job: &JobSummary,
    machine: &JobMachine,
    problem: String,
) -> Result<Response, PageError> {
    let (lang, links, id) = (call.lang(), call.request.links(), job.id.to_string());
    let page = Page {
        frame: Frame::new(call, lang.pick("Installation ID", "インストール ID")),
        back: links.to("/job", &[("id", &id)]),
        action: links.to("/job/machine", &[("id", &id), ("order", &machine.order.to_string())]),
        job: job.id,
        name: shown_name(&machine.name),
        problem,
        typed: call.request.form("confirmation-id").trim().to_owned(),
        ids: machine.installation_id.and_then(ids),
    };
    html(status, &page)
}

fn ids(id: InstallationId) -> Option<Ids> {
    let modules = Modules::of(&Ticket::Installation(id)).ok()?;
    let whole = id.to_string();
    let groups = NAMES.chars().zip(whole.split('-').map(str::to_owned)).collect();
    Some(Ids { groups, whole, side: modules.side(), path: modules.path() })
}
