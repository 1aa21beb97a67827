//! There is no socket for local programs: it would take a named pipe with an access list.

use crate::{
    deadline::Deadline,
    local_socket::{Answer, User, Workers},
};
use std::{io, path::Path};

/// Nobody is connected.
pub enum Caller {}

impl Caller {
    /// The user that the program runs as.
    pub fn user(&self) -> User {
        match *self {}
    }

    /// Sends the answer.
    pub fn answer(self, _text: &str) {
        match self {}
    }
}

/// Fails.
pub fn serve(_: &Path, _: Workers, _: impl Fn(Caller, String) + Send + Sync + 'static) -> io::Result<()> {
    Err(unsupported())
}

/// Fails.
pub fn ask(_: &Path, _: &str, _: Deadline, _: usize) -> io::Result<Answer> {
    Err(unsupported())
}

/// Nobody says anything.
pub fn is_of_service(_: User, _: &Path) -> bool {
    false
}

/// Nobody asks.
pub fn may_change(_: User, _: &Path) -> bool {
    false
}

fn unsupported() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "programs of this machine cannot be answered on Windows")
}
