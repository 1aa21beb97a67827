//! Jobs as operations answer with them.

use crate::{
    call::Call,
    job::{JobMachine, JobSummary, ListTaken},
    pages::product_name::named_product,
    view::ProductName,
};
use muster_proto::instant::rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

/// Some of the jobs.
#[derive(Serialize, ToSchema)]
pub(crate) struct JobPage {
    pub(crate) jobs: Vec<JobDocument>,
    /// `before` of the next page; null on the last.
    pub(crate) next: Option<i64>,
}

/// What machines are to do.
#[derive(Serialize, ToSchema)]
pub(crate) struct JobDocument {
    /// Its number.
    job: i64,
    /// `install-key`, `activation-type`, `activate`, `proxy-activate`, `reapply` or `remove-key`.
    verb: &'static str,
    /// Activation id; null if it is about no product alone.
    product: Option<String>,
    product_name: Option<String>,
    /// 0 to 3.
    activation_type: Option<u8>,
    /// The last characters of the product key.
    partial_key: Option<String>,
    /// Who began it.
    author: String,
    #[schema(format = DateTime)]
    created: String,
    /// When its orders end.
    #[schema(format = DateTime)]
    until: String,
    #[schema(format = DateTime)]
    cancelled: Option<String>,
    machines: u32,
    done: u32,
    failed: u32,
    /// Machines that may still carry it out.
    open: u32,
    /// Machines whose installation ids wait for an answer of the authority.
    unconfirmed: u32,
}

/// A job, and some of its machines.
#[derive(Serialize, ToSchema)]
pub(crate) struct JobDetailDocument {
    pub(crate) job: JobDocument,
    pub(crate) machines: Vec<JobMachineDocument>,
    /// `after` of the next page; null on the last.
    pub(crate) next: Option<String>,
}

/// One machine of a job.
#[derive(Serialize, ToSchema)]
pub(crate) struct JobMachineDocument {
    cmid: String,
    /// Its name when the job was begun.
    name: String,
    /// `waiting`, `fetched`, `identified`, `refused`, `confirmed`, `done`, `failed`, `cancelled` or `expired`.
    state: &'static str,
    #[schema(format = DateTime)]
    since: String,
    /// What the machine reported, or why the authority refused.
    code: Option<String>,
}

/// What became of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ListTakenDocument {
    /// Machines whose confirmation id was taken.
    confirmed: usize,
    /// Machines that the authority refused.
    refused: usize,
    /// Machines whose answer was here before, or whose order is over.
    known: usize,
    /// Machines for which the list holds no answer.
    unanswered: usize,
    /// Of those that were confirmed, machines that were released meanwhile: nobody fetches their orders.
    released: usize,
}

impl ListTakenDocument {
    pub(super) fn new(ListTaken { confirmed, refused, known, unanswered, released }: ListTaken) -> Self {
        Self { confirmed, refused, known, unanswered, released }
    }
}

impl JobDocument {
    pub(crate) fn new(job: &JobSummary, products: &[ProductName], call: &Call<'_>) -> Self {
        let product = job.task.product();
        Self {
            job: job.id,
            verb: job.task.verb(),
            product: product.map(|id| id.to_string()),
            product_name: product.map(|id| named_product(id, products)),
            activation_type: job.task.activation_type().map(|kind| kind as u8),
            partial_key: job.key_tail.clone(),
            author: job.author.clone(),
            created: rfc3339(job.created),
            until: rfc3339(job.until),
            cancelled: job.cancelled.map(rfc3339),
            machines: job.progress.machines,
            done: job.progress.done,
            failed: job.progress.failed,
            open: job.open(call.host_time()),
            unconfirmed: job.progress.unconfirmed,
        }
    }
}

impl JobMachineDocument {
    pub(crate) fn new(machine: &JobMachine) -> Self {
        Self {
            cmid: machine.cmid.to_string(),
            name: machine.name.clone(),
            state: machine.state.id(),
            since: rfc3339(machine.state.since()),
            code: machine.state.code().map(|code| code.to_string()),
        }
    }
}
