//! Accounts, sessions and failed sign-ins.

use super::{ConsoleDatabase, DatabaseFault, Statements, audit};
use crate::{
    audit::{AuditAction, AuditEntry, AuditSearch},
    limited_role::LimitedRole,
    lockout::Failures,
    role::Role,
    secret::SecretHash,
    session::Session,
    store::{
        Account, AccountChange, AccountLink, AccountRefusal, ConsoleError, ConsoleStore, EndedSessions,
        ProviderIdentity,
    },
};
use muster_core::{authority::key_groups::KeyGroups, sentence, time::Moment};
use muster_server::audit_chain::ChainedEntry;
use rusqlite::{Connection, Row, Transaction, params};

/// The most entries of the audit log that are read at once.
const ENTRIES_MAX: u32 = 1_000;

impl<D: ConsoleDatabase> ConsoleStore for D {
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError> {
        let rows = self.rows(include_str!("account_list.sql"), &[], account)?;
        Ok(rows.into_iter().map(AccountRow::known).collect::<Result<_, _>>()?)
    }

    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError> {
        let found = self.rows(include_str!("account_read.sql"), params![name], account)?.pop();
        Ok(found.map(AccountRow::known).transpose()?)
    }

    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError> {
        Ok(upsert(self.connection(), account)?)
    }

    fn set_setup_link(&mut self, token: &SecretHash, until: Moment) -> Result<(), ConsoleError> {
        Ok(self.transaction(|transaction| {
            transaction.execute(include_str!("setup_clear.sql"), [])?;
            transaction.execute(include_str!("setup_insert.sql"), params![token.as_bytes(), until.unix()])?;
            Ok(())
        })?)
    }

    fn is_setup_link(&mut self, token: &SecretHash, now: Moment) -> Result<bool, ConsoleError> {
        let values = params![token.as_bytes(), now.unix()];
        let good: Vec<bool> = self.rows(include_str!("setup_is_good.sql"), values, |row| row.get("good"))?;
        Ok(good == [true])
    }

    fn create_first_account(
        &mut self,
        token: &SecretHash,
        account: &Account,
        entry: &AuditEntry,
        now: Moment,
    ) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let values = params![token.as_bytes(), now.unix()];
            if !transaction.query_row(include_str!("setup_is_good.sql"), values, |row| row.get("good"))? {
                return Ok(false);
            }
            upsert(transaction, account)?;
            transaction.execute(include_str!("setup_clear.sql"), [])?;
            // Nothing of an account that was removed must become that of a new one of its name.
            transaction.execute(include_str!("session_clear.sql"), [])?;
            transaction.execute(include_str!("passkey_clear.sql"), [&account.name])?;
            transaction.execute(include_str!("view_clear.sql"), [&account.name])?;
            audit::append(transaction, entry)?;
            Ok(true)
        })?)
    }

    fn change_account(
        &mut self,
        decide: &mut dyn FnMut(&[Account]) -> Result<AccountChange, AccountRefusal>,
    ) -> Result<Result<(), AccountRefusal>, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let rows: Vec<AccountRow> = transaction
                .prepare_cached(include_str!("account_list.sql"))?
                .query_map([], account)?
                .collect::<rusqlite::Result<_>>()?;
            let accounts = rows.into_iter().map(AccountRow::known).collect::<Result<Vec<_>, _>>()?;
            let decided = decide(&accounts);
            if let Ok(change) = &decided {
                apply(transaction, change)?;
            }
            Ok(decided.map(drop))
        })?)
    }

    fn add_audit(&mut self, entry: &AuditEntry) -> Result<(), ConsoleError> {
        Ok(self.transaction(|transaction| audit::append(transaction, entry))?)
    }

    fn audit_before(
        &mut self,
        groups: &KeyGroups,
        number: u32,
        search: &AuditSearch,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, ConsoleError> {
        let values =
            params![number, search.account, search.action.map_or("", AuditAction::id), limit, groups.pattern()];
        Ok(self.rows(include_str!("audit_before.sql"), values, audit::chained)?)
    }

    fn audit_after(&mut self, groups: &KeyGroups, number: u32) -> Result<Vec<ChainedEntry>, ConsoleError> {
        Ok(self.rows(
            include_str!("audit_after.sql"),
            params![number, ENTRIES_MAX, groups.pattern()],
            audit::chained,
        )?)
    }

    fn import_audit(&mut self, entry: &ChainedEntry) -> Result<(), ConsoleError> {
        Ok(audit::insert(self.connection(), entry)?)
    }

    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError> {
        let Session { account, created, used, proved, .. } = session;
        let row = params![id.as_bytes(), account, created.unix(), used.unix(), proved.unix()];
        Ok(self.change(include_str!("session_insert.sql"), row)?)
    }

    fn sessions(&mut self, account: &str) -> Result<Vec<(SecretHash, Session)>, ConsoleError> {
        let rows = self.rows(include_str!("session_list.sql"), params![account], |row| {
            Ok(session(row)?.map(|found| row.get("id").map(|id| (SecretHash::from_bytes(id), found))))
        })?;
        Ok(rows.into_iter().flatten().collect::<rusqlite::Result<_>>().map_err(DatabaseFault::from)?)
    }

    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError> {
        Ok(self.rows(include_str!("session_read.sql"), params![id.as_bytes()], session)?.pop().flatten())
    }

    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("session_use.sql"), params![id.as_bytes(), now.unix()])?)
    }

    fn prove_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("session_prove.sql"), params![id.as_bytes(), now.unix()])?)
    }

    fn remove_session(&mut self, id: &SecretHash) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("session_delete.sql"), params![id.as_bytes()])?)
    }

    fn prune_sessions(&mut self, created: Moment, used: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("session_prune.sql"), params![created.unix(), used.unix()])?)
    }

    fn failures(&mut self, subject: &str) -> Result<Failures, ConsoleError> {
        let found = self.rows(include_str!("failure_read.sql"), params![subject], failures)?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    fn add_failure(&mut self, subject: &str, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("failure_add.sql"), params![subject, now.unix()])?)
    }

    fn forgive(&mut self, subject: &str, count: u32, last: Option<Moment>) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("failure_forgive.sql"), params![subject, count, last.map(Moment::unix)])?)
    }

    fn prune_failures(&mut self, before: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("failure_prune.sql"), params![before.unix()])?)
    }
}

