//! Jobs, newest first.

use super::{
    code_text::shown,
    frame::Frame,
    paging::{before, cut},
    product_name::named_product,
    response::html,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    job::{JobSummary, task_name},
    role::Permission,
    view::ProductName,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

/// Jobs on a page.
const PAGE_ROWS: u32 = 20;

#[derive(Template)]
#[template(path = "jobs.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    first: String,
    next: String,
    /// Where a job is begun; empty for whoever may not.
    new: String,
}

struct Row {
    id: i64,
    href: String,
    task: String,
    author: String,
    created: String,
    machines: u32,
    done: u32,
    failed: u32,
    open: u32,
}

/// Jobs that the page and the API show.
pub(crate) struct Found {
    pub(crate) jobs: Vec<JobSummary>,
    /// The number that the next ones are before; none if these are the last.
    pub(crate) next: Option<i64>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let mut jobs = call.host()?.jobs(before(call, i64::MAX)?, PAGE_ROWS + 1)?;
    let next = cut(&mut jobs, PAGE_ROWS as usize).map(|last| last.id);
    Ok(Found { jobs, next })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (links, given) = (call.request.links(), call.request.query("before"));
    let Found { jobs, next } = find(call)?;
    let products = call.host()?.products()?;
    let may = call.may(Permission::RunJobs);
    let page = Page {
        frame: Frame::new(call, call.lang().pick("Jobs", "ジョブ")),
        rows: jobs.iter().map(|job| row(call, job, &products)).collect(),
        first: if given.is_empty() { String::new() } else { links.to("/jobs", &[]) },
        next: next.map(|number| links.to("/jobs", &[("before", &number.to_string())])).unwrap_or_default(),
        new: if may { links.to("/jobs/new", &[]) } else { String::new() },
    };
    html(StatusCode::OK, &page)
}

fn row(call: &Call<'_>, job: &JobSummary, products: &[ProductName]) -> Row {
    Row {
        id: job.id,
        href: call.request.links().to("/job", &[("id", &job.id.to_string())]),
        task: task(call, job, products),
        author: shown(&job.author),
        created: utc(job.created),
        machines: job.progress.machines,
        done: job.progress.done,
        failed: job.progress.failed,
        open: job.open(call.host_time()),
    }
}

/// What a job does, with the last characters of its key, its way of activation and its product.
pub(super) fn task(call: &Call<'_>, job: &JobSummary, products: &[ProductName]) -> String {
    let mut words = vec![task_name(job.task).get(call.lang()).to_owned()];
    words.extend(job.key_tail.as_ref().map(|tail| format!("…-{}", shown(tail))));
    words.extend(job.task.activation_type().map(|kind| (kind as u8).to_string()));
    words.extend(job.task.product().map(|id| shown(&named_product(id, products))));
    words.join(" ")
}
