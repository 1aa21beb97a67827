//! Jobs: what machines are to do, one order for each machine, and the machines that a host manages.

use super::error::StoreError;
use crate::machine_row::MachineRow;
use muster_core::{
    client::activation::ActivationType,
    code::{self, Code},
    id::{ActivationId, Cmid, OrderId},
    keys::installation_id::{ConfirmationId, InstallationId, PhoneError},
    lang::Text,
    order::{OrderRecord, OrderState, Task},
    sentence,
    time::Moment,
};
use std::collections::BTreeSet;

/// A machine whose agent has announced its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedMachine {
    /// Client machine id.
    pub cmid: Cmid,
    /// The key that signs what its agent tells (Ed25519).
    pub signing: [u8; 32],
    /// The key that product keys are sealed to (X25519).
    pub sealing: [u8; 32],
    /// When it announced them.
    pub since: Moment,
}

/// What machines are to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number, from 1; 0 for one that the store is to number.
    pub id: i64,
    /// When it was begun.
    pub created: Moment,
    /// When its orders end.
    pub until: Moment,
    /// Who began it.
    pub author: String,
    /// What is to be done.
    pub task: Task,
    /// The last five characters of the product key that is to be installed.
    pub key_tail: Option<String>,
    /// When it was taken back.
    pub cancelled: Option<Moment>,
}

/// A product key that only its machine can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBytes {
    /// The encapsulated key.
    pub enc: Vec<u8>,
    /// The ciphertext.
    pub ciphertext: Vec<u8>,
}

/// One machine of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobOrder {
    /// Names the order.
    pub id: OrderId,
    /// The job.
    pub job: i64,
    /// The machine.
    pub cmid: Cmid,
    /// Its name when the job was begun.
    pub machine: String,
    /// The product key to install, until the order is over.
    pub sealed: Option<SealedBytes>,
    /// When its agent fetched the order first.
    pub fetched: Option<Moment>,
    /// What the agent reported, and when.
    pub outcome: Option<(Moment, Code)>,
    /// What an order that takes a confirmation id has so far.
    pub ids: OrderIds,
}

/// The ids of an order that takes a confirmation id. They stay when it is over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderIds {
    /// What the machine told; where the confirmation id is one that was used before, the installation id that it was issued for.
    pub installation_id: Option<InstallationId>,
    /// When the machine told its installation id.
    pub identified: Option<Moment>,
    /// The confirmation id.
    pub confirmation_id: Option<ConfirmationId>,
    /// What the authority answered, and when that was brought here.
    pub answer: Option<(Moment, Code)>,
}

impl OrderIds {
    /// The ids that the machine is handed; none before it has told its installation id, for an older agent takes no others.
    pub fn to_hand_out(&self) -> Option<(InstallationId, ConfirmationId)> {
        self.identified.and(self.installation_id.zip(self.confirmation_id))
    }

    /// The installation id that the authority is still to be shown.
    pub fn unconfirmed(&self) -> Option<InstallationId> {
        self.identified.filter(|_| self.confirmation_id.is_none()).and(self.installation_id)
    }
}

/// From when to when the orders of a job may be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderTerm {
    /// When the job was begun.
    pub created: Moment,
    /// When its orders end.
    pub until: Moment,
    /// When it was taken back.
    pub cancelled: Option<Moment>,
}

impl JobOrder {
    /// How the order of a job with this term stands at `now`.
    pub fn state(&self, term: OrderTerm, now: Moment) -> OrderState {
        let OrderTerm { created, until, cancelled } = term;
        let OrderIds { identified, answer, .. } = self.ids;
        let Self { fetched, outcome, .. } = *self;
        OrderRecord { created, until, fetched, identified, answer, outcome, cancelled }.state(now)
    }
}

impl Job {
    /// From when to when its orders may be carried out.
    pub fn term(&self) -> OrderTerm {
        let Self { created, until, cancelled, .. } = *self;
        OrderTerm { created, until, cancelled }
    }
}

/// How many machines of a job have reported what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobCounts {
    /// The job.
    pub job: i64,
    /// All of its machines.
    pub machines: u32,
    /// Those that carried it out.
    pub done: u32,
    /// Those that tried and failed.
    pub failed: u32,
    /// Those that have told an installation id for which there is no confirmation id yet.
    pub unconfirmed: u32,
}

