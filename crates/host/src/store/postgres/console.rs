//! Accounts, sessions and failed sign-ins of the console in PostgreSQL. Accounts and sessions are those of all hosts of the database.

use super::{PostgresStore, rows};
use crate::store::error::StoreError;
use muster_console::{Account, ConsoleError, ConsoleStore, Failures, Role, SecretHash, Session};
use muster_core::time::Moment;
use muster_server::postgres::Value;
use tokio_postgres::Row;

impl ConsoleStore for PostgresStore {
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError> {
        Ok(self.read(include_str!("console_account_list.sql"), &[], account)?)
    }

    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError> {
        Ok(self.read(include_str!("console_account_read.sql"), &[&name], account)?.pop())
    }

    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError> {
        let Account { name, password, role, created } = account;
        let row: [&Value<'_>; 4] = [name, password, &role.id(), &created.unix()];
        Ok(self.change(include_str!("console_account_upsert.sql"), &row)?)
    }

    fn set_setup_link(&mut self, token: &SecretHash, until: Moment) -> Result<(), ConsoleError> {
        let row: [&Value<'_>; 3] = [&self.host.clone(), &token.as_bytes().as_slice(), &until.unix()];
        Ok(self.change(include_str!("console_setup_upsert.sql"), &row)?)
    }

    fn is_setup_link(&mut self, token: &SecretHash, now: Moment) -> Result<bool, ConsoleError> {
        let values: [&Value<'_>; 2] = [&token.as_bytes().as_slice(), &now.unix()];
        let good: Vec<bool> =
            self.read(include_str!("console_setup_is_good.sql"), &values, |row| Ok(row.try_get("good")?))?;
        Ok(good == [true])
    }

    fn create_first_account(
        &mut self,
        token: &SecretHash,
        account: &Account,
        now: Moment,
    ) -> Result<bool, ConsoleError> {
        let Account { name, password, role, created } = account;
        let created = self.database.run(async |session| {
            session.client.batch_execute("BEGIN").await?;
            // Another host of the database may be making one by its own link.
            session.client.batch_execute(include_str!("console_account_lock.sql")).await?;
            let values: [&Value<'_>; 2] = [&token.as_bytes().as_slice(), &now.unix()];
            let rows = session.query(include_str!("console_setup_is_good.sql"), &values).await?;
            let good = rows.first().map_or(Ok(false), |row| row.try_get("good"))?;
            if good {
                let row: [&Value<'_>; 4] = [name, password, &role.id(), &created.unix()];
                session.execute(include_str!("console_account_upsert.sql"), &row).await?;
                session.execute(include_str!("console_setup_clear.sql"), &[]).await?;
                // A session of an account that was removed must not become that of a new one of its name.
                session.execute(include_str!("console_session_clear.sql"), &[]).await?;
            }
            session.client.batch_execute("COMMIT").await?;
            Ok(good)
        });
        Ok(created.map_err(StoreError::from)?)
    }

    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError> {
        let (created, used) = (session.created.unix(), session.used.unix());
        let row: [&Value<'_>; 4] = [&id.as_bytes().as_slice(), &session.account, &created, &used];
        Ok(self.change(include_str!("console_session_insert.sql"), &row)?)
    }

    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError> {
        let found = self.read(include_str!("console_session_read.sql"), &[&id.as_bytes().as_slice()], session)?;
        Ok(found.into_iter().next().flatten())
    }

    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        let values: [&Value<'_>; 2] = [&id.as_bytes().as_slice(), &now.unix()];
        Ok(self.change(include_str!("console_session_use.sql"), &values)?)
    }

    fn remove_session(&mut self, id: &SecretHash) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_session_delete.sql"), &[&id.as_bytes().as_slice()])?)
    }

    fn prune_sessions(&mut self, created: Moment, used: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_session_prune.sql"), &[&created.unix(), &used.unix()])?)
    }

    fn failures(&mut self, subject: &str) -> Result<Failures, ConsoleError> {
        let found = self.read(include_str!("console_failure_read.sql"), &[&subject], |row| {
            Ok(Failures { count: rows::number(row, "failures")?, last: Some(rows::moment(row, "last_at")?) })
        })?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    fn add_failure(&mut self, subject: &str, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_failure_add.sql"), &[&subject, &now.unix()])?)
    }

    fn forgive(&mut self, subject: &str, count: u32, last: Option<Moment>) -> Result<(), ConsoleError> {
        Ok(self.change(
            include_str!("console_failure_forgive.sql"),
            &[&subject, &i64::from(count), &last.map(Moment::unix)],
        )?)
    }

    fn prune_failures(&mut self, before: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_failure_prune.sql"), &[&before.unix()])?)
    }
}

fn account(row: &Row) -> Result<Account, StoreError> {
    let role: &str = row.try_get("role")?;
    Ok(Account {
        name: row.try_get("name")?,
        password: row.try_get("password")?,
        role: Role::named(role).ok_or_else(|| StoreError::Damaged(format!("an account has the role '{role}'")))?,
        created: rows::moment(row, "created")?,
    })
}

/// A session; none where the role is not known: it permits nothing.
fn session(row: &Row) -> Result<Option<Session>, StoreError> {
    let role = Role::named(row.try_get("role")?);
    let (account, created, used) = (row.try_get("account")?, rows::moment(row, "created")?, rows::moment(row, "used")?);
    Ok(role.map(|role| Session { account, role, created, used }))
}
