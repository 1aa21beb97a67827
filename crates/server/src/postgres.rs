//! PostgreSQL as hosts and authorities use it: one connection that is opened again after a loss, durable commits, migrations that are
//! checked at each connection.
//!
//! Nothing here is called from an async task: whoever waits for the database has a thread of its own.

mod clear_password;
mod security;
pub mod transaction;

use crate::schema::{self, Applied, Migration, Plan, SchemaError};
use clear_password::Guarded;
use muster_core::{
    code::{self, Code},
    lang::Text,
    sentence,
    sentence::Sentence,
    sentences_of,
};
use muster_platform::{files::io_text, tls_roots};
use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{net::TcpStream, runtime::Runtime, time::timeout};
use tokio_postgres::{
    Client, Config, GenericClient, NoTls, Row, Socket, Statement, config::Host, tls::MakeTlsConnect, types::ToSql,
};
use tokio_postgres_rustls::MakeRustlsConnect;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// A database that is silent for so long is lost; the next call connects anew.
const SILENCE_MAX: Duration = Duration::from_secs(20);
/// Commits are on disk whatever the server's default is, and a host that hangs in a transaction does not hold up the others.
/// Every statement finds its rows by an index, also while the server still takes a young table for a small one; compiling
/// statements would only cost time.
const SESSION: &str = "SET synchronous_commit = on; SET lock_timeout = '10s'; SET statement_timeout = '15s'; \
                       SET idle_in_transaction_session_timeout = '10s'; SET client_min_messages = warning; \
                       SET enable_seqscan = off; SET jit = off";
/// The migrations of a database may take so long: they may rewrite a table.
const MIGRATION_MAX: Duration = Duration::from_secs(600);

/// Why the database did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// The connection string, or the certificate that it is checked by, is wrong.
    Config(Sentence),
    /// The server refused, or broke off.
    Server(#[from] tokio_postgres::Error),
    /// The server is silent.
    Silent,
    /// A newer version of Muster has made the schema.
    Newer {
        /// Its schema.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
    /// A migration of the database had another text when it was applied.
    Altered {
        /// The migration, counted from 1.
        version: u32,
    },
    /// Another service of Muster has made the schema.
    Foreign {
        /// Whose.
        whose: Text,
    },
    /// A statement of the transaction failed, and with it all of it.
    Aborted,
    /// What the database holds cannot be used, or what was to be stored.
    Unusable(Sentence),
    /// The runtime does not start.
    Io(#[from] std::io::Error),
}

sentences_of!(PostgresError, lang {
    Self::Config(problem) | Self::Unusable(problem) => (problem.text(lang));
    Self::Server(error) => (described(error));
    Self::Silent => (
        "the database did not answer within {seconds} s",
        "データベースが {seconds} 秒以内に応答しませんでした",
        seconds = SILENCE_MAX.as_secs()
    );
    Self::Newer { found, known } => (
        "the database has schema {found}, this version of muster knows {known}: use the newer version",
        "データベースのスキーマは {found} ですが、このバージョンの muster は {known} まで対応しています。新しいバージョンを使用してください"
    );
    Self::Altered { version } => (
        "migration {version} of the database had another text when it was applied: use the version of muster that made the schema",
        "データベースに適用された移行 {version} の内容が異なります。スキーマを作成したバージョンの muster を使用してください"
    );
    Self::Foreign { whose } => (
        "the database is that of {whose}: name another in the connection string",
        "{whose}のデータベースです。接続文字列で別のデータベースを指定してください",
        whose = whose.get(lang)
    );
    Self::Aborted => ("a statement failed; nothing was changed", "ステートメントが失敗しました。何も変更されていません");
    Self::Io(error) => (io_text(error, lang));
});

/// What the server says lies one level down.
fn described(error: &tokio_postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

impl PostgresError {
    /// The documented code: a full disk and a wrong setting are told from the rest.
    pub fn code(&self) -> Code {
        match self {
            Self::Config(_) | Self::Foreign { .. } => code::INVALID_ARGUMENT,
            Self::Server(error) if error.code() == Some(&tokio_postgres::error::SqlState::DISK_FULL) => code::DISK_FULL,
            _ => code::SERVER_DATABASE_ERROR,
        }
    }
}

/// What a service keeps in a database of its own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Schema {
    /// The migrations, in their order.
    pub migrations: &'static [&'static str],
    /// Tables that it has not but another service has, each with whose database has it: somebody may name the one for the other.
    pub foreign: &'static [(&'static str, Text)],
}

