//! Why a part of the testbed did not start or did not do what it was asked.

use muster_authority::AuthorityError;
use muster_client::ClientError;
use muster_core::{
    code::{self, Code},
    sentence::Sentence,
    sentences_of,
};
use muster_host::HostError;
use muster_platform::files::{FileError, io_text};
use std::fmt::Display;

/// A part of the testbed that failed, with the documented code of the cause.
#[derive(Debug)]
pub struct TestbedError {
    code: Code,
    detail: Sentence,
}

sentences_of!(TestbedError, lang {
    Self { detail, .. } => (detail.text(lang));
});

impl TestbedError {
    pub(crate) fn new(code: Code, detail: impl Into<Sentence>) -> Self {
        Self { code, detail: detail.into() }
    }

    /// A failure that no documented code describes, in the words of the system or of another program.
    pub(crate) fn unexpected(detail: impl Display) -> Self {
        Self::new(code::UNEXPECTED, Sentence::foreign(detail))
    }

    /// The documented code.
    pub fn code(&self) -> Code {
        self.code
    }
}

impl std::error::Error for TestbedError {}

impl From<AuthorityError> for TestbedError {
    fn from(error: AuthorityError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<ClientError> for TestbedError {
    fn from(error: ClientError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<HostError> for TestbedError {
    fn from(error: HostError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<FileError> for TestbedError {
    fn from(error: FileError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<std::io::Error> for TestbedError {
    fn from(error: std::io::Error) -> Self {
        Self::new(code::UNEXPECTED, Sentence::of(|lang| io_text(&error, lang)))
    }
}
