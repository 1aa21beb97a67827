//! The store in PostgreSQL: several hosts share one count and one inventory, and any of them may die.

mod group;

use super::{Changes, InventoryStats, RowKey, Store, StoreError, level_named, members, sqlite::PAGE};
use crate::{MachineRow, Settings, publish::SrvRecord};
use muster_core::{
    code::Code,
    counters::Counters,
    group::Known,
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    pool::Pool,
    time::Moment,
};
use muster_proto::{
    event::{Event, RequestHandled},
    instant,
};
use muster_server::postgres::{Postgres, Session, Value};
use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};
use tokio_postgres::{Error, Row};
use uuid::Uuid;

const MIGRATIONS: &[&str] = &[include_str!("../../../migrations/postgres/001.sql")];

const SETTINGS: &str = "SELECT name, value FROM setting WHERE host = $1";
const POOLS: &str = "SELECT application, members FROM pool";

pub(crate) struct PostgresStore {
    database: Postgres,
    /// The name of this host: what is its own is stored under it.
    host: String,
}

impl PostgresStore {
    pub(crate) fn new(
        connection: &str,
        password: Option<&str>,
        ca: Option<&Path>,
        host: &str,
    ) -> Result<Self, StoreError> {
        Ok(Self { database: Postgres::new(connection, password, ca, MIGRATIONS)?, host: host.to_owned() })
    }

    fn rows(&mut self, text: &'static str, values: &[&Value<'_>]) -> Result<Vec<Row>, StoreError> {
        Ok(self.database.run(async |session| Ok(session.query(text, values).await?))?)
    }

    fn change(&mut self, text: &'static str, values: &[&Value<'_>]) -> Result<(), StoreError> {
        Ok(self.database.run(async |session| Ok(session.execute(text, values).await?))?)
    }

    /// The newest `limit` rows, newest first, page by page; the first column is the row's id.
    fn newest(
        &mut self,
        text: &'static str,
        limit: u32,
        mut each: impl FnMut(&Row) -> Result<(), Error>,
    ) -> Result<(), StoreError> {
        let mut left = i64::from(limit);
        let mut below = i64::MAX;
        while left > 0 {
            let size = left.min(PAGE);
            let page = self.rows(text, &[&below, &size])?;
            page.iter().try_for_each(&mut each)?;
            let Some(last) = page.last() else { break };
            below = last.try_get(0)?;
            left -= size;
        }
        Ok(())
    }
}

/// What a host moves in with. It is one transaction, over many calls: a failure in any of them ends it.
impl PostgresStore {
    /// Begins, and makes sure that nobody else has moved in.
    pub(super) fn begin_empty(&mut self) -> Result<(), StoreError> {
        let empty = self.database.run(async |session| {
            let begin =
                "BEGIN; LOCK TABLE counters, machine, request IN EXCLUSIVE MODE; SET LOCAL muster.moving = 'on'";
            session.client.batch_execute(begin).await?;
            let rows = session.query("SELECT total FROM counters WHERE total > 0", &[]).await?;
            Ok(rows.is_empty())
        })?;
        if empty {
            return Ok(());
        }
        self.database.run(async |session| Ok(session.client.batch_execute("ROLLBACK").await?))?;
        Err(StoreError::NotEmpty)
    }

    pub(super) fn import(&mut self, changes: &Changes, known: &Known) -> Result<(), StoreError> {
        let Self { database, host } = self;
        let moved = database.run(async |session| {
            let moving = is_moving(session).await?;
            if moving {
                group::write(session, host, changes, known).await?;
            }
            Ok(moving)
        })?;
        if moved { Ok(()) } else { Err(StoreError::Damaged("the connection was lost; nothing was moved".into())) }
    }

    pub(super) fn end(&mut self) -> Result<(), StoreError> {
        self.import(&Changes::default(), &Known::default())?;
        Ok(self.database.run(async |session| Ok(session.client.batch_execute("COMMIT").await?))?)
    }

    pub(super) fn machines_after(&mut self, last: Option<RowKey>) -> Result<Vec<MachineRow>, StoreError> {
        let text = "SELECT cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until
                    FROM machine WHERE (cmid, product, hardware) > ($1, $2, $3)
                    ORDER BY cmid, product, hardware LIMIT $4";
        let above = last.map_or([[0; 16]; 3], |(cmid, product, hardware)| {
            [*cmid.as_bytes(), *product.as_bytes(), *hardware.as_bytes()]
        });
        let [cmid, product, hardware] = above.map(Uuid::from_bytes);
        let rows = self.rows(text, &[&cmid, &product, &hardware, &PAGE])?;
        Ok(rows.iter().map(machine_row).collect::<Result<_, _>>()?)
    }

