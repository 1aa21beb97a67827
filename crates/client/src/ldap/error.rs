//! What went wrong between here and a directory.

use crate::error::ClientError;
use ldap3_proto::proto::LdapResultCode;
use muster_core::{code, sentence, sentence::Sentence, sentences_of};
use muster_platform::files::io_text;
use std::io;

/// Why a directory did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LdapError {
    /// The configuration is wrong.
    Config(Sentence),
    /// The server cannot be reached, or TLS fails.
    Io(#[from] io::Error),
    /// The server says no.
    Refused {
        /// LDAP's result code.
        code: LdapResultCode,
        /// What the server says about it.
        message: String,
    },
}

sentences_of!(LdapError, lang {
    Self::Config(problem) => (problem.text(lang));
    Self::Io(error) => (io_text(error, lang));
    Self::Refused { code, message } => (format!("{code:?}: {message}"));
});

impl From<LdapError> for ClientError {
    fn from(error: LdapError) -> Self {
        let code = match &error {
            LdapError::Refused { code: LdapResultCode::InsufficentAccessRights, .. } => code::ACCESS_DENIED,
            LdapError::Refused { code: LdapResultCode::InvalidCredentials, .. } => code::DIRECTORY_LOGON,
            LdapError::Refused { code: LdapResultCode::EntryAlreadyExists, .. } => code::OBJECT_EXISTS,
            LdapError::Refused { code: LdapResultCode::NoSuchObject, .. } => code::DIRECTORY_NO_OBJECT,
            LdapError::Config(_) => code::INVALID_ARGUMENT,
            _ => code::DIRECTORY_UNAVAILABLE,
        };
        Self::Directory(error.into(), code)
    }
}

/// The directory does not speak LDAP as it should.
pub(super) fn unexpected() -> LdapError {
    let problem = sentence!("the directory answers something else", "ディレクトリの応答が正しくありません");
    io::Error::new(io::ErrorKind::InvalidData, problem).into()
}
