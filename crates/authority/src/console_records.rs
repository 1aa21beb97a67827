//! What the operators' pages keep: accounts, sessions, tokens and their audit log, in a database of its own beside that of the authority.

use crate::{
    authority::is_authority,
    backup::{CONSOLE_LISTENING as LISTENING, CONSOLE_STORE as STORE},
    error::AuthorityError,
};
use muster_console::{ConsoleFile, ConsoleStore};
use muster_platform::{files::FileError, run_file, state_folder};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// The records of the operators' pages. No passphrase opens them.
pub struct ConsoleRecords(PathBuf);

impl ConsoleRecords {
    /// Those of the authority in `directory`.
    ///
    /// # Errors
    /// If there is none.
    pub fn of(directory: &Path) -> Result<Self, AuthorityError> {
        state_folder::check(directory)?;
        if !is_authority(directory) {
            return Err(AuthorityError::Missing(directory.display().to_string()));
        }
        Ok(Self::at(directory))
    }

    pub(crate) fn at(directory: &Path) -> Self {
        Self(directory.to_owned())
    }

    /// Opens the database, and makes it if there is none.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(&self) -> Result<Box<dyn ConsoleStore>, AuthorityError> {
        Ok(Box::new(ConsoleFile::open(&self.0.join(STORE))?))
    }

    /// Opens the database that is there: one that is gone while the pages are served is not made anew, without accounts.
    pub(crate) fn open_existing(&self) -> Result<Box<dyn ConsoleStore>, AuthorityError> {
        let path = self.0.join(STORE);
        path.symlink_metadata().map_err(FileError::new(FileError::OPEN, &path))?;
        self.open()
    }

    /// Where the pages are: scheme, name and port; none while they are not served.
    ///
    /// # Errors
    /// If the file that says so cannot be read.
    pub fn origin(&self) -> Result<Option<String>, AuthorityError> {
        Ok(run_file::read(&self.0.join(LISTENING))?)
    }

    /// Says where the pages are until what is returned is dropped, however the process ends.
    pub(crate) fn set_origin(&self, origin: &str) -> Result<File, AuthorityError> {
        Ok(run_file::write(&self.0.join(LISTENING), origin)?)
    }

    /// Writes a consistent copy of the database into another directory, while the pages may be in use. There may be none.
    pub(crate) fn back_up(&self, folder: &Path) -> Result<(), AuthorityError> {
        let database = self.0.join(STORE);
        if !database.exists() {
            return Ok(());
        }
        Ok(ConsoleFile::open(&database)?.copy_to(&folder.join(STORE))?)
    }

    /// What is wrong with the database, if there is one and anything is.
    pub(crate) fn damage(&self) -> Result<Option<String>, AuthorityError> {
        let database = self.0.join(STORE);
        if !database.exists() {
            return Ok(None);
        }
        let damage = ConsoleFile::open(&database)?.damage()?;
        Ok(damage.map(|problem| format!("{STORE}: {problem}")))
    }
}
