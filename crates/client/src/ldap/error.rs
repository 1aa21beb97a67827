//! What went wrong between here and a directory.

use crate::error::ClientError;
use ldap3_proto::proto::LdapResultCode;
use muster_core::code;
use std::io;

/// Why a directory did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LdapError {
    /// The configuration is wrong.
    #[error("{0}")]
    Config(String),
    /// The server cannot be reached, or TLS fails.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The server says no.
    #[error("{code:?}: {message}")]
    Refused {
        /// LDAP's result code.
        code: LdapResultCode,
        /// What the server says about it.
        message: String,
    },
}

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
        Self::Directory(error.to_string(), code)
    }
}

/// The directory does not speak LDAP as it should.
pub(super) fn unexpected() -> LdapError {
    io::Error::new(io::ErrorKind::InvalidData, "the directory answers something else").into()
}
