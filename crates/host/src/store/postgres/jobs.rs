//! Jobs and managed machines in PostgreSQL: those of all hosts of the database. Each change is one statement.

use super::{PostgresStore, rows};
use crate::machine_row::MachineRow;
use crate::store::{
    PAGE_ROWS,
    error::StoreError,
    jobs::{
        self, Job, JobCounts, JobOrder, JobStore, ManagedMachine, SealedBytes, answer_columns, ids, task, type_number,
    },
};
use muster_core::{
    code::Code,
    id::{Cmid, OrderId},
    keys::installation_id::{ConfirmationId, InstallationId},
    sentence,
    time::Moment,
};
use muster_server::postgres::Value;
use std::collections::BTreeSet;
use tokio_postgres::Row;
use uuid::Uuid;

impl PostgresStore {
    /// Numbers new jobs on from those that have moved in.
    pub(in crate::store) fn renumber_jobs(&mut self) -> Result<(), StoreError> {
        self.rows(include_str!("job_renumber.sql"), &[]).map(drop)
    }
}

impl JobStore for PostgresStore {
    fn knows_machine(&mut self, cmid: Cmid) -> Result<bool, StoreError> {
        let cmid = Uuid::from_bytes(*cmid.as_bytes());
        Ok(!self.rows(include_str!("machine_known.sql"), &[&cmid])?.is_empty())
    }

