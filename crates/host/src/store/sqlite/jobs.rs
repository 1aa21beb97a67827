//! Jobs and managed machines in SQLite.

use super::{SqliteStore, rows};
use crate::machine_row::MachineRow;
use crate::store::{
    PAGE_ROWS,
    error::StoreError,
    jobs::{
        self, Job, JobCounts, JobOrder, JobStore, ManagedMachine, OrderIds, SealedBytes, answer_columns, ids, task,
        type_number,
    },
};
use muster_core::{
    code::Code,
    id::{Cmid, OrderId},
    keys::installation_id::{ConfirmationId, InstallationId},
    time::Moment,
};
use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};
use std::collections::BTreeSet;

impl JobStore for SqliteStore {
    fn knows_machine(&mut self, cmid: Cmid) -> Result<bool, StoreError> {
        let found: Vec<bool> =
            self.rows(include_str!("machine_known.sql"), params![cmid.as_bytes()], |row| row.get("known"))?;
        Ok(!found.is_empty())
    }

    fn announce(&mut self, machine: &ManagedMachine) -> Result<ManagedMachine, StoreError> {
        let ManagedMachine { cmid, signing, sealing, since } = machine;
        let row = params![cmid.as_bytes(), signing, sealing, since.unix()];
        self.connection.prepare_cached(include_str!("managed_machine_insert.sql"))?.execute(row)?;
        self.managed_machine(*cmid)?.ok_or_else(|| StoreError::Damaged(jobs::RELEASED.into()))
    }

    fn managed_machine(&mut self, cmid: Cmid) -> Result<Option<ManagedMachine>, StoreError> {
        Ok(self.rows(include_str!("managed_machine_read.sql"), params![cmid.as_bytes()], managed)?.pop())
    }

    fn managed_among(&mut self, cmids: &BTreeSet<Cmid>) -> Result<Vec<ManagedMachine>, StoreError> {
        // In one file each is found as soon by itself.
        let found: Result<Vec<_>, _> = cmids.iter().map(|cmid| self.managed_machine(*cmid)).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    fn rows_of(&mut self, cmids: &BTreeSet<Cmid>) -> Result<Vec<MachineRow>, StoreError> {
        let find = include_str!("machine_of.sql");
        let found: Result<Vec<_>, _> =
            cmids.iter().map(|cmid| self.rows(find, params![cmid.as_bytes()], rows::machine)).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    fn managed_machines_from(&mut self, first: Cmid) -> Result<Vec<ManagedMachine>, StoreError> {
        self.rows(include_str!("managed_machine_from.sql"), params![first.as_bytes(), PAGE_ROWS], managed)
    }

    fn add_job(&mut self, job: &Job, orders: &[JobOrder]) -> Result<i64, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Job { id, created, until, author, task, key_tail, cancelled } = job;
        let product = task.product();
        let row = params![
            id,
            created.unix(),
            until.unix(),
            author,
            task.verb(),
            product.as_ref().map(|id| id.as_bytes()),
            type_number(*task),
            key_tail,
            cancelled.map(Moment::unix)
        ];
        transaction.execute(include_str!("job_insert.sql"), row)?;
        let number = transaction.last_insert_rowid();
        let mut insert = transaction.prepare(include_str!("job_order_insert.sql"))?;
        for JobOrder { id, cmid, machine, sealed, fetched, outcome, ids, .. } in orders {
            let [enc, ciphertext] = [sealed.as_ref().map(|key| &key.enc), sealed.as_ref().map(|key| &key.ciphertext)];
            let (at, code) = (outcome.map(|(at, _)| at.unix()), outcome.map(|(_, code)| code.0));
            let fetched = fetched.map(Moment::unix);
            let OrderIds { installation_id, identified, confirmation_id, answer } = ids;
            let texts = (installation_id.map(|id| id.to_string()), confirmation_id.map(|id| id.to_string()));
            let answer = (answer.map(|(at, _)| at.unix()), answer.map(|(_, code)| code.0));
            insert.execute(params![
                id.as_bytes(),
                number,
                cmid.as_bytes(),
                machine,
                enc,
                ciphertext,
                fetched,
                at,
                code,
                texts.0,
                identified.map(Moment::unix),
                texts.1,
                answer.0,
                answer.1
            ])?;
        }
        drop(insert);
        transaction.commit()?;
        Ok(number)
    }

    fn jobs_before(&mut self, id: i64, limit: u32) -> Result<Vec<Job>, StoreError> {
        self.rows(include_str!("job_before.sql"), params![id, limit], job)?.into_iter().map(JobRow::known).collect()
    }

    fn job_orders_from(&mut self, job: i64, first: OrderId) -> Result<Vec<JobOrder>, StoreError> {
        let rows = self.rows(include_str!("job_order_from.sql"), params![job, first.as_bytes(), PAGE_ROWS], order)?;
        rows.into_iter().map(OrderRow::known).collect()
    }

    fn job_counts(&mut self, first: i64, last: i64) -> Result<Vec<JobCounts>, StoreError> {
        self.rows(include_str!("job_counts.sql"), params![first, last], |row| {
            let count = |column| row.get(column);
            Ok(JobCounts {
                job: row.get("job")?,
                machines: count("machines")?,
                done: count("done")?,
                failed: count("failed")?,
                unconfirmed: count("unconfirmed")?,
            })
        })
    }

    fn fetch_orders(&mut self, cmid: Cmid, now: Moment, limit: u32) -> Result<Vec<JobOrder>, StoreError> {
        let values = params![cmid.as_bytes(), now.unix(), limit];
        let open = self.rows(include_str!("job_order_open.sql"), values, order)?.into_iter().map(OrderRow::known);
        let mut open: Vec<JobOrder> = open.collect::<Result<_, _>>()?;
        if open.iter().any(|order| order.fetched.is_none()) {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for order in &open {
                transaction.execute(include_str!("job_order_fetch.sql"), params![order.id.as_bytes(), now.unix()])?;
            }
            transaction.commit()?;
        }
        open.iter_mut().for_each(|order| order.fetched = order.fetched.or(Some(now)));
        Ok(open)
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
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut stored = Vec::new();
        for (id, code) in outcomes {
            let row = params![id.as_bytes(), cmid.as_bytes(), code.0, now.unix()];
            let text = include_str!("job_order_report.sql");
            let job: Option<i64> = transaction.query_row(text, row, |row| row.get("job")).optional()?;
            stored.extend(job.map(|job| (job, *code)));
        }
        transaction.commit()?;
        Ok(stored)
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
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (order, id) in ids {
            let row = params![order.as_bytes(), cmid.as_bytes(), id.to_string(), now.unix()];
            transaction.execute(include_str!("job_order_identify.sql"), row)?;
        }
        Ok(transaction.commit()?)
    }

    fn store_answers(
        &mut self,
        job: i64,
        answers: &[(OrderId, Result<ConfirmationId, Code>)],
        now: Moment,
    ) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut stored = 0;
        let mut update = transaction.prepare(include_str!("job_order_confirm.sql"))?;
        for (order, answer) in answers {
            let (confirmation, code) = answer_columns(answer);
            stored += update.execute(params![order.as_bytes(), job, confirmation, now.unix(), code.0])?;
        }
        drop(update);
        transaction.commit()?;
        Ok(stored)
    }

