//! Proxy activation as a job: what goes out of the host is one list of installation ids, what comes back is the same list with the
//! answers of the vendor's authority. Nothing of a list is taken unless all of it fits the job.

use crate::{
    admin::Admin,
    error::HostError,
    job_machines::{NamedMachine, Unmanaged},
    jobs::Actor,
    store::{Job, JobOrder, ManagedMachine, OrderIds},
};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Cmid, HardwareId, OrderId},
    keys::installation_id::{ConfirmationId, InstallationId},
    list_refusal::ListRefusal,
    order::Task,
    time::Moment,
};
use muster_proto::proxy_list::{ProxyJob, ProxyList, ProxyRow};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenAnswers {
    /// Machines whose confirmation id was taken.
    pub confirmed: usize,
    /// Machines that the authority refused.
    pub refused: usize,
    /// Machines whose answer was here before, or whose order is over.
    pub known: usize,
    /// Machines for which the list holds no answer.
    pub unanswered: usize,
    /// Of those that were confirmed, the machines that were released meanwhile: id and name. Nobody fetches their orders.
    pub released: Vec<(Cmid, String)>,
}

/// A machine, its name, and the ids that its order begins with.
pub(crate) type PreparedMachine = (ManagedMachine, String, OrderIds);

/// What the authority answered for an order.
type Answer = (OrderId, Result<ConfirmationId, Code>);

impl Admin<'_> {
    /// The installation ids of a job that wait for an answer, by the names of their machines.
    ///
    /// # Errors
    /// If the job is no proxy activation, or over.
    pub fn proxy_list(&mut self, id: i64, now: Moment) -> Result<ProxyList, HostError> {
        self.open_proxy_job(id, now)?;
        let mut rows = Vec::new();
        self.each_order(id, |order| {
            let waiting = order.ids.unconfirmed().filter(|_| order.outcome.is_none());
            rows.extend(waiting.map(|iid| ProxyRow::of_job(order.id, order.cmid, order.machine, iid)));
        })?;
        rows.sort_by(|one, other| (&one.name, one.order).cmp(&(&other.name, other.order)));
        let (vendor, host) = (self.host.pack().vendor.clone(), self.host.config.name.clone());
        Ok(ProxyList::of_job(ProxyJob { vendor, host, number: id }, rows))
    }

    /// Takes the answers of the authority in the list of a job, on disk when this returns.
    ///
    /// # Errors
    /// If anything in the list is not as the job has it, or if it brings nothing: then nothing is taken.
    pub fn take_answers(
        &mut self,
        id: i64,
        text: &[u8],
        actor: &Actor,
        now: Moment,
    ) -> Result<TakenAnswers, HostError> {
        let list = ProxyList::parse(text).map_err(|error| ListRefusal::Form(error.into()))?;
        self.check_origin(id, &list)?;
        self.open_proxy_job(id, now)?;
        let mut orders: BTreeMap<OrderId, JobOrder> = BTreeMap::new();
        self.each_order(id, |order| drop(orders.insert(order.id, order)))?;
        let (answers, mut taken) = sorted(&list, &orders)?;
        let confirmed = answers.iter().filter(|(_, answer)| answer.is_ok()).filter_map(|(order, _)| orders.get(order));
        let confirmed: Vec<&JobOrder> = confirmed.collect();
        let managed = self.store.managed_among(&confirmed.iter().map(|order| order.cmid).collect())?;
        let managed: BTreeSet<Cmid> = managed.into_iter().map(|machine| machine.cmid).collect();
        let released = confirmed.into_iter().filter(|order| !managed.contains(&order.cmid));
        taken.released = released.map(|order| (order.cmid, order.machine.clone())).collect();
        self.store_answers(id, &answers, actor, now)?;
        Ok(taken)
    }

    /// Takes the confirmation id of one machine of a job.
    ///
    /// # Errors
    /// If the machine has not told its installation id, or has its answer.
    pub fn confirm_order(
        &mut self,
        job: i64,
        order: OrderId,
        confirmation_id: ConfirmationId,
        actor: &Actor,
        now: Moment,
    ) -> Result<(), HostError> {
        self.open_proxy_job(job, now)?;
        let found = self.job_order(job, order)?.ok_or(HostError::NoJob(job))?;
        if found.ids.unconfirmed().is_none() || found.outcome.is_some() {
            return Err(ListRefusal::Known.into());
        }
        self.store_answers(job, &[(order, Ok(confirmation_id))], actor, now)
    }

    /// One order of a job.
    pub fn job_order(&mut self, job: i64, order: OrderId) -> Result<Option<JobOrder>, HostError> {
        let first = self.store.job_orders_from(job, order)?.into_iter().next();
        Ok(first.filter(|found| found.id == order))
    }

    fn open_proxy_job(&mut self, id: i64, now: Moment) -> Result<Job, HostError> {
        let job = self.job(id)?;
        match job.task {
            Task::ProxyActivate(_) if job.cancelled.is_none() && now < job.until => Ok(job),
            Task::ProxyActivate(_) => Err(ListRefusal::Over.into()),
            _ => Err(ListRefusal::NotByProxy.into()),
        }
    }

    fn check_origin(&self, id: i64, list: &ProxyList) -> Result<(), ListRefusal> {
        let ProxyJob { vendor, host, number } = list.job.as_ref().ok_or(ListRefusal::Collected)?;
        if *vendor != self.host.pack().vendor {
            return Err(ListRefusal::OtherVendor(vendor.clone()));
        }
        if *number == id { Ok(()) } else { Err(ListRefusal::OtherJob(host.clone(), *number)) }
    }

    /// Nothing is taken that is not recorded.
    fn store_answers(&mut self, job: i64, answers: &[Answer], actor: &Actor, now: Moment) -> Result<(), HostError> {
        let confirmed = answers.iter().filter(|(_, answer)| answer.is_ok()).count();
        self.record_confirmations(job, (confirmed, answers.len() - confirmed), actor, now)?;
        self.store.store_answers(job, answers, now)?;
        Ok(())
    }

    /// The ids that the orders of a job begin with, and the machines that are left out: a confirmation id is used again only where one
    /// is stored for the hardware.
    pub(crate) fn with_ids(
        &mut self,
        task: Task,
        machines: Vec<NamedMachine>,
    ) -> Result<(Vec<PreparedMachine>, Vec<Unmanaged>), HostError> {
        let Task::Reapply(product) = task else {
            let plain = machines.into_iter().map(|(machine, name)| (machine, name, OrderIds::default()));
            return Ok((plain.collect(), Vec::new()));
        };
        let (stored, hardware) = (self.stored_confirmations(product)?, self.newest_hardware(&machines)?);
        let (mut prepared, mut left_out) = (Vec::new(), Vec::new());
        for (machine, name) in machines {
            let ids = hardware.get(&machine.cmid).and_then(|(_, hardware)| stored.get(&hardware.short()));
            match ids {
                Some(ids) => prepared.push((machine, name, ids.clone())),
                None => left_out.push((machine.cmid, name)),
            }
        }
        if prepared.is_empty() { Err(HostError::NoConfirmation) } else { Ok((prepared, left_out)) }
    }

    /// The newest confirmation id of each hardware that no machine has refused. It reads the orders of all jobs that had some for the
    /// product.
    fn stored_confirmations(&mut self, product: ActivationId) -> Result<BTreeMap<[u8; 6], OrderIds>, HostError> {
        let mut stored = BTreeMap::new();
        let mut before = i64::MAX;
        while let Some(job) = self.store.jobs_before(before, 1)?.pop() {
            before = job.id;
            if job.task != Task::ProxyActivate(product) {
                continue;
            }
            self.each_order(job.id, |JobOrder { ids, outcome, .. }| {
                let works = outcome.is_none_or(|(_, code)| code == code::SUCCESS);
                let pair = ids.installation_id.zip(ids.confirmation_id).filter(|_| works);
                if let Some((iid, _)) = pair {
                    stored.entry(iid.hardware).or_insert(OrderIds { identified: None, ..ids });
                }
            })?;
        }
        Ok(stored)
    }

    /// The hardware that each machine has asked with last.
    fn newest_hardware(
        &mut self,
        machines: &[NamedMachine],
    ) -> Result<BTreeMap<Cmid, (Moment, HardwareId)>, HostError> {
        let cmids = machines.iter().map(|(machine, _)| machine.cmid).collect();
        let mut newest: BTreeMap<Cmid, (Moment, HardwareId)> = BTreeMap::new();
        for row in self.store.rows_of(&cmids)? {
            let known = newest.entry(row.cmid).or_insert((row.last_seen, row.hardware));
            if known.0 < row.last_seen {
                *known = (row.last_seen, row.hardware);
            }
        }
        Ok(newest)
    }
}

