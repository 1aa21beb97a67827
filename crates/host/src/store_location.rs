//! Where a host keeps its store: SQLite in its own directory, or a PostgreSQL database that `host.toml` names.

use crate::{
    config::StoreConfig,
    error::HostError,
    host::Host,
    store::{MigrationStats, SqliteStore, Store},
};
use muster_core::lang::Text;

const MOVED: Text = Text {
    en: "the host's store is in PostgreSQL already",
    ja: "ホストのストアは既に PostgreSQL にあります",
};

impl Host {
    /// Opens the store. Blocks on a database: not for an async task.
    pub(crate) fn open_store(&self) -> Result<Box<dyn Store>, HostError> {
        match &self.config.store.postgres {
            Some(connection) => self.open_database(connection, &self.config.store),
            None => Ok(Box::new(self.own_store()?)),
        }
    }

    /// Copies count, inventory and history into an empty PostgreSQL database, and names it in `host.toml`. The SQLite store
    /// stays as it is. Fails while the host is running, and before anything is moved if `host.toml` cannot name the database.
    pub fn migrate(&self, target: &StoreConfig) -> Result<MigrationStats, HostError> {
        let _lock = self.directory.lock()?;
        if self.config.store.postgres.is_some() {
            return Err(wrong(MOVED));
        }
        let Some(connection) = &target.postgres else { return Ok(MigrationStats::default()) };
        self.move_into(connection, target)
    }

    fn own_store(&self) -> Result<SqliteStore, HostError> {
        Ok(SqliteStore::open(&self.directory.store_path())?)
    }
}

#[cfg(feature = "postgres")]
mod database {
    use super::{Host, HostError, MigrationStats, Store, StoreConfig};
    use crate::store::{PostgresStore, migrate};

    impl Host {
        pub(super) fn open_database(
            &self,
            connection: &str,
            config: &StoreConfig,
        ) -> Result<Box<dyn Store>, HostError> {
            Ok(Box::new(self.database(connection, config)?))
        }

        pub(super) fn move_into(&self, connection: &str, target: &StoreConfig) -> Result<MigrationStats, HostError> {
            let mut database = self.database(connection, target)?;
            let config = self.directory.prepare_config(&target.to_toml())?;
            let stats = migrate(&mut self.own_store()?, &mut database, &self.applications())?;
            config.commit()?;
            Ok(stats)
        }

        fn database(&self, connection: &str, config: &StoreConfig) -> Result<PostgresStore, HostError> {
            let (password, ca) = (config.password(self.directory())?, config.ca(self.directory()));
            Ok(PostgresStore::new(connection, password.as_deref(), ca.as_deref(), &self.config.name)?)
        }
    }
}

#[cfg(not(feature = "postgres"))]
mod database {
    use super::{Host, HostError, MigrationStats, Store, StoreConfig, wrong};
    use muster_core::lang::Text;

    const NOT_BUILT: Text = Text {
        en: "this muster was built without PostgreSQL: build it with the feature `postgres`",
        ja: "この muster は PostgreSQL に対応していません。機能 `postgres` を有効にしてビルドしてください",
    };

    impl Host {
        pub(super) fn open_database(&self, _: &str, _: &StoreConfig) -> Result<Box<dyn Store>, HostError> {
            Err(wrong(NOT_BUILT))
        }

        pub(super) fn move_into(&self, _: &str, _: &StoreConfig) -> Result<MigrationStats, HostError> {
            Err(wrong(NOT_BUILT))
        }
    }
}

fn wrong(problem: Text) -> HostError {
    HostError::Config { file: "host.toml".into(), problem: problem.into() }
}
