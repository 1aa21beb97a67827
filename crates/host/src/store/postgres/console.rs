//! Accounts, sessions and failed sign-ins of the console in PostgreSQL. Accounts and sessions are those of all hosts of the database.

use super::{PostgresStore, audit, rows};
use crate::store::{PAGE_ROWS, error::StoreError};
use muster_console::{
    Account, AccountChange, AccountLink, AccountRefusal, AuditAction, AuditEntry, AuditSearch, ConsoleError,
    ConsoleStore, EndedSessions, Failures, LimitedRole, ProviderIdentity, SecretHash, Session,
};
use muster_core::{authority::key_groups::KeyGroups, sentence, time::Moment};
use muster_server::{
    audit_chain::ChainedEntry,
    postgres::{PostgresError, Session as DatabaseSession, Value},
};
use tokio_postgres::Row;

impl PostgresStore {
    /// Does `work` in one transaction.
    pub(super) fn transaction<T>(
        &mut self,
        work: impl AsyncFnOnce(&DatabaseSession) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        Ok(self.database.run(async |session| {
            session.client.batch_execute("BEGIN").await?;
            let done = work(session).await.map_err(of_database)?;
            session.client.batch_execute("COMMIT").await?;
            Ok(done)
        })?)
    }
}

impl ConsoleStore for PostgresStore {
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError> {
        Ok(self.read(include_str!("console_account_list.sql"), &[], account)?)
    }

    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError> {
        Ok(self.read(include_str!("console_account_read.sql"), &[&name], account)?.pop())
    }

    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError> {
        let stored = self.database.run(async |session| upsert(session, account).await.map_err(of_database));
        Ok(stored.map_err(StoreError::from)?)
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
        entry: &AuditEntry,
        now: Moment,
    ) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            // Another host of the database may be making one by its own link.
            session.client.batch_execute(include_str!("console_account_lock.sql")).await?;
            let values: [&Value<'_>; 2] = [&token.as_bytes().as_slice(), &now.unix()];
            let rows = session.query(include_str!("console_setup_is_good.sql"), &values).await?;
            let good = rows.first().map_or(Ok(false), |row| row.try_get("good"))?;
            if good {
                upsert(session, account).await?;
                session.execute(include_str!("console_setup_clear.sql"), &[]).await?;
                // Nothing of an account that was removed must become that of a new one of its name.
                session.execute(include_str!("console_session_clear.sql"), &[]).await?;
                session.execute(include_str!("console_passkey_clear.sql"), &[&account.name]).await?;
                session.execute(include_str!("console_view_clear.sql"), &[&account.name]).await?;
                audit::append(session, entry).await?;
            }
            Ok(good)
        })?)
    }

    fn change_account(
        &mut self,
        decide: &mut dyn FnMut(&[Account]) -> Result<AccountChange, AccountRefusal>,
    ) -> Result<Result<(), AccountRefusal>, ConsoleError> {
        Ok(self.transaction(async |session| {
            session.client.batch_execute(include_str!("console_account_lock.sql")).await?;
            let rows = session.query(include_str!("console_account_list.sql"), &[]).await?;
            let accounts: Vec<Account> = rows.iter().map(account).collect::<Result<_, _>>()?;
            let decided = decide(&accounts);
            if let Ok(change) = &decided {
                apply(session, change).await?;
            }
            Ok(decided.map(drop))
        })?)
    }

    fn add_audit(&mut self, entry: &AuditEntry) -> Result<(), ConsoleError> {
        Ok(self.transaction(async |session| audit::append(session, entry).await)?)
    }

    fn audit_before(
        &mut self,
        groups: &KeyGroups,
        number: u32,
        search: &AuditSearch,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, ConsoleError> {
        let action = search.action.map_or("", AuditAction::id);
        let values: [&Value<'_>; 5] =
            [&i64::from(number), &search.account, &action, &i64::from(limit), &groups.pattern()];
        Ok(self.read(include_str!("audit_before.sql"), &values, audit::chained)?)
    }

    fn audit_after(&mut self, groups: &KeyGroups, number: u32) -> Result<Vec<ChainedEntry>, ConsoleError> {
        let values: [&Value<'_>; 3] = [&i64::from(number), &i64::from(PAGE_ROWS), &groups.pattern()];
        Ok(self.read(include_str!("audit_after.sql"), &values, audit::chained)?)
    }

    fn import_audit(&mut self, entry: &ChainedEntry) -> Result<(), ConsoleError> {
        let stored = self.database.run(async |session| audit::insert(session, entry).await.map_err(of_database));
        Ok(stored.map_err(StoreError::from)?)
    }

    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError> {
        let (created, used, proved) = (session.created.unix(), session.used.unix(), session.proved.unix());
        let row: [&Value<'_>; 5] = [&id.as_bytes().as_slice(), &session.account, &created, &used, &proved];
        Ok(self.change(include_str!("console_session_insert.sql"), &row)?)
    }

    fn sessions(&mut self, account: &str) -> Result<Vec<(SecretHash, Session)>, ConsoleError> {
        let rows = self.read(include_str!("console_session_list.sql"), &[&account], |row| {
            let id = hash(row.try_get("id")?)?;
            Ok(session(row)?.map(|session| (id, session)))
        })?;
        Ok(rows.into_iter().flatten().collect())
    }

    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError> {
        let found = self.read(include_str!("console_session_read.sql"), &[&id.as_bytes().as_slice()], session)?;
        Ok(found.into_iter().next().flatten())
    }

    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        let values: [&Value<'_>; 2] = [&id.as_bytes().as_slice(), &now.unix()];
        Ok(self.change(include_str!("console_session_use.sql"), &values)?)
    }

    fn prove_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        let values: [&Value<'_>; 2] = [&id.as_bytes().as_slice(), &now.unix()];
        Ok(self.change(include_str!("console_session_prove.sql"), &values)?)
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

/// What a transaction of the database ends with, if it cannot go on.
pub(super) fn of_database(error: StoreError) -> PostgresError {
    match error {
        StoreError::Postgres(error) => error,
        other => PostgresError::Unusable(other.into()),
    }
}

async fn upsert(session: &DatabaseSession, account: &Account) -> Result<(), StoreError> {
    let Account { name, password, role, created, disabled, link, provider } = account;
    let token = link.as_ref().map(|link| link.token.as_bytes().as_slice());
    let until = link.map(|link| link.until.unix());
    let (issuer, full_name) = provider.as_ref().map(|provider| (&provider.issuer, &provider.full_name)).unzip();
    let row: [&Value<'_>; 9] =
        [name, password, &role.text(), &created.unix(), disabled, &token, &until, &issuer, &full_name];
    Ok(session.execute(include_str!("console_account_upsert.sql"), &row).await?)
}

/// Makes a change and records it, within a transaction.
async fn apply(session: &DatabaseSession, change: &AccountChange) -> Result<(), StoreError> {
    match &change.account {
        Some(account) => upsert(session, account).await?,
        None => {
            session.execute(include_str!("console_account_delete.sql"), &[&change.name]).await?;
            session.execute(include_str!("console_view_clear.sql"), &[&change.name]).await?;
        }
    }
    if change.account.as_ref().is_none_or(|account| account.password.is_empty()) {
        session.execute(include_str!("console_passkey_clear.sql"), &[&change.name]).await?;
    }
    if let Some(ended) = &change.ends_sessions {
        // No session has the empty id.
        let kept = match ended {
            EndedSessions::All => &[][..],
            EndedSessions::Others(own) => own.as_bytes().as_slice(),
        };
        session.execute(include_str!("console_session_end.sql"), &[&change.name, &kept]).await?;
    }
    audit::append(session, &change.entry).await
}

pub(super) fn hash(bytes: &[u8]) -> Result<SecretHash, StoreError> {
    let bytes = bytes
        .try_into()
        .map_err(|_| StoreError::Damaged(sentence!("a hash has another length", "ハッシュの長さが異なります")))?;
    Ok(SecretHash::from_bytes(bytes))
}

fn account(row: &Row) -> Result<Account, StoreError> {
    let role: &str = row.try_get("role")?;
    let (token, until): (Option<&[u8]>, Option<i64>) = (row.try_get("link")?, row.try_get("link_until")?);
    let link = match (token, until) {
        (Some(token), Some(until)) => Some(AccountLink { token: hash(token)?, until: Moment::from_unix(until) }),
        _ => None,
    };
    Ok(Account {
        name: row.try_get("name")?,
        password: row.try_get("password")?,
        role: LimitedRole::parse(role).ok_or_else(|| {
            StoreError::Damaged(sentence!("an account has the role '{role}'", "アカウントの役割が '{role}' です"))
        })?,
        created: rows::moment(row, "created")?,
        disabled: row.try_get("disabled")?,
        link,
        provider: provider(row)?,
    })
}

/// A session; none where the role is not known: it permits nothing.
fn session(row: &Row) -> Result<Option<Session>, StoreError> {
    let role = LimitedRole::parse(row.try_get("role")?);
    let (account, created, used) = (row.try_get("account")?, rows::moment(row, "created")?, rows::moment(row, "used")?);
    let (proved, provider) = (rows::moment(row, "proved")?, provider(row)?);
    Ok(role.map(|role| Session { account, role, created, used, proved, provider }))
}

fn provider(row: &Row) -> Result<Option<ProviderIdentity>, StoreError> {
    let (issuer, full_name): (Option<String>, Option<String>) = (row.try_get("issuer")?, row.try_get("full_name")?);
    Ok(issuer.zip(full_name).map(|(issuer, full_name)| ProviderIdentity { issuer, full_name }))
}