/// What a store does for the jobs of a host.
pub trait JobStore {
    /// Whether the machine is in the inventory.
    fn knows_machine(&mut self, cmid: Cmid) -> Result<bool, StoreError>;
    /// Stores the keys of a machine that has announced none before; returns what is stored.
    fn announce(&mut self, machine: &ManagedMachine) -> Result<ManagedMachine, StoreError>;
    /// A machine that has announced its keys.
    fn managed_machine(&mut self, cmid: Cmid) -> Result<Option<ManagedMachine>, StoreError>;
    /// Those of these machines that have announced their keys, in the order of their ids.
    fn managed_among(&mut self, cmids: &BTreeSet<Cmid>) -> Result<Vec<ManagedMachine>, StoreError>;
    /// The rows of the inventory of these machines, in the order of their ids.
    fn rows_of(&mut self, cmids: &BTreeSet<Cmid>) -> Result<Vec<MachineRow>, StoreError>;
    /// The machines from an id on, in the order of their ids, at most [`PAGE_ROWS`](super::PAGE_ROWS).
    fn managed_machines_from(&mut self, first: Cmid) -> Result<Vec<ManagedMachine>, StoreError>;
    /// Stores a job with all its orders, in one transaction; returns its number.
    fn add_job(&mut self, job: &Job, orders: &[JobOrder]) -> Result<i64, StoreError>;
    /// The jobs before a number, newest first, at most `limit`.
    fn jobs_before(&mut self, id: i64, limit: u32) -> Result<Vec<Job>, StoreError>;
    /// The orders of a job from an id on, in the order of their ids, at most [`PAGE_ROWS`](super::PAGE_ROWS).
    fn job_orders_from(&mut self, job: i64, first: OrderId) -> Result<Vec<JobOrder>, StoreError>;
    /// How far the jobs of these numbers are, in the order of their numbers. It reads all their orders.
    fn job_counts(&mut self, first: i64, last: i64) -> Result<Vec<JobCounts>, StoreError>;
    /// The orders that a machine is still to carry out, oldest job first, at most `limit`; they are fetched from now on.
    fn fetch_orders(&mut self, cmid: Cmid, now: Moment, limit: u32) -> Result<Vec<JobOrder>, StoreError>;
    /// Stores what a machine reported of its own orders, unless it has reported before, and wipes their keys. Returns what was
    /// stored: the job of each order, and the code.
    fn report_outcomes(
        &mut self,
        cmid: Cmid,
        outcomes: &[(OrderId, Code)],
        now: Moment,
    ) -> Result<Vec<(i64, Code)>, StoreError>;
    /// Stores the installation ids that a machine tells for its own orders that take a confirmation id, each once.
    fn store_installation_ids(
        &mut self,
        cmid: Cmid,
        ids: &[(OrderId, InstallationId)],
        now: Moment,
    ) -> Result<(), StoreError>;
    /// Stores what the authority answered for orders of a job, in one transaction, where the machine has told its installation id, there
    /// is no confirmation id yet and the order is not over. Returns how many took their answer.
    fn store_answers(
        &mut self,
        job: i64,
        answers: &[(OrderId, Result<ConfirmationId, Code>)],
        now: Moment,
    ) -> Result<usize, StoreError>;
    /// Takes a job back and wipes its keys; false if there is none, or if it was taken back before.
    fn cancel_job(&mut self, id: i64, now: Moment) -> Result<bool, StoreError>;

    /// A job.
    fn job(&mut self, id: i64) -> Result<Option<Job>, StoreError> {
        let Some(next) = id.checked_add(1) else { return Ok(None) };
        Ok(self.jobs_before(next, 1)?.pop().filter(|job| job.id == id))
    }
}

/// The task of a row.
pub(super) fn task(verb: &str, product: Option<[u8; 16]>, number: Option<i64>) -> Result<Task, StoreError> {
    let kind = number.map(|number| u8::try_from(number).ok().and_then(ActivationType::from_number));
    let known = if kind == Some(None) { None } else { Some(kind.flatten()) };
    known
        .and_then(|kind| Task::from_parts(verb, product.map(ActivationId::from_bytes), kind))
        .ok_or_else(|| StoreError::Damaged(sentence!("a job has the task '{verb}'", "ジョブの処理が '{verb}' です")))
}

pub(super) const RELEASED: Text =
    Text { en: "a machine was released meanwhile", ja: "その間にコンピューターが解放されました" };

/// The ids of a row's texts.
pub(super) fn ids(
    installation_id: Option<&str>,
    identified: Option<Moment>,
    confirmation_id: Option<&str>,
    answer: Option<(Moment, Code)>,
) -> Result<OrderIds, StoreError> {
    let damaged = |error: PhoneError| {
        StoreError::Damaged(sentence!(lang =>
            "an order has an id that is none: {error}",
            "指示に含まれる ID が正しくありません: {error}",
            error = error.text(lang)
        ))
    };
    Ok(OrderIds {
        installation_id: installation_id.map(str::parse).transpose().map_err(damaged)?,
        identified,
        confirmation_id: confirmation_id.map(str::parse).transpose().map_err(damaged)?,
        answer,
    })
}

/// An answer of the authority as a row has it: confirmation id and code.
pub(super) fn answer_columns(answer: &Result<ConfirmationId, Code>) -> (Option<String>, Code) {
    match answer {
        Ok(id) => (Some(id.to_string()), code::SUCCESS),
        Err(code) => (None, *code),
    }
}

/// The number of an activation type, as a row has it.
pub(super) fn type_number(task: Task) -> Option<i64> {
    task.activation_type().map(|kind| i64::from(kind as u8))
}