/// The answers of a list that are new, if all of it is as the job has it.
fn sorted(list: &ProxyList, orders: &BTreeMap<OrderId, JobOrder>) -> Result<(Vec<Answer>, TakenAnswers), ListRefusal> {
    let (mut answers, mut taken) = (BTreeMap::new(), TakenAnswers::default());
    for row in &list.machines {
        let order = row.order.and_then(|id| orders.get(&id)).ok_or_else(|| of_another_job(list))?;
        check_row(row, order)?;
        let answer = match row.confirmation_id {
            Some(id) => Ok(id),
            None if row.code == code::SUCCESS => {
                taken.unanswered += 1;
                continue;
            }
            None => Err(row.code),
        };
        if order.ids.confirmation_id.is_some() || order.outcome.is_some() {
            taken.known += 1;
        } else {
            answers.insert(order.id, answer);
        }
    }
    if answers.is_empty() {
        return Err(if taken.known > 0 { ListRefusal::Known } else { ListRefusal::Empty });
    }
    let confirmed = answers.values().filter(|answer| answer.is_ok()).count();
    let refused = answers.len() - confirmed;
    Ok((answers.into_iter().collect(), TakenAnswers { confirmed, refused, ..taken }))
}

fn of_another_job(list: &ProxyList) -> ListRefusal {
    let (host, number) = list.job.as_ref().map(|job| (job.host.clone(), job.number)).unwrap_or_default();
    ListRefusal::OtherJob(host, number)
}

fn check_row(row: &ProxyRow, order: &JobOrder) -> Result<(), ListRefusal> {
    let told: Option<InstallationId> = order.ids.identified.and(order.ids.installation_id);
    if told.is_some() && row.installation_id == told {
        return Ok(());
    }
    Err(ListRefusal::Changed(order.machine.clone()))
}
