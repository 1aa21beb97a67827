//! The store in PostgreSQL: several hosts share one count and one inventory, and any of them may die.

#[cfg(feature = "console")]
mod audit;
#[cfg(feature = "console")]
mod console;
#[cfg(feature = "console")]
mod console_passkey;
#[cfg(feature = "console")]
mod console_token;
#[cfg(feature = "console")]
mod console_view;
#[cfg(feature = "console")]
mod console_webhook;
mod evidence;
mod group;
#[cfg(feature = "console")]
mod inventory_page;
mod jobs;
mod rows;

use super::{
    changes::Changes,
    error::StoreError,
    interface::{GroupContext, InventoryStats, Notice, PAGE_ROWS, Page, Pruned, SharingHost, Store},
    pool_rows::PoolChanges,
    row_key::RowKey,
    stored_clock::StoredClock,
};
use crate::{machine_row::MachineRow, settings, srv_record::SrvRecord};
use ipnet::IpNet;
use muster_core::{
    event::RequestHandled,
    host::{
        count::Pool,
        counters::Counters,
        group::LoadedState,
        refusals::{RefusalKey, Refusals},
        settings::HostSettings,
    },
    id::{ApplicationId, Cmid},
    lang::Text,
    sentence,
    time::Moment,
};
use muster_proto::event::Event;
use muster_server::postgres::{Postgres, Schema, Session, Value};
use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};
use tokio_postgres::{Error, Row};
use uuid::Uuid;

const AUTHORITY: Text = Text { en: "an authority", ja: "認証局" };

/// An authority has product keys in its own.
const SCHEMA: Schema = Schema { migrations: MIGRATIONS, foreign: &[("product_key", AUTHORITY)] };

const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/postgres/001.sql"),
    include_str!("../../../migrations/postgres/002.sql"),
    include_str!("../../../migrations/postgres/003.sql"),
    include_str!("../../../migrations/postgres/004.sql"),
    include_str!("../../../migrations/postgres/005.sql"),
    include_str!("../../../migrations/postgres/006.sql"),
    include_str!("../../../migrations/postgres/007.sql"),
    include_str!("../../../migrations/postgres/008.sql"),
    include_str!("../../../migrations/postgres/009.sql"),
    include_str!("../../../migrations/postgres/010.sql"),
    include_str!("../../../migrations/postgres/011.sql"),
    include_str!("../../../migrations/postgres/012.sql"),
    include_str!("../../../migrations/postgres/013.sql"),
    include_str!("../../../migrations/postgres/014.sql"),
    include_str!("../../../migrations/postgres/015.sql"),
    include_str!("../../../migrations/postgres/016.sql"),
];

/// A host's share of a database.
pub struct PostgresStore {
    database: Postgres,
    /// The name of this host: what is its own is stored under it.
    host: String,
}

impl PostgresStore {
    /// The database of a connection string; it is connected to at the first use. With `ca`, PEM, the connection is by TLS.
    /// `host` is the name that this host stores its own rows under.
    pub fn new(connection: &str, password: Option<&str>, ca: Option<&Path>, host: &str) -> Result<Self, StoreError> {
        Ok(Self { database: Postgres::new(connection, password, ca, SCHEMA)?, host: host.to_owned() })
    }

    fn rows(&mut self, text: &'static str, values: &[&Value<'_>]) -> Result<Vec<Row>, StoreError> {
        Ok(self.database.run(async |session| Ok(session.query(text, values).await?))?)
    }

    /// Runs a query and decodes its rows.
    fn read<T>(
        &mut self,
        text: &'static str,
        values: &[&Value<'_>],
        decode: fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.rows(text, values)?.iter().map(decode).collect()
    }

    fn change(&mut self, text: &'static str, values: &[&Value<'_>]) -> Result<(), StoreError> {
        Ok(self.database.run(async |session| Ok(session.execute(text, values).await?))?)
    }
}

/// What a host moves in with. It is one transaction, over many calls: a failure in any of them ends it.
impl PostgresStore {
    /// Begins, and makes sure that nobody else has moved in.
    pub(super) fn begin_empty(&mut self) -> Result<(), StoreError> {
        let empty = self.database.run(async |session| {
            session.client.batch_execute(include_str!("migration_begin.sql")).await?;
            Ok(session.query(include_str!("counters_in_use.sql"), &[]).await?.is_empty())
        })?;
        if empty {
            return Ok(());
        }
        self.database.run(async |session| Ok(session.client.batch_execute("ROLLBACK").await?))?;
        Err(StoreError::NotEmpty)
    }

