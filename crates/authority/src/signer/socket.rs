//! A signer that another process is. Each question has a connection of its own, so a signer that comes back is found by the next one.

use super::{
    message::{LINE_BYTES_MAX, SignerAnswer, SignerRequest},
    secret_holder::SecretHolder,
};
use crate::error::AuthorityError;
use muster_core::code;
use muster_platform::{
    deadline::Deadline,
    files::FileError,
    local_socket::{self, User},
};
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// Questions at a time. The signer takes twice as many of one account, which a command may share.
const QUESTIONS_MAX: usize = 32;
/// How long an answer is waited for, with the time until the question can be asked: a hardware security module may be slow.
const PATIENCE: Duration = Duration::from_secs(5);

/// The socket of a signer.
pub(crate) struct SignerSocket {
    path: PathBuf,
    asking: Mutex<usize>,
    free: Condvar,
}

impl SignerSocket {
    /// # Errors
    /// On systems that have no such sockets.
    pub(crate) fn new(path: &Path) -> Result<Self, AuthorityError> {
        local_socket::check_private().map_err(FileError::new(FileError::USE, path))?;
        Ok(Self { path: path.to_owned(), asking: Mutex::new(0), free: Condvar::new() })
    }

    fn exchange(&self, line: &str) -> io::Result<String> {
        let deadline = Deadline::after(PATIENCE);
        let _turn = self.turn(deadline)?;
        let is_signer = |user: &User| local_socket::may_hear_secrets(user, &self.path);
        let ask = || local_socket::ask_of(&self.path, is_signer, line, deadline, LINE_BYTES_MAX);
        let answer = ask().or_else(|error| match error.kind() {
            // It ended a moment ago, or let this one go for another: asking again costs nothing.
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => ask(),
            _ => Err(error),
        })?;
        Ok(answer.text)
    }

    /// Waits until fewer than the most are asking.
    fn turn(&self, deadline: Deadline) -> io::Result<Turn<'_>> {
        let asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.free.wait_timeout_while(asking, deadline.remaining()?, |asking| *asking >= QUESTIONS_MAX);
        let (mut asking, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return Err(ErrorKind::TimedOut.into());
        }
        *asking += 1;
        Ok(Turn(self))
    }
}

/// Held by whoever asks.
struct Turn<'s>(&'s SignerSocket);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.asking.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.free.notify_one();
    }
}

impl SecretHolder for SignerSocket {
    fn ask(&self, request: &SignerRequest) -> Result<SignerAnswer, AuthorityError> {
        let line = serde_json::to_string(request)?;
        if line.len() > LINE_BYTES_MAX {
            return Err(AuthorityError::SignerLine(LINE_BYTES_MAX));
        }
        let away = |error| AuthorityError::SignerAway { socket: self.path.display().to_string(), error };
        let answer = self.exchange(&line).map_err(away)?;
        match serde_json::from_str(&answer).map_err(|_| AuthorityError::SignerAnswer)? {
            SignerAnswer::Refused { code, detail } => {
                Err(AuthorityError::SignerRefused(code.parse().unwrap_or(code::UNEXPECTED), detail))
            }
            answer => Ok(answer),
        }
    }
}