    pub(super) fn requests_after(&mut self, last: i64) -> Result<(Vec<RequestHandled>, i64), StoreError> {
        let text = "SELECT id, at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left,
                        product, count
                    FROM request WHERE id > $1 ORDER BY id LIMIT $2";
        page(&self.rows(text, &[&last, &PAGE])?, last, request)
    }

    pub(super) fn events_after(&mut self, last: i64) -> Result<(Vec<Event>, i64), StoreError> {
        let text = "SELECT id, time, number, level, message, info FROM event WHERE id > $1 ORDER BY id LIMIT $2";
        page(&self.rows(text, &[&last, &PAGE])?, last, stored_event)
    }
}

/// Whether the connection is still the one on which the move began: a new one would write row by row.
async fn is_moving(session: &Session) -> Result<bool, Error> {
    let rows = session.query("SELECT coalesce(current_setting('muster.moving', true), '') = 'on'", &[]).await?;
    rows.first().map_or(Ok(false), |row| row.try_get(0))
}

/// The rows of a page, and the id of the last of them.
fn page<T>(rows: &[Row], last: i64, read: fn(&Row) -> Result<T, Error>) -> Result<(Vec<T>, i64), StoreError> {
    let last = rows.last().map_or(Ok(last), |row| row.try_get(0))?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, last))
}

impl Store for PostgresStore {
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&Settings, &mut Known) -> Changes,
    ) -> Result<(), StoreError> {
        let Self { database, host } = self;
        let done = database.run(async |session| {
            let (settings, mut known) = group::read(session, host, applications, asking).await?;
            let changes = decide(&settings, &mut known);
            Ok(group::commit(session, host, &changes, &known).await?)
        });
        Ok(done?)
    }

    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError> {
        Ok(restore_pools(&self.rows(POOLS, &[])?, applications)?)
    }

    fn probe_write(&mut self, _room: u32) -> Result<(), StoreError> {
        // It has its room ahead of what it writes.
        self.change("UPDATE counters SET total = total", &[])
    }

    fn prune(&mut self, before: Moment) -> Result<u64, StoreError> {
        let events = "DELETE FROM event WHERE id IN (SELECT id FROM event ORDER BY id LIMIT $1) AND time < $2";
        self.change(events, &[&PAGE, &instant::rfc3339(before)])?;
        let requests = "WITH gone AS (
                DELETE FROM request WHERE id IN (SELECT id FROM request ORDER BY id LIMIT $1) AND at < $2 RETURNING 1
            ) SELECT count(*) FROM gone";
        let rows = self.rows(requests, &[&PAGE, &before.unix()])?;
        Ok(rows.first().map_or(Ok(0), |row| row.try_get::<_, i64>(0))?.cast_unsigned())
    }

    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError> {
        let count = "SELECT count(*), min(activated_until) FILTER (WHERE activated_until > $1) FROM machine";
        let rows = self.rows(count, &[&now.unix()])?;
        let Some(row) = rows.first() else { return Ok(InventoryStats { machines: 0, next_expiry: None }) };
        let next: Option<i64> = row.try_get(1)?;
        Ok(InventoryStats {
            machines: row.try_get::<_, i64>(0)?.cast_unsigned(),
            next_expiry: next.map(Moment::from_unix),
        })
    }

    fn counters(&mut self) -> Result<Counters, StoreError> {
        let rows = self.rows(
            "SELECT total, failed, unlicensed, licensed, initial_grace, additional_grace, non_genuine_grace, notification
             FROM counters",
            &[],
        )?;
        let Some(row) = rows.first() else { return Err(StoreError::Damaged("there is no row of counters".into())) };
        let number = |column| row.try_get::<_, i64>(column).map(i64::cast_unsigned);
        let mut by_status = [0; 6];
        for (index, counter) in by_status.iter_mut().enumerate() {
            *counter = number(index + 2)?;
        }
        Ok(Counters { total: number(0)?, failed: number(1)?, by_status })
    }

    fn settings(&mut self) -> Result<Settings, StoreError> {
        Ok(restore_settings(&self.rows(SETTINGS, &[&self.host.clone()])?)?)
    }

    fn set_settings(&mut self, settings: &Settings) -> Result<(), StoreError> {
        let (names, values): (Vec<&str>, Vec<String>) = settings.to_rows().into_iter().unzip();
        let text = "INSERT INTO setting (host, name, value) SELECT $1, * FROM unnest($2::text[], $3::text[])
                    ON CONFLICT (host, name) DO UPDATE SET value = excluded.value";
        self.change(text, &[&self.host.clone(), &names, &values])
    }

    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError> {
        let text = "SELECT domain, priority, weight, port, target FROM published WHERE host = $1";
        let rows = self.rows(text, &[&self.host.clone()])?;
        let number = |row: &Row, column| row.try_get::<_, i64>(column).map(|number| number as u16);
        let record = |row: &Row| {
            Ok(SrvRecord {
                domain: row.try_get(0)?,
                priority: number(row, 1)?,
                weight: number(row, 2)?,
                port: number(row, 3)?,
                target: row.try_get(4)?,
            })
        };
        Ok(rows.iter().map(record).collect::<Result<_, Error>>()?)
    }

    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError> {
        let [priority, weight, port] = [record.priority, record.weight, record.port].map(i64::from);
        let text = "INSERT INTO published VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (host, domain) DO UPDATE
                    SET priority = excluded.priority, weight = excluded.weight, port = excluded.port,
                        target = excluded.target";
        self.change(text, &[&self.host.clone(), &record.domain, &priority, &weight, &port, &record.target])
    }

    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError> {
        self.change("DELETE FROM published WHERE host = $1 AND domain = $2", &[&self.host.clone(), &domain])
    }

    fn add_event(&mut self, event: &Event) -> Result<(), StoreError> {
        let Self { database, host } = self;
        let events = [event.clone()];
        Ok(database.run(async |session| Ok(group::record_events(session, host, &events).await?))?)
    }

    fn requests(&mut self, limit: u32, each: &mut dyn FnMut(RequestHandled)) -> Result<(), StoreError> {
        let text = "SELECT id, at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left,
                        product, count
                    FROM request WHERE id < $1 ORDER BY id DESC LIMIT $2";
        self.newest(text, limit, |row| {
            each(request(row)?);
            Ok(())
        })
    }

    fn events(&mut self, limit: u32) -> Result<Vec<Event>, StoreError> {
        let text = "SELECT id, time, number, level, message, info FROM event WHERE id < $1 ORDER BY id DESC LIMIT $2";
        let mut events = Vec::new();
        self.newest(text, limit, |row| {
            events.push(stored_event(row)?);
            Ok(())
        })?;
        Ok(events)
    }

    fn machines(&mut self, each: &mut dyn FnMut(MachineRow)) -> Result<(), StoreError> {
        let mut last = None;
        loop {
            let page = self.machines_after(last)?;
            let Some(end) = page.last() else { return Ok(()) };
            last = Some((end.cmid, end.product, end.hardware));
            page.into_iter().for_each(&mut *each);
        }
    }
}

