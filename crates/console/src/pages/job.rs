//! One job, with how far each of its machines is.

use super::{
    code_text::CodeText,
    frame::Frame,
    jobs::task,
    machine_table::shown_name,
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
use muster_core::{code, id::OrderId, order::Task};

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
    /// Machines that were left out, because no confirmation id of their hardware is stored.
    without_confirmation: String,
    /// What takes its list; none if it takes none, or nobody here may.
    list: Option<ListForm>,
    /// What became of a list.
    taken: String,
    /// Why a list was not taken.
    problem: String,
    /// Whether whoever looks may cancel it, and there is something to cancel.
    cancels: bool,
    rows: Vec<Row>,
    first: String,
    next: String,
}

struct ListForm {
    action: String,
    download: String,
    unconfirmed: u32,
}

struct Row {
    href: String,
    /// The page of its installation id; empty if there is none to be shown.
    ids: String,
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
    page(call, StatusCode::OK, find(call)?, String::new())
}

/// Shows it, and why a list was not taken.
pub(super) fn refused(call: &Call<'_>, job: JobSummary, problem: String) -> Result<Response, PageError> {
    let mut machines = call.host()?.job_machines(&job, None, PAGE_ROWS + 1, call.host_time())?;
    let next = cut(&mut machines, PAGE_ROWS as usize).map(|last| last.order);
    page(call, StatusCode::UNPROCESSABLE_ENTITY, Found { job, machines, next }, problem)
}

fn page(call: &Call<'_>, status: StatusCode, found: Found, problem: String) -> Result<Response, PageError> {
    let Found { job, machines, next } = found;
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
        left_out: count(call, "left-out"),
        without_confirmation: count(call, "without-confirmation"),
        list: list_form(call, &job).filter(|_| may && open > 0),
        taken: taken(call),
        problem,
        cancels: may && open > 0,
        rows: machines.iter().map(|machine| row(call, &job, may, machine)).collect(),
        first: if call.request.query("after").is_empty() { String::new() } else { place("") },
        next: next.map(|order| place(&order.to_string())).unwrap_or_default(),
    };
    html(status, &page)
}

/// A number of the address, as text.
fn count(call: &Call<'_>, name: &str) -> String {
    call.request.query(name).parse::<u32>().ok().map(|count| count.to_string()).unwrap_or_default()
}

fn list_form(call: &Call<'_>, job: &JobSummary) -> Option<ListForm> {
    let (links, id) = (call.request.links(), job.id.to_string());
    matches!(job.task, Task::ProxyActivate(_)).then(|| ListForm {
        action: links.to("/job/list", &[("id", &id)]),
        download: links.to("/job/list", &[("id", &id)]),
        unconfirmed: job.progress.unconfirmed,
    })
}

/// What the address says of the list that was taken.
fn taken(call: &Call<'_>) -> String {
    let [confirmed, refused, known, unanswered, released] =
        ["confirmed", "refused", "known", "unanswered", "released"].map(|name| count(call, name));
    if confirmed.is_empty() {
        return String::new();
    }
    let lang = call.lang();
    let some = |count: &String| !count.is_empty() && count != "0";
    let mut sentences =
        vec![lang.pick(format!("Confirmation IDs taken: {confirmed}."), format!("登録した確認 ID: {confirmed} 件。"))];
    if some(&refused) {
        sentences.push(
            lang.pick(format!("Refused by the authority: {refused}."), format!("認証局による拒否: {refused} 件。")),
        );
    }
    if some(&unanswered) {
        sentences.push(lang.pick(format!("Without an answer: {unanswered}."), format!("応答なし: {unanswered} 件。")));
    }
    if some(&known) {
        sentences.push(lang.pick(format!("Taken before: {known}."), format!("登録済み: {known} 件。")));
    }
    if some(&released) {
        sentences.push(lang.pick(
            format!("Released meanwhile, so that nobody fetches their orders: {released}."),
            format!("解放されたため指示を取得しないコンピューター: {released} 台。"),
        ));
    }
    sentences.join(lang.pick(" ", ""))
}

fn row(call: &Call<'_>, job: &JobSummary, may: bool, machine: &JobMachine) -> Row {
    let (name, class) = state_name(machine.state);
    let ids = || {
        call.request.links().to("/job/machine", &[("id", &job.id.to_string()), ("order", &machine.order.to_string())])
    };
    Row {
        ids: if may && machine.installation_id.is_some() { ids() } else { String::new() },
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
