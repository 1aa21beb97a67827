//! From SQLite to PostgreSQL, by one command.

use crate::{
    authority::{Authority, ROOT_SEALED, open_store, public_root},
    error::AuthorityError,
    store_place,
};
use muster_platform::state_folder;
use muster_server::{audit_chain::ChainHead, store_config::StoreConfig};
use std::path::Path;

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveStats {
    /// Rows of all tables.
    pub rows: u64,
    /// Product keys.
    pub keys: u64,
    /// Computers that were activated.
    pub computers: u64,
    /// The end of the audit log, whose chain was verified in the database.
    pub audit: ChainHead,
}

impl Authority {
    /// Copies the store of the authority in `directory` into an empty PostgreSQL database, and names it in `authority.toml`. All is read
    /// back and compared, and the chain of the audit log is verified, before anything is committed. The file stays, and takes nothing more:
    /// a process that was running with it is to be restarted.
    pub fn migrate(directory: &Path, target: &StoreConfig) -> Result<MoveStats, AuthorityError> {
        state_folder::check(directory)?;
        if !directory.join(ROOT_SEALED).exists() {
            return Err(AuthorityError::Missing(directory.display().to_string()));
        }
        if store_place::is_shared(directory)? {
            return Err(AuthorityError::AlreadyMoved);
        }
        let from = open_store(directory, || public_root(directory))?;
        let connection = target.postgres.as_deref().unwrap_or_default();
        let to = store_place::database(directory, connection, target)?;
        let config = store_place::prepare(directory, target)?;
        let stats = from.write(|here| {
            let stats = to.write(|there| here.copy_into(there))?;
            here.close()?;
            Ok(stats)
        })?;
        config.commit()?;
        Ok(stats)
    }
}