fn id(row: &Row, column: usize) -> Result<[u8; 16], Error> {
    Ok(row.try_get::<_, Uuid>(column)?.into_bytes())
}

/// The request of a row whose first column is its id.
fn request(row: &Row) -> Result<RequestHandled, Error> {
    let number = |column| row.try_get::<_, i64>(column);
    Ok(RequestHandled {
        at: Moment::from_unix(number(1)?),
        code: Code(number(2)? as u32),
        threshold: number(3)? as u32,
        machine: row.try_get(4)?,
        cmid: Cmid::from_bytes(id(row, 5)?),
        client_time: Moment::from_unix(number(6)?),
        virtual_machine: row.try_get(7)?,
        status: number(8)? as u8,
        minutes_left: number(9)? as u32,
        product: ActivationId::from_bytes(id(row, 10)?),
        count: number(11)? as u32,
    })
}

/// The event of a row whose first column is its id.
fn stored_event(row: &Row) -> Result<Event, Error> {
    Ok(Event {
        time: row.try_get(1)?,
        id: row.try_get::<_, i64>(2)? as u16,
        level: level_named(row.try_get(3)?),
        message: row.try_get(4)?,
        info: row.try_get(5)?,
    })
}

fn machine_row(row: &Row) -> Result<MachineRow, Error> {
    let number = |column| row.try_get::<_, i64>(column);
    Ok(MachineRow {
        cmid: Cmid::from_bytes(id(row, 0)?),
        product: ActivationId::from_bytes(id(row, 1)?),
        hardware: HardwareId::from_bytes(id(row, 2)?),
        name: row.try_get(3)?,
        first_seen: Moment::from_unix(number(4)?),
        last_seen: Moment::from_unix(number(5)?),
        requests: number(6)?.cast_unsigned(),
        last_code: Code(number(7)? as u32),
        activated_until: row.try_get::<_, Option<i64>>(8)?.map(Moment::from_unix),
    })
}

fn restore_settings(rows: &[Row]) -> Result<Settings, Error> {
    let mut settings = Settings::default();
    for row in rows {
        settings.take_row(row.try_get(0)?, row.try_get(1)?);
    }
    Ok(settings)
}

/// A pool that has no row yet is empty.
fn restore_pools(rows: &[Row], applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, Error> {
    let mut stored: HashMap<Uuid, &[u8]> = HashMap::new();
    for row in rows {
        stored.insert(row.try_get(0)?, row.try_get(1)?);
    }
    let pool = |(id, threshold): &(ApplicationId, u32)| {
        let bytes = stored.get(&Uuid::from_bytes(*id.as_bytes())).copied().unwrap_or_default();
        (*id, Pool::restore(*threshold, members::decode(bytes)))
    };
    Ok(applications.iter().map(pool).collect())
}
