//! Activation objects in the directory that this machine is a member of.

use super::Client;
use crate::{activation_objects, env::Env, error::ClientError, phone_activation};
use muster_core::{client::report::ObjectReport, keys::installation_id::InstallationId};

impl Client {
    /// The activation objects of this vendor.
    ///
    /// # Errors
    /// If the machine is no member of a directory, or the directory cannot be reached or refuses.
    pub fn object_reports(&self) -> Result<Vec<ObjectReport>, ClientError> {
        activation_objects::reports(&self.store)
    }

    /// Creates an activation object with a host key, by asking the authority. Returns its distinguished name.
    pub fn directory_activate(&mut self, key: &str, name: Option<&str>, env: &Env) -> Result<String, ClientError> {
        activation_objects::create_online(&self.store, key, name, env)
    }

    /// The installation id that activates the directory with a host key, without a network to the authority.
    pub fn directory_installation_id(&self, key: &str) -> Result<InstallationId, ClientError> {
        phone_activation::directory::installation_id(&self.store, key)
    }

    /// Applies a confirmation id for the directory: creates the activation object. Returns its distinguished name.
    pub fn directory_apply_confirmation_id(
        &mut self,
        key: &str,
        text: &str,
        name: Option<&str>,
    ) -> Result<String, ClientError> {
        phone_activation::directory::apply_confirmation_id(&mut self.store, key, text, name)
    }

    /// Removes the activation object of this distinguished or relative name. Returns its distinguished name.
    pub fn delete_object(&self, name: &str) -> Result<String, ClientError> {
        activation_objects::delete(&self.store, name)
    }
}
