//! A transaction whose statements are given one by one, by a caller that is not async.

use super::{CONNECT_TIMEOUT, Driver, Postgres, PostgresError, SILENCE_MAX, Session};
use std::{cell::Cell, time::Duration};
use tokio::time::timeout;

/// An open transaction. All of its statements run on the one connection that it began on.
pub struct Transaction<'d> {
    driver: &'d Driver,
    session: Session,
    failed: Cell<bool>,
}

impl Transaction<'_> {
    /// Does `work` in the transaction.
    pub fn run<T>(
        &self,
        work: impl AsyncFnOnce(&Session) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, PostgresError> {
        let done = self.within(SILENCE_MAX, work);
        self.failed.set(self.failed.get() || done.is_err());
        done
    }

    fn within<T>(
        &self,
        limit: Duration,
        work: impl AsyncFnOnce(&Session) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, PostgresError> {
        self.driver.block_on(async {
            let done = timeout(limit, work(&self.session)).await;
            done.map_or(Err(PostgresError::Silent), |done| Ok(done?))
        })
    }
}

impl Postgres {
    /// Runs `work` between `begin` and a commit: all of it is on disk afterwards, or nothing. `begin` is one statement or more.
    pub fn transaction<T, E: From<PostgresError>>(
        &mut self,
        begin: &str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.run(async |session| Ok(session.client.batch_execute(begin).await?))?;
        // Taken out: who panics in `work` leaves no transaction open.
        let session = self.session.take().ok_or(PostgresError::Aborted)?;
        let transaction = Transaction { driver: &self.runtime, session, failed: Cell::new(false) };
        let mut done = work(&transaction);
        if done.is_ok() && transaction.failed.get() {
            // A commit would say that it was made, and make none.
            done = Err(PostgresError::Aborted.into());
        }
        let ended = match &done {
            Ok(_) => transaction.within(SILENCE_MAX, async |session| session.client.batch_execute("COMMIT").await),
            Err(_) => {
                transaction.within(CONNECT_TIMEOUT, async |session| session.client.batch_execute("ROLLBACK").await)
            }
        };
        match ended {
            Ok(()) => self.session = Some(transaction.session),
            // Whether it was committed nobody knows.
            Err(error) if done.is_ok() => done = Err(error.into()),
            Err(_) => {}
        }
        done
    }
}