/// A database. It connects at the first use, and again after every loss.
pub struct Postgres {
    // Dropped before the runtime that drives it.
    session: Option<Session>,
    runtime: Driver,
    config: Config,
    /// None where the connection is not by TLS.
    tls: Option<MakeRustlsConnect>,
    schema: Schema,
}

/// What drives a connection. It may be dropped anywhere: a runtime panics where that is an async task.
struct Driver(Option<Runtime>);

impl Driver {
    #[expect(clippy::expect_used, reason = "only `drop` takes it")]
    fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.0.as_ref().expect("a runtime").block_on(work)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// What a statement is given.
pub type Value<'v> = dyn ToSql + Sync + 'v;

/// An open connection and the statements that it has prepared.
pub struct Session {
    /// The connection.
    pub client: Client,
    statements: Mutex<HashMap<&'static str, Statement>>,
}

impl Session {
    /// Rows of a statement; many statements that are asked for at once go in one round trip.
    pub async fn query(&self, text: &'static str, values: &[&Value<'_>]) -> Result<Vec<Row>, tokio_postgres::Error> {
        self.client.query(&self.statement(text).await?, values).await
    }

    /// Runs a statement that changes something.
    pub async fn execute(&self, text: &'static str, values: &[&Value<'_>]) -> Result<(), tokio_postgres::Error> {
        self.client.execute(&self.statement(text).await?, values).await.map(drop)
    }

    /// The statement of this text, prepared once.
    pub async fn statement(&self, text: &'static str) -> Result<Statement, tokio_postgres::Error> {
        let known =
            |session: &Self| session.statements.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
        if let Some(statement) = known(self) {
            return Ok(statement);
        }
        let statement = self.client.prepare(text).await?;
        self.statements.lock().unwrap_or_else(PoisonError::into_inner).insert(text, statement.clone());
        Ok(statement)
    }
}

impl Postgres {
    /// The database of a connection string (`host=… dbname=…`, or a URL). With `ca`, PEM, the connection is by TLS and the
    /// server's certificate is checked by it; without, there is no TLS, and the server must be on this machine. A mode of TLS
    /// (`sslmode`) that does not fit is an error.
    pub fn new(
        connection: &str,
        password: Option<&str>,
        ca: Option<&Path>,
        schema: Schema,
    ) -> Result<Self, PostgresError> {
        let mut config = security::config(connection, ca.is_some()).map_err(PostgresError::Config)?;
        config.connect_timeout(CONNECT_TIMEOUT).application_name("muster");
        if let Some(password) = password {
            config.password(password);
        }
        // A thread of its own drives the connection, and sees at once when the server hangs up.
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        Ok(Self { session: None, runtime: Driver(Some(runtime)), config, tls: ca.map(tls).transpose()?, schema })
    }

    /// Does `work` on the connection. After a failure nothing of it is left: what was not committed is rolled back.
    pub fn run<T>(&mut self, work: impl AsyncFnOnce(&Session) -> Result<T, PostgresError>) -> Result<T, PostgresError> {
        let Self { session, runtime, config, tls, schema } = self;
        runtime.block_on(async {
            let lost = session.as_ref().is_none_or(|session| session.client.is_closed());
            if lost {
                *session = None;
            }
            let connected = match session.take() {
                Some(session) => session,
                None => connect(config, tls, *schema).await?,
            };
            let connected = session.insert(connected);
            let done = timeout(SILENCE_MAX, work(connected)).await.unwrap_or(Err(PostgresError::Silent));
            let clean = done.is_ok()
                || matches!(timeout(CONNECT_TIMEOUT, connected.client.batch_execute("ROLLBACK")).await, Ok(Ok(())));
            if !clean {
                *session = None;
            }
            done
        })
    }
}

async fn connect(config: &Config, tls: &Option<MakeRustlsConnect>, schema: Schema) -> Result<Session, PostgresError> {
    let opened = timeout(SILENCE_MAX, async {
        let client = match tls {
            Some(tls) => open(config, tls.clone()).await?,
            None => open_in_clear(config).await?,
        };
        client.batch_execute(SESSION).await?;
        // Most databases are up to date: these are only read.
        let exists = client.query_one(include_str!("postgres/schema_exists.sql"), &[]).await?.try_get(0)?;
        let up_to_date = exists && plan(&client, schema).await?.is_empty();
        Ok((client, up_to_date))
    });
    let (mut client, up_to_date) = opened.await.unwrap_or(Err(PostgresError::Silent))?;
    if !up_to_date {
        timeout(MIGRATION_MAX, migrate(&mut client, schema)).await.unwrap_or(Err(PostgresError::Silent))?;
    }
    Ok(Session { client, statements: Mutex::default() })
}

