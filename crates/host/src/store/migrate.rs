//! From SQLite to PostgreSQL: everything is copied in one transaction, read back and compared row by row before it is committed.

use super::{
    changes::{Changes, MachineChange},
    error::StoreError,
    evidence::EvidenceStore,
    interface::{Notice, Page, Store},
    jobs::{JobOrder, JobStore},
    migration_stats::MigrationStats,
    pool_rows::{PoolChanges, PoolRows},
    postgres::PostgresStore,
    row_key::{FIRST_KEY, key_after},
    sqlite::SqliteStore,
};
use crate::machine_row::MachineRow;
use ipnet::IpNet;
use muster_core::{
    host::refusals::{RefusalKey, Refusals},
    id::{ApplicationId, Cmid, OrderId},
    sentence,
};
use std::collections::BTreeMap;

/// Copies a host's store into a database that holds nothing yet.
pub fn migrate(
    from: &mut SqliteStore,
    to: &mut PostgresStore,
    applications: &[(ApplicationId, u32)],
) -> Result<MigrationStats, StoreError> {
    to.begin_empty()?;
    let mut stats = MigrationStats::default();
    copy_machines(from, to, &mut stats)?;
    copy_history(from, to, &mut stats)?;
    copy_metadata(from, to, applications)?;
    copy_jobs(from, to)?;
    to.end()?;
    Ok(stats)
}

fn copy_machines(from: &mut SqliteStore, to: &mut PostgresStore, stats: &mut MigrationStats) -> Result<(), StoreError> {
    let mut next = Some(FIRST_KEY);
    while let Some(first) = next {
        let rows = from.machines_from(first)?;
        let mut changes = Changes::default();
        rows.iter().for_each(|row| changes.record((row.cmid, row.product, row.hardware), change(row)));
        to.import(&changes, &PoolChanges::default())?;
        stats.machines += verify_rows("machine", &rows, &to.machines_from(first)?)?;
        next = rows.last().and_then(key_after);
    }
    Ok(())
}

fn change(row: &MachineRow) -> MachineChange {
    MachineChange {
        name: row.name.clone(),
        first_seen: row.first_seen,
        last_seen: row.last_seen,
        requests: row.requests,
        last_code: row.last_code,
        activated_until: row.activated_until,
        counter: row.counter,
        rolled_back: row.rolled_back,
    }
}

fn copy_history(from: &mut SqliteStore, to: &mut PostgresStore, stats: &mut MigrationStats) -> Result<(), StoreError> {
    let requests = |requests| Changes { requests, ..Changes::default() };
    let events = |events| Changes { events, ..Changes::default() };
    stats.requests = copy_pages("request", |id| from.requests_after(id), to, requests, PostgresStore::requests_after)?;
    stats.events = copy_pages("event", |id| from.events_after(id), to, events, PostgresStore::events_after)?;
    Ok(())
}

fn copy_pages<T: PartialEq + Clone>(
    table: &str,
    mut from: impl FnMut(i64) -> Result<Page<T>, StoreError>,
    to: &mut PostgresStore,
    changes: fn(Vec<T>) -> Changes,
    copied: fn(&mut PostgresStore, i64) -> Result<Page<T>, StoreError>,
) -> Result<u64, StoreError> {
    let mut copied_rows = 0;
    // Each store numbers its rows itself.
    let (mut here, mut there) = (0, 0);
    loop {
        let (ids, rows): (Vec<i64>, Vec<T>) = from(here)?.into_iter().unzip();
        let Some(last) = ids.last() else { return Ok(copied_rows) };
        to.import(&changes(rows.clone()), &PoolChanges::default())?;
        let (copy_ids, copies): (Vec<i64>, Vec<T>) = copied(to, there)?.into_iter().unzip();
        copied_rows += verify_rows(table, &rows, &copies)?;
        (here, there) = (*last, copy_ids.last().copied().unwrap_or(there));
    }
}

/// Jobs with their orders under the same numbers, and the machines that the host manages.
fn copy_jobs(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    let mut first = Some(Cmid::from_bytes([0; 16]));
    while let Some(cmid) = first {
        let machines = from.managed_machines_from(cmid)?;
        for machine in &machines {
            verify_rows("managed_machine", std::slice::from_ref(machine), &[to.announce(machine)?])?;
        }
        first = machines.last().and_then(|last| last.cmid.successor());
    }
    copy_evidence(from, to)?;
    let mut before = i64::MAX;
    while let Some(job) = from.jobs_before(before, 1)?.pop() {
        let orders = orders_of(from, job.id)?;
        to.add_job(&job, &orders)?;
        verify_rows("job", &[Some(job.clone())], &[to.job(job.id)?])?;
        verify_rows("job_order", &orders, &orders_of(to, job.id)?)?;
        before = job.id;
    }
    to.renumber_jobs()
}

/// What the managed machines have uploaded.
fn copy_evidence(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    let mut first = Some(Cmid::from_bytes([0; 16]));
    while let Some(cmid) = first {
        let page = from.evidence_from(cmid)?;
        for evidence in &page {
            to.set_evidence(evidence)?;
        }
        verify_rows("machine_evidence", &page, &to.evidence_from(cmid)?)?;
        first = page.last().and_then(|last| last.cmid.successor());
    }
    Ok(())
}

fn orders_of(store: &mut dyn JobStore, job: i64) -> Result<Vec<JobOrder>, StoreError> {
    let (mut orders, mut first) = (Vec::new(), Some(OrderId::from_bytes([0; 16])));
    while let Some(id) = first {
        let page = store.job_orders_from(job, id)?;
        first = page.last().and_then(|last| last.id.successor());
        orders.extend(page);
    }
    Ok(orders)
}

