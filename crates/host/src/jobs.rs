//! Jobs, as an administrator begins, reads and cancels them. The agents of the machines fetch the orders ([`contacts`](crate::contacts)).

use crate::{
    admin::Admin,
    error::HostError,
    job_machines::{MachineChoice, key_of},
    store::{Job, JobOrder, ManagedMachine, OrderIds, SealedBytes},
};
use muster_core::{
    event::Occurrence,
    id::{Cmid, OrderId},
    keys::product_key::{KeyKind, ProductKey},
    order::{TERM_MAX, Task},
    sentence,
    time::{Moment, Span},
};
use muster_platform::{entropy::Entropy, hpke};
use muster_proto::event::Event;
use muster_trust::order::{SEALING_CONTEXT, bound_to};
use std::net::IpAddr;

/// What machines are to do.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// What is to be done.
    pub task: Task,
    /// The product key to install, for [`Task::InstallKey`] alone.
    pub key: Option<ProductKey>,
    /// Which machines.
    pub machines: MachineChoice,
    /// How long the orders may be carried out, at most [`TERM_MAX`].
    pub term: Span,
    /// The machines that whoever gives the key was shown, with their keys ([`ChosenMachines::keys`](crate::ChosenMachines::keys)): it is sealed to no others.
    pub shown: Vec<(Cmid, String)>,
}

/// Who acts, and from where.
#[derive(Clone, Debug)]
pub struct Actor {
    /// An account of the console; at a command line the account of the system, which is no name of the console's.
    pub account: String,
    /// The address that the request came from.
    pub address: IpAddr,
}

/// What became of a new job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedJob {
    /// Its number.
    pub id: i64,
    /// How many machines have an order.
    pub machines: usize,
    /// Machines that have none, because no agent has announced their keys: id and name.
    pub without_agent: Vec<(Cmid, String)>,
    /// Machines that have none, because no confirmation id of their hardware is stored.
    pub without_confirmation: Vec<(Cmid, String)>,
}

impl Admin<'_> {
    /// Begins a job: one order for each machine, in the store when this returns.
    ///
    /// # Errors
    /// If the product or the key is none of the license pack, if a machine is not in the inventory, or if none has an agent.
    pub fn add_job(
        &mut self,
        new: &NewJob,
        actor: &Actor,
        entropy: &Entropy,
        now: Moment,
    ) -> Result<AddedJob, HostError> {
        self.check_task(new)?;
        let (managed, without_agent) = self.managed(&new.machines)?;
        if managed.is_empty() {
            return Err(HostError::NoAgent);
        }
        if new.key.is_some() && new.shown != managed.iter().map(key_of).collect::<Vec<_>>() {
            return Err(HostError::OtherMachines);
        }
        let (managed, without_confirmation) = self.with_ids(new.task, managed)?;
        let order = |(machine, name, ids)| {
            Ok::<_, HostError>(JobOrder { ids, ..order(&machine, name, new.key.as_ref(), entropy)? })
        };
        let orders: Vec<JobOrder> = managed.into_iter().map(order).collect::<Result<_, _>>()?;
        let until = now + new.term.min(TERM_MAX);
        let (author, key_tail) = (actor.account.clone(), new.key.as_ref().map(ProductKey::partial));
        let job = Job { id: 0, created: now, until, author, task: new.task, key_tail, cancelled: None };
        // Nothing is ordered that is not recorded.
        self.record_job(&job, orders.len(), actor)?;
        let id = self.store.add_job(&job, &orders)?;
        let (verb, machines, author) = (new.task.verb(), orders.len(), job.author.as_str());
        self.store.add_event(&Event::new(&Occurrence::JobAdded { job: id, verb, machines, author }, now))?;
        Ok(AddedJob { id, machines, without_agent, without_confirmation })
    }

    fn check_task(&self, new: &NewJob) -> Result<(), HostError> {
        let pack = self.host.pack();
        if let Some(id) = new.task.product().filter(|id| pack.product(*id).is_none()) {
            return Err(HostError::NoProduct(id));
        }
        let Some(key) = &new.key else {
            return if new.task == Task::InstallKey { Err(HostError::NoProductKey) } else { Ok(()) };
        };
        let known = match key.claim().kind {
            KeyKind::Host => return Err(HostError::HostKeyForMachines),
            KeyKind::Multiple => pack.group(key.claim().group).is_some(),
            KeyKind::Setup => pack.product_of_key(key).is_some(),
        };
        let unknown = || sentence!("the license pack does not know it", "ライセンス パックに含まれていません");
        if known { Ok(()) } else { Err(HostError::ProductKey(unknown())) }
    }

    /// The newest jobs before a number, newest first.
    pub fn jobs(&mut self, before: i64, limit: u32) -> Result<Vec<Job>, HostError> {
        Ok(self.store.jobs_before(before, limit)?)
    }

    /// A job.
    pub fn job(&mut self, id: i64) -> Result<Job, HostError> {
        self.store.job(id)?.ok_or(HostError::NoJob(id))
    }

    /// Calls `each` for the orders of a job, in constant memory.
    pub fn each_order(&mut self, job: i64, mut each: impl FnMut(JobOrder)) -> Result<(), HostError> {
        let mut next = Some(OrderId::from_bytes([0; 16]));
        while let Some(first) = next {
            let orders = self.store.job_orders_from(job, first)?;
            next = orders.last().and_then(|last| last.id.successor());
            orders.into_iter().for_each(&mut each);
        }
        Ok(())
    }

    /// Cancels a job: what no machine has reported is handed out no more. Returns false if it was cancelled before.
    pub fn cancel_job(&mut self, id: i64, actor: &Actor, now: Moment) -> Result<bool, HostError> {
        let job = self.job(id)?;
        if job.cancelled.is_some() {
            return Ok(false);
        }
        self.record_cancelled(&job, actor, now)?;
        let cancelled = self.store.cancel_job(id, now)?;
        if cancelled {
            let author = actor.account.as_str();
            self.store.add_event(&Event::new(&Occurrence::JobCancelled { job: id, author }, now))?;
        }
        Ok(cancelled)
    }
}

