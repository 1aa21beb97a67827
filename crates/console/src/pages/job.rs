//! One job, with how far each of its machines is.

use super::{
    code_text::CodeText,
    frame::Frame,
    jobs::task,
    machines::shown_name,
    paging::{cut, known},
    response::{html, redirect},
    time_text::utc,
};
use crate::{
    audit::AuditAction,
    call::{Call, PageError},
    job::{JobMachine, JobSummary, state_name},
    role::Permission,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{code, id::OrderId};

/// Machines on a page.
const PAGE_ROWS: u32 = 100;

#[derive(Template)]
#[template(path = "job.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    id: i64,
    task: String,
    author: String,
    created: String,
    until: String,
    cancelled: String,
    machines: u32,
    done: u32,
    failed: u32,
    open: u32,
    /// Machines that were left out when it was begun.
    left_out: String,
    /// Whether whoever looks may cancel it, and there is something to cancel.
    cancels: bool,
    rows: Vec<Row>,
    first: String,
    next: String,
}

struct Row {
    href: String,
    name: String,
    state: &'static str,
    class: &'static str,
    since: String,
    result: Option<CodeText>,
}

/// A job that the page and the API show.
pub(crate) struct Found {
    pub(crate) job: JobSummary,
    pub(crate) machines: Vec<JobMachine>,
    /// The order that the next machines are behind; none if these are the last.
    pub(crate) next: Option<OrderId>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let id = call.request.query("id").parse().map_err(|_| PageError::NotFound)?;
    let after = known(call.request.query("after"), |order| order.parse().ok())?;
    let view = call.host()?;
    let job = view.job(id)?.ok_or(PageError::NotFound)?;
    let mut machines = view.job_machines(&job, after, PAGE_ROWS + 1, call.host_time())?;
    let next = cut(&mut machines, PAGE_ROWS as usize).map(|last| last.order);
    Ok(Found { job, machines, next })
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let Found { job, machines, next } = find(call)?;
    let (lang, links, id) = (call.lang(), call.request.links(), job.id.to_string());
    let may = call.may(Permission::RunJobs);
    let open = job.open(call.host_time());
    let place = |after: &str| links.to("/job", &[("id", &id), ("after", after)]);
    let page = Page {
        frame: Frame::new(call, &lang.pick(format!("Job {id}"), format!("ジョブ {id}"))),
        back: links.to("/jobs", &[]),
        action: links.to("/job", &[]),
        id: job.id,
        task: task(call, &job, &call.host()?.products()?),
        author: super::code_text::shown(&job.author),
        created: utc(job.created),
        until: utc(job.until),
        cancelled: job.cancelled.map(utc).unwrap_or_default(),
        machines: job.progress.machines,
        done: job.progress.done,
        failed: job.progress.failed,
        open,
        left_out: call.request.query("left-out").parse::<u32>().ok().map(|n| n.to_string()).unwrap_or_default(),
        cancels: may && open > 0,
        rows: machines.iter().map(|machine| row(call, machine)).collect(),
        first: if call.request.query("after").is_empty() { String::new() } else { place("") },
        next: next.map(|order| place(&order.to_string())).unwrap_or_default(),
    };
    html(StatusCode::OK, &page)
}

fn row(call: &Call<'_>, machine: &JobMachine) -> Row {
    let (name, class) = state_name(machine.state);
    Row {
        href: call.request.links().to("/machine", &[("id", &machine.cmid.to_string())]),
        name: shown_name(&machine.name),
        state: name.get(call.lang()),
        class,
        since: utc(machine.state.since()),
        result: machine.state.code().filter(|code| *code != code::SUCCESS).map(|code| CodeText::new(code, call.lang())),
    }
}

/// Cancels it.
pub(crate) fn cancel(call: &Call<'_>) -> Result<Response, PageError> {
    let id = call.request.form("id").parse().map_err(|_| PageError::NotFound)?;
    call.host()?.job(id)?.ok_or(PageError::NotFound)?;
    let entry = call.entry(AuditAction::JobCancel);
    call.host()?.cancel_job(id, &entry.account, entry.from, call.host_time())?;
    Ok(redirect(&call.request.links().to("/job", &[("id", &id.to_string())])))
}