/// Connects by the system's means, over TLS or a local socket.
async fn open<T>(config: &Config, tls: T) -> Result<Client, tokio_postgres::Error>
where
    T: MakeTlsConnect<Socket, Stream: Send + 'static>,
{
    let (client, connection) = config.connect(tls).await?;
    drive(connection);
    Ok(client)
}

/// Connects to a server on this machine: by its socket, or by TCP, where it does not get the password in clear.
async fn open_in_clear(config: &Config) -> Result<Client, PostgresError> {
    let mut last = PostgresError::Config(sentence!(
        "the connection string names no host",
        "接続文字列にホストが指定されていません"
    ));
    for (number, host) in config.get_hosts().iter().enumerate() {
        #[allow(irrefutable_let_patterns, reason = "on Windows there are no sockets in the file system")]
        let Host::Tcp(name) = host else { return Ok(open(config, NoTls).await?) };
        let ports = config.get_ports();
        let port = ports.get(number).or(ports.first()).copied().unwrap_or(5432);
        let stream = timeout(CONNECT_TIMEOUT, TcpStream::connect((name.as_str(), port))).await;
        match stream.unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into())) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                let (client, connection) = config.connect_raw(Guarded::new(stream), NoTls).await?;
                drive(connection);
                return Ok(client);
            }
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}

/// Drives a connection as long as it lasts.
fn drive(connection: impl Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static) {
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "the connection to the database ended");
        }
    });
}

async fn migrate(client: &mut Client, schema: Schema) -> Result<(), PostgresError> {
    let transaction = client.transaction().await?;
    transaction.batch_execute(include_str!("postgres/schema_lock.sql")).await?;
    transaction.batch_execute(include_str!("postgres/schema_create.sql")).await?;
    // Another host may have migrated it meanwhile.
    let plan = plan(&transaction, schema).await?;
    for Migration { version, checksum, .. } in &plan.unrecorded {
        transaction
            .execute(include_str!("postgres/schema_set_checksum.sql"), &[&version.cast_signed(), checksum])
            .await?;
    }
    for Migration { version, sql, checksum } in &plan.pending {
        transaction.batch_execute(sql).await?;
        transaction.execute(include_str!("postgres/schema_insert.sql"), &[&version.cast_signed(), checksum]).await?;
    }
    Ok(transaction.commit().await?)
}

/// What a database needs that has the table of migrations.
async fn plan(client: &impl GenericClient, schema: Schema) -> Result<Plan, PostgresError> {
    let rows = client.query(include_str!("postgres/schema_read.sql"), &[]).await?;
    let applied = |row: &Row| {
        let version: i32 = row.try_get("version")?;
        Ok(Applied { version: version.cast_unsigned(), checksum: row.try_get("checksum")? })
    };
    let applied: Vec<Applied> = rows.iter().map(applied).collect::<Result<_, tokio_postgres::Error>>()?;
    let error = match schema::plan(schema.migrations, &applied) {
        Ok(plan) => return Ok(plan),
        Err(SchemaError::Newer { found, known }) => PostgresError::Newer { found, known },
        Err(SchemaError::Altered { version }) => PostgresError::Altered { version },
    };
    for (table, whose) in schema.foreign {
        if client.query_one(include_str!("postgres/table_exists.sql"), &[table]).await?.try_get(0)? {
            return Err(PostgresError::Foreign { whose: *whose });
        }
    }
    Err(error)
}

fn tls(ca: &Path) -> Result<MakeRustlsConnect, PostgresError> {
    let config = tls_roots::client_config(ca).map_err(|error| PostgresError::Config(error.into()))?;
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::{Postgres, Schema};
    use muster_core::code;

    /// Nothing is connected to.
    #[test]
    fn a_connection_string_that_is_none_is_a_wrong_parameter() {
        for connection in ["host", "port=x host=/run", "host=/run no=1"] {
            let refused = Postgres::new(connection, None, None, Schema::default()).err().map(|error| error.code());
            assert_eq!(refused, Some(code::INVALID_ARGUMENT), "{connection}");
        }
        assert!(Postgres::new("host=/run dbname=muster", None, None, Schema::default()).is_ok());
    }
}
