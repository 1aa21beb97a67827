//! Jobs as the console shows and begins them.

use crate::{
    error::HostError,
    job_machines::{ChosenMachines, MachineChoice, ManagedRow},
    jobs::{Actor, AddedJob, NewJob},
    proxy_jobs::TakenAnswers,
    store::{Job, JobCounts, JobOrder, OrderTerm, Store},
};
use muster_console::{
    JobAdded, JobMachine, JobMachines, JobProgress, JobRefusal, JobRequest, JobSummary, JobTarget, JobTargets,
    ListTaken,
};
use muster_core::{code, id::OrderId, list_refusal::ListRefusal, time::Moment};

/// The jobs before a number, newest first.
pub(crate) fn before(store: &mut dyn Store, id: i64, limit: u32) -> Result<Vec<JobSummary>, HostError> {
    let jobs = store.jobs_before(id, limit)?;
    let (Some(newest), Some(oldest)) = (jobs.first(), jobs.last()) else { return Ok(Vec::new()) };
    let counts = store.job_counts(oldest.id, newest.id)?;
    Ok(jobs.into_iter().map(|job| summary(job, &counts)).collect())
}

/// A job.
pub(crate) fn one(store: &mut dyn Store, id: i64) -> Result<Option<JobSummary>, HostError> {
    let Some(job) = store.job(id)? else { return Ok(None) };
    let counts = store.job_counts(id, id)?;
    Ok(Some(summary(job, &counts)))
}

fn summary(job: Job, counts: &[JobCounts]) -> JobSummary {
    let counted = counts.iter().find(|counts| counts.job == job.id);
    let progress =
        counted.map_or(JobProgress::default(), |&JobCounts { machines, done, failed, unconfirmed, .. }| JobProgress {
            machines,
            done,
            failed,
            unconfirmed,
        });
    let Job { id, created, until, author, task, key_tail, cancelled } = job;
    JobSummary { id, task, key_tail, author, created, until, cancelled, progress }
}

/// Machines of a job behind an order, in the order of their orders.
pub(crate) fn machines(
    store: &mut dyn Store,
    job: &JobSummary,
    after: Option<OrderId>,
    limit: u32,
    now: Moment,
) -> Result<Vec<JobMachine>, HostError> {
    let first = after.map_or(Some(OrderId::from_bytes([0; 16])), OrderId::successor);
    let Some(first) = first else { return Ok(Vec::new()) };
    let orders = store.job_orders_from(job.id, first)?;
    Ok(orders.into_iter().take(limit as usize).map(|order| machine(job, order, now)).collect())
}

/// A machine of a job as it stands at `now`.
pub(crate) fn machine(job: &JobSummary, order: JobOrder, now: Moment) -> JobMachine {
    let &JobSummary { created, until, cancelled, .. } = job;
    let state = order.state(OrderTerm { created, until, cancelled }, now);
    let installation_id = order.ids.unconfirmed().filter(|_| !state.is_over());
    JobMachine { order: order.id, cmid: order.cmid, name: order.machine, state, installation_id }
}

/// What became of a list.
pub(crate) fn taken(TakenAnswers { confirmed, refused, known, unanswered, released }: TakenAnswers) -> ListTaken {
    ListTaken { confirmed, refused, known, unanswered, released: released.len() }
}

/// The refusal of a list is an answer.
pub(crate) fn listed<T>(result: Result<T, HostError>) -> Result<Result<T, ListRefusal>, HostError> {
    match result {
        Ok(answer) => Ok(Ok(answer)),
        Err(HostError::List(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error),
    }
}

/// What a request of the console says, for [`Admin::add_job`](crate::Admin::add_job).
pub(crate) fn new(request: &JobRequest) -> (NewJob, Actor) {
    let (machines, shown) = (choice(&request.machines), request.shown.clone());
    let new = NewJob { task: request.task, key: request.key, machines, term: request.term, shown };
    (new, Actor { account: request.account.clone(), address: request.from })
}

/// Which machines of the inventory the console means.
pub(crate) fn choice(machines: &JobMachines) -> MachineChoice {
    match machines {
        JobMachines::Named(names) => MachineChoice::Named(names.clone()),
        JobMachines::OfProduct(product) => MachineChoice::OfProduct(*product),
    }
}

/// The machines that a page shows before a key is sealed to them.
pub(crate) fn targets(result: Result<ChosenMachines, HostError>) -> Result<Result<JobTargets, JobRefusal>, HostError> {
    let target = |ManagedRow { cmid, name, key, since }| JobTarget { cmid, name, key, since };
    let targets = |ChosenMachines { machines, without_agent }: ChosenMachines| JobTargets {
        machines: machines.into_iter().map(target).collect(),
        left_out: without_agent.len(),
    };
    answered(result.map(targets))
}

/// What became of it.
pub(crate) fn added(result: Result<AddedJob, HostError>) -> Result<Result<JobAdded, JobRefusal>, HostError> {
    answered(result.map(|AddedJob { id, without_agent, without_confirmation, .. }| JobAdded {
        id,
        left_out: without_agent.len(),
        without_confirmation: without_confirmation.len(),
    }))
}

/// A refusal is an answer.
fn answered<T>(result: Result<T, HostError>) -> Result<Result<T, JobRefusal>, HostError> {
    Ok(Err(match result {
        Ok(answer) => return Ok(Ok(answer)),
        Err(HostError::NoMachine(name)) => JobRefusal::NoMachine(name),
        Err(HostError::SeveralMachines { name, found, machines }) => {
            JobRefusal::SeveralMachines { name, found, machines }
        }
        Err(HostError::OtherMachines) => JobRefusal::OtherMachines,
        Err(HostError::NoAgent) => JobRefusal::NoAgent,
        Err(HostError::NoConfirmation) => JobRefusal::NoConfirmation,
        Err(HostError::NoProduct(_)) => JobRefusal::NoProduct,
        Err(HostError::ManyMachines { found, .. }) => JobRefusal::ManyMachines(found),
        Err(HostError::HostKeyForMachines) => JobRefusal::Key(code::KEY_TYPE),
        Err(HostError::ProductKey(_)) => JobRefusal::Key(code::KEY_INVALID),
        Err(error) => return Err(error),
    }))
}