    pub(super) fn import(&mut self, changes: &Changes, pools: &PoolChanges) -> Result<(), StoreError> {
        let Self { database, host } = self;
        let moved = database.run(async |session| {
            let moving = is_moving(session).await?;
            if moving {
                group::write(session, host, changes, pools).await?;
            }
            Ok(moving)
        })?;
        let lost =
            || sentence!("the connection was lost; nothing was moved", "接続が切断されました。何も移行されていません");
        if moved { Ok(()) } else { Err(StoreError::Damaged(lost())) }
    }

    pub(super) fn end(&mut self) -> Result<(), StoreError> {
        self.import(&Changes::default(), &PoolChanges::default())?;
        Ok(self.database.run(async |session| Ok(session.client.batch_execute("COMMIT").await?))?)
    }
}

/// Whether the connection is still the one on which the move began: a new one would write row by row.
async fn is_moving(session: &Session) -> Result<bool, Error> {
    let rows = session.query(include_str!("migration_is_open.sql"), &[]).await?;
    rows.first().map_or(Ok(false), |row| row.try_get(0))
}

impl Store for PostgresStore {
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&GroupContext, &mut LoadedState) -> Changes,
    ) -> Result<(), StoreError> {
        let Self { database, host } = self;
        let done = database.run(async |session| {
            let (context, rows, machines) = group::read(session, host, applications, asking).await?;
            let mut state = LoadedState { pools: rows.restore(applications), machines };
            let changes = decide(&context, &mut state);
            Ok(group::commit(session, host, &changes, &rows.changes(&changes.pools, &state.pools)).await?)
        });
        Ok(done?)
    }

    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError> {
        let rows = self.rows(group::POOL_MEMBER_READ, &[&group::application_ids(applications)])?;
        Ok(rows::pool_rows(&rows)?.restore(applications))
    }

    fn probe_write(&mut self, _bytes: u32) -> Result<(), StoreError> {
        // The server allocates its log before it writes to it: the number of bytes makes no difference.
        self.change(include_str!("probe_update.sql"), &[])
    }

    fn prune(&mut self, before: Moment) -> Result<Pruned, StoreError> {
        let limits: [&Value<'_>; 2] = [&i64::from(PAGE_ROWS), &before.unix()];
        let mut removed = |text| {
            let rows = self.rows(text, &limits)?;
            rows.first().map_or(Ok(0), |row| rows::number(row, "removed"))
        };
        let requests = removed(include_str!("request_prune.sql"))?;
        let events = removed(include_str!("event_prune.sql"))?;
        self.change(include_str!("refusal_prune.sql"), &[&before.unix()])?;
        Ok(Pruned { requests, events })
    }

    fn clock(&mut self) -> Result<StoredClock, StoreError> {
        Ok(rows::clock(&self.rows(group::CLOCK_READ, &[])?)?)
    }

    fn confirm_clock(&mut self, now: Moment) -> Result<(), StoreError> {
        self.change(include_str!("clock_confirm.sql"), &[&now.unix()])
    }

    fn set_pruned(&mut self, now: Moment) -> Result<(), StoreError> {
        self.change(include_str!("clock_pruned.sql"), &[&now.unix()])
    }

    fn advance_clock(&mut self, now: Moment) -> Result<(), StoreError> {
        self.change(group::CLOCK_ADVANCE, &[&now.unix()])
    }

    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError> {
        let stats = self.read(include_str!("inventory_stats.sql"), &[&now.unix()], |row| {
            let next: Option<i64> = row.try_get("next_expiry")?;
            Ok(InventoryStats { machines: rows::number(row, "machines")?, next_expiry: next.map(Moment::from_unix) })
        })?;
        stats.into_iter().next().ok_or_else(|| {
            StoreError::Damaged(sentence!("the inventory was not counted", "インベントリを集計できませんでした"))
        })
    }

    fn counters(&mut self) -> Result<Counters, StoreError> {
        let counters = self.read(include_str!("counters_read.sql"), &[], rows::counters)?;
        counters
            .into_iter()
            .next()
            .ok_or_else(|| StoreError::Damaged(sentence!("there is no row of counters", "カウンターの行がありません")))
    }

    fn settings(&mut self) -> Result<HostSettings, StoreError> {
        Ok(rows::settings(&self.rows(group::SETTING_READ, &[&self.host.clone()])?)?)
    }

    fn change_settings(&mut self, change: &mut dyn FnMut(&mut HostSettings)) -> Result<HostSettings, StoreError> {
        let Self { database, host } = self;
        let changed = database.run(async |session| {
            let own: [&Value<'_>; 1] = [host];
            // A host that moves in is in a transaction already, and has locked more than this does.
            let moving = is_moving(session).await?;
            if !moving {
                session.client.batch_execute("BEGIN").await?;
                session.query(group::COUNTERS_LOCK, &[]).await?;
            }
            let mut settings = rows::settings(&session.query(group::SETTING_READ, &own).await?)?;
            change(&mut settings);
            let (names, values): (Vec<&str>, Vec<String>) = settings::to_rows(&settings).into_iter().unzip();
            session.execute(include_str!("setting_upsert.sql"), &[host, &names, &values]).await?;
            if !moving {
                session.client.batch_execute("COMMIT").await?;
            }
            Ok(settings)
        });
        Ok(changed?)
    }

    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError> {
        self.read(include_str!("published_read.sql"), &[&self.host.clone()], rows::srv_record)
    }

    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError> {
        let SrvRecord { service, domain, target, .. } = record;
        let [priority, weight, port] = [record.priority, record.weight, record.port].map(i64::from);
        let row: [&Value<'_>; 7] = [&self.host.clone(), domain, &priority, &weight, &port, target, service];
        self.change(include_str!("published_upsert.sql"), &row)
    }

    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError> {
        self.change(include_str!("published_delete.sql"), &[&self.host.clone(), &domain])
    }

    fn notice(&mut self, subject: &str) -> Result<Option<Notice>, StoreError> {
        Ok(self.read(include_str!("notice_read.sql"), &[&self.host.clone(), &subject], rows::notice)?.pop())
    }

    fn set_notice(&mut self, subject: &str, notice: Notice) -> Result<(), StoreError> {
        let row: [&Value<'_>; 4] = [&self.host.clone(), &subject, &notice.until.unix(), &i64::from(notice.days)];
        self.change(include_str!("notice_upsert.sql"), &row)
    }

    fn set_running(&mut self, version: &str, now: Moment) -> Result<(), StoreError> {
        let row: [&Value<'_>; 3] = [&self.host.clone(), &now.unix(), &version];
        self.change(include_str!("sharing_host_upsert.sql"), &row)
    }

    fn sharing_hosts(&mut self, since: Moment, limit: u32) -> Result<Vec<SharingHost>, StoreError> {
        let values: [&Value<'_>; 2] = [&since.unix(), &i64::from(limit)];
        self.read(include_str!("sharing_host_list.sql"), &values, rows::sharing_host)
    }

    fn rate_limits(&mut self, limit: u32) -> Result<Vec<(IpNet, i64)>, StoreError> {
        let values: [&Value<'_>; 2] = [&self.host.clone(), &i64::from(limit)];
        Ok(self.read(include_str!("rate_limit_read.sql"), &values, rows::rate_limit)?.into_iter().flatten().collect())
    }

    fn prune_rate_limits(&mut self, before: Moment) -> Result<(), StoreError> {
        let millis = before.unix().saturating_mul(1_000);
        self.change(include_str!("rate_limit_prune.sql"), &[&self.host.clone(), &millis])
    }

    fn refusals(&mut self, limit: u32) -> Result<Vec<(RefusalKey, Refusals)>, StoreError> {
        let found = self.read(include_str!("refusal_read.sql"), &[&i64::from(limit)], rows::refusal)?;
        Ok(found.into_iter().flatten().collect())
    }

    fn add_event(&mut self, event: &Event) -> Result<(), StoreError> {
        let Self { database, host } = self;
        let events = [event.clone()];
        Ok(database.run(async |session| Ok(group::record_events(session, host, &events).await?))?)
    }

    fn requests_after(&mut self, id: i64) -> Result<Page<RequestHandled>, StoreError> {
        self.read(include_str!("request_after.sql"), &[&id, &i64::from(PAGE_ROWS)], rows::request)
    }

    fn requests_before(&mut self, id: i64, limit: u32) -> Result<Page<RequestHandled>, StoreError> {
        self.read(include_str!("request_before.sql"), &[&id, &i64::from(limit)], rows::request)
    }

    fn events_after(&mut self, id: i64) -> Result<Page<Event>, StoreError> {
        self.read(include_str!("event_after.sql"), &[&id, &i64::from(PAGE_ROWS)], rows::event)
    }

    fn events_before(&mut self, id: i64, limit: u32) -> Result<Page<Event>, StoreError> {
        self.read(include_str!("event_before.sql"), &[&id, &i64::from(limit)], rows::event)
    }

    fn machines_from(&mut self, (cmid, product, hardware): RowKey) -> Result<Vec<MachineRow>, StoreError> {
        let bytes = [*cmid.as_bytes(), *product.as_bytes(), *hardware.as_bytes()];
        let [cmid, product, hardware] = bytes.map(Uuid::from_bytes);
        let values: [&Value<'_>; 4] = [&cmid, &product, &hardware, &i64::from(PAGE_ROWS)];
        self.read(include_str!("machine_from.sql"), &values, rows::machine)
    }
}