    fn announce(&mut self, machine: &ManagedMachine) -> Result<ManagedMachine, StoreError> {
        let ManagedMachine { cmid, signing, sealing, since } = machine;
        let row: [&Value<'_>; 4] =
            [&Uuid::from_bytes(*cmid.as_bytes()), &signing.as_slice(), &sealing.as_slice(), &since.unix()];
        self.change(include_str!("managed_machine_insert.sql"), &row)?;
        self.managed_machine(*cmid)?.ok_or_else(|| StoreError::Damaged(jobs::RELEASED.into()))
    }

    fn managed_machine(&mut self, cmid: Cmid) -> Result<Option<ManagedMachine>, StoreError> {
        let cmid = Uuid::from_bytes(*cmid.as_bytes());
        Ok(self.read(include_str!("managed_machine_read.sql"), &[&cmid], managed)?.pop())
    }

    fn managed_among(&mut self, cmids: &BTreeSet<Cmid>) -> Result<Vec<ManagedMachine>, StoreError> {
        let cmids: Vec<Uuid> = cmids.iter().map(|cmid| Uuid::from_bytes(*cmid.as_bytes())).collect();
        self.read(include_str!("managed_machine_among.sql"), &[&cmids], managed)
    }

    fn rows_of(&mut self, cmids: &BTreeSet<Cmid>) -> Result<Vec<MachineRow>, StoreError> {
        let cmids: Vec<Uuid> = cmids.iter().map(|cmid| Uuid::from_bytes(*cmid.as_bytes())).collect();
        self.read(include_str!("machine_of.sql"), &[&cmids], rows::machine)
    }

    fn managed_machines_from(&mut self, first: Cmid) -> Result<Vec<ManagedMachine>, StoreError> {
        let values: [&Value<'_>; 2] = [&Uuid::from_bytes(*first.as_bytes()), &i64::from(PAGE_ROWS)];
        self.read(include_str!("managed_machine_from.sql"), &values, managed)
    }

    fn add_job(&mut self, job: &Job, orders: &[JobOrder]) -> Result<i64, StoreError> {
        let Job { id, created, until, author, task, key_tail, cancelled } = job;
        let product = task.product().map(|id| Uuid::from_bytes(*id.as_bytes()));
        let (kind, cancelled) = (type_number(*task), cancelled.map(Moment::unix));
        let ids: Vec<Uuid> = orders.iter().map(|order| Uuid::from_bytes(*order.id.as_bytes())).collect();
        let machines: Vec<Uuid> = orders.iter().map(|order| Uuid::from_bytes(*order.cmid.as_bytes())).collect();
        let names: Vec<&str> = orders.iter().map(|order| order.machine.as_str()).collect();
        let sealed = |part: fn(&SealedBytes) -> &[u8]| -> Vec<Option<&[u8]>> {
            orders.iter().map(|order| order.sealed.as_ref().map(part)).collect()
        };
        let (enc, ciphertext) = (sealed(|key| &key.enc), sealed(|key| &key.ciphertext));
        let fetched: Vec<Option<i64>> = orders.iter().map(|order| order.fetched.map(Moment::unix)).collect();
        let reported: Vec<Option<i64>> = orders.iter().map(|order| order.outcome.map(|(at, _)| at.unix())).collect();
        let codes: Vec<Option<i64>> =
            orders.iter().map(|order| order.outcome.map(|(_, code)| i64::from(code.0))).collect();
        let (created, until) = (created.unix(), until.unix());
        let columns = IdColumns::of(orders);
        let IdColumns { installation_ids, identified, confirmation_ids, answered, answers } = &columns;
        #[rustfmt::skip]
        let row: [&Value<'_>; 22] = [
            id, &created, &until, author, &task.verb(), &product, &kind, key_tail, &cancelled,
            &ids, &machines, &names, &enc, &ciphertext, &fetched, &reported, &codes,
            installation_ids, identified, confirmation_ids, answered, answers,
        ];
        let added = self.read(include_str!("job_insert.sql"), &row, |row| Ok(row.try_get("id")?))?;
        added
            .into_iter()
            .next()
            .ok_or_else(|| StoreError::Damaged(sentence!("a job was not numbered", "ジョブに番号が付きませんでした")))
    }

    fn jobs_before(&mut self, id: i64, limit: u32) -> Result<Vec<Job>, StoreError> {
        self.read(include_str!("job_before.sql"), &[&id, &i64::from(limit)], job)
    }

    fn job_orders_from(&mut self, job: i64, first: OrderId) -> Result<Vec<JobOrder>, StoreError> {
        let values: [&Value<'_>; 3] = [&job, &Uuid::from_bytes(*first.as_bytes()), &i64::from(PAGE_ROWS)];
        self.read(include_str!("job_order_from.sql"), &values, order)
    }

    fn job_counts(&mut self, first: i64, last: i64) -> Result<Vec<JobCounts>, StoreError> {
        self.read(include_str!("job_counts.sql"), &[&first, &last], |row| {
            let count = |column| rows::number(row, column);
            Ok(JobCounts {
                job: row.try_get("job")?,
                machines: count("machines")?,
                done: count("done")?,
                failed: count("failed")?,
                unconfirmed: count("unconfirmed")?,
            })
        })
    }

    fn fetch_orders(&mut self, cmid: Cmid, now: Moment, limit: u32) -> Result<Vec<JobOrder>, StoreError> {
        let values: [&Value<'_>; 3] = [&Uuid::from_bytes(*cmid.as_bytes()), &now.unix(), &i64::from(limit)];
        self.read(include_str!("job_order_fetch.sql"), &values, order)
    }

    fn report_outcomes(
        &mut self,
        cmid: Cmid,
        outcomes: &[(OrderId, Code)],
        now: Moment,
    ) -> Result<Vec<(i64, Code)>, StoreError> {
        if outcomes.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<Uuid> = outcomes.iter().map(|(id, _)| Uuid::from_bytes(*id.as_bytes())).collect();
        let codes: Vec<i64> = outcomes.iter().map(|(_, code)| i64::from(code.0)).collect();
        let values: [&Value<'_>; 4] = [&Uuid::from_bytes(*cmid.as_bytes()), &ids, &codes, &now.unix()];
        let stored = |row: &Row| Ok((row.try_get("job")?, Code(rows::number(row, "code")?)));
        self.read(include_str!("job_order_report.sql"), &values, stored)
    }

    fn store_installation_ids(
        &mut self,
        cmid: Cmid,
        ids: &[(OrderId, InstallationId)],
        now: Moment,
    ) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let orders: Vec<Uuid> = ids.iter().map(|(order, _)| Uuid::from_bytes(*order.as_bytes())).collect();
        let texts: Vec<String> = ids.iter().map(|(_, id)| id.to_string()).collect();
        let values: [&Value<'_>; 4] = [&Uuid::from_bytes(*cmid.as_bytes()), &orders, &texts, &now.unix()];
        self.change(include_str!("job_order_identify.sql"), &values).map(drop)
    }

    fn store_answers(
        &mut self,
        job: i64,
        answers: &[(OrderId, Result<ConfirmationId, Code>)],
        now: Moment,
    ) -> Result<usize, StoreError> {
        let orders: Vec<Uuid> = answers.iter().map(|(order, _)| Uuid::from_bytes(*order.as_bytes())).collect();
        let (texts, codes): (Vec<Option<String>>, Vec<i64>) = answers
            .iter()
            .map(|(_, answer)| {
                let (text, code) = answer_columns(answer);
                (text, i64::from(code.0))
            })
            .unzip();
        let values: [&Value<'_>; 5] = [&job, &orders, &texts, &codes, &now.unix()];
        Ok(self.rows(include_str!("job_order_confirm.sql"), &values)?.len())
    }

    fn cancel_job(&mut self, id: i64, now: Moment) -> Result<bool, StoreError> {
        Ok(!self.rows(include_str!("job_cancel.sql"), &[&id, &now.unix()])?.is_empty())
    }
}

/// The ids of orders, one column each.
struct IdColumns {
    installation_ids: Vec<Option<String>>,
    identified: Vec<Option<i64>>,
    confirmation_ids: Vec<Option<String>>,
    answered: Vec<Option<i64>>,
    answers: Vec<Option<i64>>,
}

impl IdColumns {
    fn of(orders: &[JobOrder]) -> Self {
        let ids = || orders.iter().map(|order| &order.ids);
        Self {
            installation_ids: ids().map(|ids| ids.installation_id.map(|id| id.to_string())).collect(),
            identified: ids().map(|ids| ids.identified.map(Moment::unix)).collect(),
            confirmation_ids: ids().map(|ids| ids.confirmation_id.map(|id| id.to_string())).collect(),
            answered: ids().map(|ids| ids.answer.map(|(at, _)| at.unix())).collect(),
            answers: ids().map(|ids| ids.answer.map(|(_, code)| i64::from(code.0))).collect(),
        }
    }
}

fn job(row: &Row) -> Result<Job, StoreError> {
    let product = row.try_get::<_, Option<Uuid>>("product")?.map(Uuid::into_bytes);
    Ok(Job {
        id: row.try_get("id")?,
        created: rows::moment(row, "created")?,
        until: rows::moment(row, "until")?,
        author: row.try_get("author")?,
        task: task(row.try_get("verb")?, product, row.try_get("activation_type")?)?,
        key_tail: row.try_get("key_tail")?,
        cancelled: moment(row, "cancelled")?,
    })
}

fn order(row: &Row) -> Result<JobOrder, StoreError> {
    let (enc, ciphertext): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.try_get("enc")?, row.try_get("ciphertext")?);
    let coded = |at: Option<Moment>, column| {
        at.map(|at| Ok::<_, StoreError>((at, Code(rows::number(row, column)?)))).transpose()
    };
    let (installation_id, confirmation_id) = (row.try_get("installation_id")?, row.try_get("confirmation_id")?);
    let answer = coded(moment(row, "answered")?, "answer")?;
    Ok(JobOrder {
        id: OrderId::from_bytes(rows::id(row, "id")?),
        job: row.try_get("job")?,
        cmid: Cmid::from_bytes(rows::id(row, "cmid")?),
        machine: row.try_get("machine")?,
        sealed: enc.zip(ciphertext).map(|(enc, ciphertext)| SealedBytes { enc, ciphertext }),
        fetched: moment(row, "fetched")?,
        outcome: coded(moment(row, "reported")?, "code")?,
        ids: ids(installation_id, moment(row, "identified")?, confirmation_id, answer)?,
    })
}

fn managed(row: &Row) -> Result<ManagedMachine, StoreError> {
    let key = |column: &str| -> Result<[u8; 32], StoreError> {
        let bytes: &[u8] = row.try_get(column)?;
        bytes.try_into().map_err(|_| {
            StoreError::Damaged(sentence!(
                "the key of a machine has another length",
                "コンピューターのキーの長さが異なります"
            ))
        })
    };
    let cmid = Cmid::from_bytes(rows::id(row, "cmid")?);
    Ok(ManagedMachine { cmid, signing: key("signing")?, sealing: key("sealing")?, since: rows::moment(row, "since")? })
}

fn moment(row: &Row, column: &str) -> Result<Option<Moment>, StoreError> {
    Ok(row.try_get::<_, Option<i64>>(column)?.map(Moment::from_unix))
}
