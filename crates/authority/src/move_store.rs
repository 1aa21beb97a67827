//! From SQLite to PostgreSQL, by one command.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::{Authority, is_authority, open_store, public_root},
    error::AuthorityError,
    store::Store,
    store_place,
};
use muster_core::time::Moment;
use muster_platform::{files::Prepared, state_folder};
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
    /// a process that was running with it is to be restarted. That `by` did it is the last entry of the file's audit log, and moves along.
    pub fn migrate(directory: &Path, target: &StoreConfig, by: &str, now: Moment) -> Result<MoveStats, AuthorityError> {
        state_folder::check(directory)?;
        if !is_authority(directory) {
            return Err(AuthorityError::Missing(directory.display().to_string()));
        }
        if store_place::is_shared(directory)? {
            return Err(AuthorityError::AlreadyMoved);
        }
        let from = open_store(directory, || public_root(directory))?;
        let connection = target.postgres.as_deref().unwrap_or_default();
        let to = store_place::database(directory, connection, target)?;
        let config = store_place::prepare(directory, target)?;
        let entry = AuditEntry::new(AuditAction::Migrate, by, now);
        move_into(&from, &to, config, entry).map_err(|(error, moved)| {
            let section = || target.to_toml().trim().to_owned();
            if moved { AuthorityError::DatabaseUnnamed(error.into(), section()) } else { error }
        })
    }
}

/// What fails says whether the database holds everything already.
fn move_into(
    from: &Store,
    to: &Store,
    config: Prepared,
    entry: AuditEntry,
) -> Result<MoveStats, (AuthorityError, bool)> {
    let mut moved = false;
    let closed = from.write(|here| {
        here.add_audit(entry)?;
        // Before the database commits: a file that cannot be closed is not moved.
        here.close()?;
        let stats = to.write(|there| here.copy_into(there))?;
        moved = true;
        Ok(stats)
    });
    closed.and_then(|stats| Ok(config.commit().map(|()| stats)?)).map_err(|error| (error, moved))
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::move_into;
    use crate::{
        audit_entry::{AuditAction, AuditEntry},
        store::Store,
    };
    use muster_core::time::Moment;
    use muster_platform::files;
    use std::fs;

    /// Two stores, one with a root key, and a file that is to name the other.
    fn stores(folder: &tempfile::TempDir) -> (Store, Store, files::Prepared) {
        let [from, to] = ["from.db", "to.db"].map(|name| Store::open(&folder.path().join(name)).expect("a store"));
        from.write(|tx| tx.add_root("a")).expect("added");
        let config = files::prepare_secret(&folder.path().join("authority.toml"), "[store]").expect("prepared");
        (from, to, config)
    }

    fn entry() -> AuditEntry {
        AuditEntry::new(AuditAction::Migrate, "uid 0", Moment::from_unix(1_795_255_200))
    }

    fn entries(store: &Store) -> usize {
        let mut entries = 0;
        let count = |_| {
            entries += 1;
            Ok(())
        };
        store.read(|tx| tx.each_audit(count)).expect("read");
        entries
    }

    fn roots(store: &Store) -> usize {
        store.read(|tx| tx.roots()).expect("read").len()
    }

    #[test]
    fn a_file_that_cannot_be_closed_leaves_the_database_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to, config) = stores(&folder);
        from.write(|here| here.close()).expect("closed, and no second time");
        let (_, moved) = move_into(&from, &to, config, entry()).expect_err("refused");
        assert_eq!((moved, roots(&to)), (false, 0));
        assert_eq!(entries(&from), 0, "what was not done is not recorded");
        assert!(!folder.path().join("authority.toml").exists());
    }

    #[test]
    fn a_database_that_could_not_be_named_holds_everything() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to, config) = stores(&folder);
        fs::create_dir(folder.path().join("authority.toml")).expect("in the way");
        let (_, moved) = move_into(&from, &to, config, entry()).expect_err("refused");
        assert_eq!((moved, roots(&to), entries(&from), entries(&to)), (true, 1, 1, 1));
    }

    #[test]
    fn what_was_moved_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to, config) = stores(&folder);
        let moved = move_into(&from, &to, config, entry()).map(|stats| stats.rows).map_err(|(error, _)| error);
        assert_eq!(moved.expect("moved"), 2, "the root key, and the entry that says so");
        assert!(folder.path().join("authority.toml").exists());
    }
}
