//! Why a file was not read or written.

use muster_core::code::{self, Code};
use std::{io, path::Path};

/// A file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{action} {path}: {source}")]
pub struct FileError {
    action: &'static str,
    path: String,
    source: io::Error,
}

impl FileError {
    /// Wraps the error of an action on a file: `open(path).map_err(FileError::new("cannot open", path))`.
    pub fn new(action: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self { action, path: path.clone(), source }
    }

    /// Whether the file does not exist.
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// Whether the file is there and holds no UTF-8.
    pub fn is_not_text(&self) -> bool {
        self.source.kind() == io::ErrorKind::InvalidData
    }

    /// The documented code.
    pub fn code(&self) -> Code {
        if self.source.get_ref().is_some_and(|source| source.is::<NotTrusted>()) {
            return code::FILE_NOT_TRUSTED;
        }
        Code::of_file(self.source.kind())
    }
}

/// Why a file of a state folder is not used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTrusted {
    #[error("it is a link, and no link in a state folder is followed")]
    Link,
    #[error("it has other names (hard links)")]
    Names,
    #[error("it belongs to user {0}, and not to the owner of its folder")]
    Owner(String),
    #[error("it is neither a file nor a folder")]
    Special,
}

impl From<NotTrusted> for io::Error {
    fn from(problem: NotTrusted) -> Self {
        Self::other(problem)
    }
}