    fn cancel_job(&mut self, id: i64, now: Moment) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let cancelled = transaction.execute(include_str!("job_cancel.sql"), params![id, now.unix()])? == 1;
        if cancelled {
            transaction.execute(include_str!("job_wipe.sql"), [id])?;
        }
        transaction.commit()?;
        Ok(cancelled)
    }
}

/// A job whose task may be one of a newer version.
struct JobRow {
    verb: String,
    product: Option<[u8; 16]>,
    activation_type: Option<i64>,
    job: Job,
}

impl JobRow {
    fn known(self) -> Result<Job, StoreError> {
        let Self { verb, product, activation_type, job } = self;
        Ok(Job { task: task(&verb, product, activation_type)?, ..job })
    }
}

fn job(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    let job = Job {
        id: row.get("id")?,
        created: row.get("created").map(Moment::from_unix)?,
        until: row.get("until").map(Moment::from_unix)?,
        author: row.get("author")?,
        // Until the stored one is known.
        task: muster_core::order::Task::Activate(None),
        key_tail: row.get("key_tail")?,
        cancelled: moment(row, "cancelled")?,
    };
    let (verb, product) = (row.get("verb")?, row.get("product")?);
    Ok(JobRow { verb, product, activation_type: row.get("activation_type")?, job })
}

/// An order whose ids are not read yet.
struct OrderRow {
    order: JobOrder,
    installation_id: Option<String>,
    confirmation_id: Option<String>,
}

impl OrderRow {
    fn known(self) -> Result<JobOrder, StoreError> {
        let Self { order, installation_id, confirmation_id } = self;
        let OrderIds { identified, answer, .. } = order.ids;
        let ids = ids(installation_id.as_deref(), identified, confirmation_id.as_deref(), answer)?;
        Ok(JobOrder { ids, ..order })
    }
}

fn order(row: &Row<'_>) -> rusqlite::Result<OrderRow> {
    let (enc, ciphertext): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get("enc")?, row.get("ciphertext")?);
    let (code, answer): (Option<u32>, Option<u32>) = (row.get("code")?, row.get("answer")?);
    let answer = moment(row, "answered")?.zip(answer.map(Code));
    let order = JobOrder {
        id: row.get("id").map(OrderId::from_bytes)?,
        job: row.get("job")?,
        cmid: row.get("cmid").map(Cmid::from_bytes)?,
        machine: row.get("machine")?,
        sealed: enc.zip(ciphertext).map(|(enc, ciphertext)| SealedBytes { enc, ciphertext }),
        fetched: moment(row, "fetched")?,
        outcome: moment(row, "reported")?.zip(code.map(Code)),
        ids: OrderIds { identified: moment(row, "identified")?, answer, ..OrderIds::default() },
    };
    let (installation_id, confirmation_id) = (row.get("installation_id")?, row.get("confirmation_id")?);
    Ok(OrderRow { order, installation_id, confirmation_id })
}

fn managed(row: &Row<'_>) -> rusqlite::Result<ManagedMachine> {
    Ok(ManagedMachine {
        cmid: row.get("cmid").map(Cmid::from_bytes)?,
        signing: row.get("signing")?,
        sealing: row.get("sealing")?,
        since: row.get("since").map(Moment::from_unix)?,
    })
}

fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Moment>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Moment::from_unix))
}