/// Count, counters, limits, time, settings, and what is published.
fn copy_metadata(
    from: &mut SqliteStore,
    to: &mut PostgresStore,
    applications: &[(ApplicationId, u32)],
) -> Result<(), StoreError> {
    let (pools, counters) = (from.pools(applications)?, from.counters()?);
    let (refusals, rate_limits) = limits(from)?;
    let clock = from.clock()?;
    let rows = PoolRows::default().changes(&pools.keys().copied().collect(), &pools);
    to.import(&Changes { counters, refusals, rate_limits, latest: clock.latest, ..Changes::default() }, &rows)?;
    if let Some(pruned) = clock.pruned {
        to.set_pruned(pruned)?;
    }
    to.set_settings(&from.settings()?)?;
    for record in from.published()? {
        to.set_published(&record)?;
    }
    for subject in Notice::SUBJECTS {
        if let Some(notice) = from.notice(subject)? {
            to.set_notice(subject, notice)?;
        }
    }
    copy_accounts(from, to)?;
    let equal = [
        ("pool", to.pools(applications)? == pools),
        ("counters", to.counters()? == counters),
        ("refusal and rate_limit", limits(to)? == limits(from)?),
        ("setting", to.settings()? == from.settings()?),
        ("published", to.published()? == from.published()?),
    ];
    equal.iter().find(|(_, equal)| !equal).map_or(Ok(()), |(table, _)| Err(mismatch(table)))
}

/// Sessions stay behind: who is signed in signs in again.
#[cfg(feature = "console")]
fn copy_accounts(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    use muster_console::ConsoleStore;
    let accounts = from.accounts()?;
    for account in &accounts {
        to.set_account(account)?;
    }
    if to.accounts()? != accounts {
        return Err(mismatch("console_account"));
    }
    copy_passkeys(from, to)?;
    copy_tokens(from, to)?;
    copy_views(from, to)?;
    copy_webhooks(from, to)?;
    copy_audit(from, to)
}

/// People go on with the passkeys that they have.
#[cfg(feature = "console")]
fn copy_passkeys(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    use muster_console::PasskeyStore;
    let passkeys = from.passkeys(None)?;
    for passkey in &passkeys {
        to.import_passkey(passkey)?;
    }
    if to.passkeys(None)? == passkeys { Ok(()) } else { Err(mismatch("console_passkey")) }
}

/// Programs go on with the tokens that they have.
#[cfg(feature = "console")]
fn copy_tokens(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    use muster_console::TokenStore;
    let tokens = from.tokens()?;
    for token in &tokens {
        to.import_token(token)?;
    }
    if to.tokens()? == tokens { Ok(()) } else { Err(mismatch("console_token")) }
}

/// People find the views that they have saved.
#[cfg(feature = "console")]
fn copy_views(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    use muster_console::ViewStore;
    let views = from.views(None)?;
    for view in &views {
        to.import_view(view)?;
    }
    if to.views(None)? == views { Ok(()) } else { Err(mismatch("console_view")) }
}

/// Receivers go on with the secrets that they have. What is on its way stays behind, and what still holds is told again: requests have other
/// numbers there.
#[cfg(feature = "console")]
fn copy_webhooks(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    use muster_console::WebhookStore;
    let webhooks = from.webhooks()?;
    for webhook in &webhooks {
        to.import_webhook(webhook)?;
    }
    if to.webhooks()? == webhooks { Ok(()) } else { Err(mismatch("console_webhook")) }
}

/// The audit log goes on under its numbers and hashes.
#[cfg(feature = "console")]
fn copy_audit(from: &mut SqliteStore, to: &mut PostgresStore) -> Result<(), StoreError> {
    use muster_console::ConsoleStore;
    use muster_core::authority::key_groups::KeyGroups;
    let mut last = 0;
    loop {
        let entries = from.audit_after(&KeyGroups::All, last)?;
        for entry in &entries {
            to.import_audit(entry)?;
        }
        if to.audit_after(&KeyGroups::All, last)? != entries {
            return Err(mismatch("audit"));
        }
        let Some(entry) = entries.last() else { return Ok(()) };
        last = entry.number;
    }
}

/// A program without the console has no accounts of its own making; one that finds some leaves them where they are.
#[cfg(not(feature = "console"))]
fn copy_accounts(_: &mut SqliteStore, _: &mut PostgresStore) -> Result<(), StoreError> {
    Ok(())
}

type Limits = (BTreeMap<RefusalKey, Refusals>, BTreeMap<IpNet, i64>);

/// Sums of refused requests, and what is left of each network's limit.
fn limits(store: &mut dyn Store) -> Result<Limits, StoreError> {
    let (refusals, rate_limits) = (store.refusals(u32::MAX)?, store.rate_limits(u32::MAX)?);
    Ok((refusals.into_iter().collect(), rate_limits.into_iter().collect()))
}

fn verify_rows<T: PartialEq>(table: &str, here: &[T], there: &[T]) -> Result<u64, StoreError> {
    if here == there { Ok(here.len() as u64) } else { Err(mismatch(table)) }
}

fn mismatch(table: &str) -> StoreError {
    StoreError::Damaged(sentence!(
        "the rows of {table} are not the same in the database; nothing was moved",
        "{table} の行がデータベースと一致しません。何も移行されていません"
    ))
}
