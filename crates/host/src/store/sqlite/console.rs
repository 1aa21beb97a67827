//! Accounts, sessions and failed sign-ins of the console in SQLite.

use super::SqliteStore;
use crate::store::error::StoreError;
use muster_console::{Account, ConsoleError, ConsoleStore, Failures, Role, SecretHash, Session};
use muster_core::time::Moment;
use rusqlite::{Row, ToSql, TransactionBehavior, params};

impl SqliteStore {
    fn change(&self, text: &str, values: &[&dyn ToSql]) -> Result<(), StoreError> {
        self.connection.prepare_cached(text)?.execute(values)?;
        Ok(())
    }
}

impl ConsoleStore for SqliteStore {
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError> {
        let rows = self.rows(include_str!("console_account_list.sql"), &[], account)?;
        Ok(rows.into_iter().map(|row| row.known()).collect::<Result<_, _>>()?)
    }

    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError> {
        let found = self.rows(include_str!("console_account_read.sql"), params![name], account)?.pop();
        Ok(found.map(AccountRow::known).transpose()?)
    }

    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError> {
        let Account { name, password, role, created } = account;
        let row = params![name, password, role.id(), created.unix()];
        Ok(self.change(include_str!("console_account_upsert.sql"), row)?)
    }

    fn set_setup_link(&mut self, token: &SecretHash, until: Moment) -> Result<(), ConsoleError> {
        let work = |store: &mut Self| -> Result<(), StoreError> {
            let transaction = store.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(include_str!("console_setup_clear.sql"), [])?;
            transaction.execute(include_str!("console_setup_insert.sql"), params![token.as_bytes(), until.unix()])?;
            Ok(transaction.commit()?)
        };
        Ok(work(self)?)
    }

    fn is_setup_link(&mut self, token: &SecretHash, now: Moment) -> Result<bool, ConsoleError> {
        let values = params![token.as_bytes(), now.unix()];
        let good: Vec<bool> = self.rows(include_str!("console_setup_is_good.sql"), values, |row| row.get("good"))?;
        Ok(good == [true])
    }

    fn create_first_account(
        &mut self,
        token: &SecretHash,
        account: &Account,
        now: Moment,
    ) -> Result<bool, ConsoleError> {
        let work = |store: &mut Self| -> Result<bool, StoreError> {
            let transaction = store.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let values = params![token.as_bytes(), now.unix()];
            if !transaction.query_row(include_str!("console_setup_is_good.sql"), values, |row| row.get("good"))? {
                return Ok(false);
            }
            let Account { name, password, role, created } = account;
            let row = params![name, password, role.id(), created.unix()];
            transaction.execute(include_str!("console_account_upsert.sql"), row)?;
            transaction.execute(include_str!("console_setup_clear.sql"), [])?;
            // A session of an account that was removed must not become that of a new one of its name.
            transaction.execute(include_str!("console_session_clear.sql"), [])?;
            transaction.commit()?;
            Ok(true)
        };
        Ok(work(self)?)
    }

    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError> {
        let row = params![id.as_bytes(), session.account, session.created.unix(), session.used.unix()];
        Ok(self.change(include_str!("console_session_insert.sql"), row)?)
    }

    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError> {
        Ok(self.rows(include_str!("console_session_read.sql"), params![id.as_bytes()], session)?.pop().flatten())
    }

    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_session_use.sql"), params![id.as_bytes(), now.unix()])?)
    }

    fn remove_session(&mut self, id: &SecretHash) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_session_delete.sql"), params![id.as_bytes()])?)
    }

    fn prune_sessions(&mut self, created: Moment, used: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_session_prune.sql"), params![created.unix(), used.unix()])?)
    }

    fn failures(&mut self, subject: &str) -> Result<Failures, ConsoleError> {
        let found = self.rows(include_str!("console_failure_read.sql"), params![subject], failures)?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    fn add_failure(&mut self, subject: &str, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_failure_add.sql"), params![subject, now.unix()])?)
    }

    fn forgive(&mut self, subject: &str, count: u32, last: Option<Moment>) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_failure_forgive.sql"), params![subject, count, last.map(Moment::unix)])?)
    }

    fn prune_failures(&mut self, before: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_failure_prune.sql"), params![before.unix()])?)
    }
}

/// An account whose role may be one of a newer version.
struct AccountRow {
    name: String,
    password: String,
    role: String,
    created: Moment,
}

impl AccountRow {
    fn known(self) -> Result<Account, StoreError> {
        let Self { name, password, role, created } = self;
        let role =
            Role::named(&role).ok_or_else(|| StoreError::Damaged(format!("an account has the role '{role}'")))?;
        Ok(Account { name, password, role, created })
    }
}

fn account(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        name: row.get("name")?,
        password: row.get("password")?,
        role: row.get("role")?,
        created: moment(row, "created")?,
    })
}

/// A session; none where the role is not known: it permits nothing.
fn session(row: &Row<'_>) -> rusqlite::Result<Option<Session>> {
    let (account, created, used) = (row.get("account")?, moment(row, "created")?, moment(row, "used")?);
    let role = Role::named(row.get_ref("role")?.as_str()?);
    Ok(role.map(|role| Session { account, role, created, used }))
}

fn failures(row: &Row<'_>) -> rusqlite::Result<Failures> {
    Ok(Failures { count: row.get("failures")?, last: Some(moment(row, "last_at")?) })
}

fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Moment> {
    row.get(column).map(Moment::from_unix)
}