/// The order for one machine; a product key is sealed to the machine and bound to this order.
fn order(
    machine: &ManagedMachine,
    name: String,
    key: Option<&ProductKey>,
    entropy: &Entropy,
) -> Result<JobOrder, HostError> {
    let (id, cmid) = (OrderId::from_random(entropy.bytes()), machine.cmid);
    let seal = |key: &ProductKey| {
        let sealed = hpke::seal(&machine.sealing, SEALING_CONTEXT, &bound_to(id, cmid), key.reveal().as_bytes());
        let sealed = sealed.ok_or_else(|| HostError::Unsealed(name.clone()))?;
        Ok::<_, HostError>(SealedBytes { enc: sealed.enc, ciphertext: sealed.ciphertext })
    };
    let sealed = key.map(seal).transpose()?;
    Ok(JobOrder { id, job: 0, cmid, machine: name, sealed, fetched: None, outcome: None, ids: OrderIds::default() })
}

#[cfg(feature = "console")]
mod recorded {
    use super::{Actor, Admin, HostError, Job, Moment};
    use muster_console::{AuditAction, AuditEntry};

    impl Admin<'_> {
        /// Records in the audit log what is about to be ordered. The product key is named by its last characters.
        pub(super) fn record_job(&mut self, job: &Job, machines: usize, actor: &Actor) -> Result<(), HostError> {
            let subject = job.task.product().map(|id| id.to_string());
            let key = job.key_tail.as_ref().map(|tail| format!(" …-{tail}")).unwrap_or_default();
            let new = Some(format!("{}{key}: {machines}", job.task.verb()));
            let entry = AuditEntry::new(AuditAction::JobAdd, &actor.account, actor.address, job.created);
            Ok(self.store.add_audit(&AuditEntry { subject, new, ..entry })?)
        }

        /// Records that answers of the authority are about to be taken for orders of a job: how many confirmation ids, and how many refusals.
        pub(crate) fn record_confirmations(
            &mut self,
            job: i64,
            (confirmed, refused): (usize, usize),
            actor: &Actor,
            now: Moment,
        ) -> Result<(), HostError> {
            let entry = AuditEntry::new(AuditAction::JobConfirm, &actor.account, actor.address, now);
            let new = Some(format!("confirmed: {confirmed}, refused: {refused}"));
            Ok(self.store.add_audit(&AuditEntry { subject: Some(job.to_string()), new, ..entry })?)
        }

        pub(super) fn record_cancelled(&mut self, job: &Job, actor: &Actor, now: Moment) -> Result<(), HostError> {
            let entry = AuditEntry::new(AuditAction::JobCancel, &actor.account, actor.address, now);
            Ok(self.store.add_audit(&AuditEntry { subject: Some(job.id.to_string()), ..entry })?)
        }
    }
}

#[cfg(not(feature = "console"))]
mod recorded {
    use super::{Actor, Admin, HostError, Job, Moment};

    impl Admin<'_> {
        /// A host without a console has no audit log.
        #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same form as with a console")]
        pub(super) fn record_job(&mut self, _: &Job, _: usize, _: &Actor) -> Result<(), HostError> {
            Ok(())
        }

        #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same form as with a console")]
        pub(crate) fn record_confirmations(
            &mut self,
            _: i64,
            _: (usize, usize),
            _: &Actor,
            _: Moment,
        ) -> Result<(), HostError> {
            Ok(())
        }

        #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same form as with a console")]
        pub(super) fn record_cancelled(&mut self, _: &Job, _: &Actor, _: Moment) -> Result<(), HostError> {
            Ok(())
        }
    }
}