/// An account whose role may be one of a newer version.
struct AccountRow {
    role: String,
    /// With the least role, until the stored one is known.
    account: Account,
}

impl AccountRow {
    fn known(self) -> Result<Account, DatabaseFault> {
        let Self { role, account } = self;
        let role = LimitedRole::parse(&role).ok_or_else(|| {
            DatabaseFault::Damaged(sentence!("an account has the role '{role}'", "アカウントの役割が '{role}' です"))
        })?;
        Ok(Account { role, ..account })
    }
}

fn upsert(connection: &Connection, account: &Account) -> Result<(), DatabaseFault> {
    let Account { name, password, role, created, disabled, link, provider } = account;
    let token = link.as_ref().map(|link| link.token.as_bytes());
    let until = link.map(|link| link.until.unix());
    let (issuer, full_name) = provider.as_ref().map(|provider| (&provider.issuer, &provider.full_name)).unzip();
    let row = params![name, password, role.text(), created.unix(), disabled, token, until, issuer, full_name];
    connection.prepare_cached(include_str!("account_upsert.sql"))?.execute(row)?;
    Ok(())
}

/// Makes a change and records it, within a transaction.
fn apply(transaction: &Transaction<'_>, change: &AccountChange) -> Result<(), DatabaseFault> {
    match &change.account {
        Some(account) => upsert(transaction, account)?,
        None => {
            transaction.execute(include_str!("account_delete.sql"), [&change.name])?;
            transaction.execute(include_str!("view_clear.sql"), [&change.name])?;
        }
    }
    if change.account.as_ref().is_none_or(|account| account.password.is_empty()) {
        transaction.execute(include_str!("passkey_clear.sql"), [&change.name])?;
    }
    if let Some(ended) = &change.ends_sessions {
        // No session has the empty id.
        let kept = match ended {
            EndedSessions::All => &[][..],
            EndedSessions::Others(own) => own.as_bytes(),
        };
        transaction.execute(include_str!("session_end.sql"), params![change.name, kept])?;
    }
    audit::append(transaction, &change.entry)
}

fn account(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    let (token, until): (Option<[u8; 32]>, Option<i64>) = (row.get("link")?, row.get("link_until")?);
    let link = token
        .zip(until)
        .map(|(token, until)| AccountLink { token: SecretHash::from_bytes(token), until: Moment::from_unix(until) });
    let account = Account {
        name: row.get("name")?,
        password: row.get("password")?,
        role: Role::Viewer.into(),
        created: moment(row, "created")?,
        disabled: row.get("disabled")?,
        link,
        provider: provider(row)?,
    };
    Ok(AccountRow { role: row.get("role")?, account })
}

/// A session; none where the role is not known: it permits nothing.
fn session(row: &Row<'_>) -> rusqlite::Result<Option<Session>> {
    let (account, created, used) = (row.get("account")?, moment(row, "created")?, moment(row, "used")?);
    let proved = moment(row, "proved")?;
    let role = LimitedRole::parse(row.get_ref("role")?.as_str()?);
    let provider = provider(row)?;
    Ok(role.map(|role| Session { account, role, created, used, proved, provider }))
}

fn provider(row: &Row<'_>) -> rusqlite::Result<Option<ProviderIdentity>> {
    let (issuer, full_name): (Option<String>, Option<String>) = (row.get("issuer")?, row.get("full_name")?);
    Ok(issuer.zip(full_name).map(|(issuer, full_name)| ProviderIdentity { issuer, full_name }))
}

fn failures(row: &Row<'_>) -> rusqlite::Result<Failures> {
    Ok(Failures { count: row.get("failures")?, last: Some(moment(row, "last_at")?) })
}

fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Moment> {
    row.get(column).map(Moment::from_unix)
}
