//! A client that was built without directories says so where it is asked for them.

use super::Client;
use crate::{env::Env, error::ClientError};
use muster_core::{client::report::ObjectReport, keys::installation_id::InstallationId};

/// What every call comes to here.
const NOT_BUILT_IN: ClientError = ClientError::NotBuiltIn("directory");

/// As with the feature `directory`, but [`ClientError::NotBuiltIn`] is all that they return.
#[allow(clippy::missing_errors_doc, clippy::unused_self, reason = "the same signatures as with the feature")]
impl Client {
    /// The activation objects of the directory.
    pub fn object_reports(&self) -> Result<Vec<ObjectReport>, ClientError> {
        Err(NOT_BUILT_IN)
    }

    /// Activates the directory.
    pub fn directory_activate(&mut self, _: &str, _: Option<&str>, _: &Env) -> Result<String, ClientError> {
        Err(NOT_BUILT_IN)
    }

    /// The installation id that activates the directory.
    pub fn directory_installation_id(&self, _: &str) -> Result<InstallationId, ClientError> {
        Err(NOT_BUILT_IN)
    }

    /// Activates the directory with a confirmation id.
    pub fn directory_apply_confirmation_id(
        &mut self,
        _: &str,
        _: &str,
        _: Option<&str>,
    ) -> Result<String, ClientError> {
        Err(NOT_BUILT_IN)
    }

    /// Deletes an activation object.
    pub fn delete_object(&self, _: &str) -> Result<String, ClientError> {
        Err(NOT_BUILT_IN)
    }
}
