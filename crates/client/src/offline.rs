//! Activation without a network: what this machine says at the authority's desk, and what it makes of the answer.

use crate::{Client, ClientError, Env, object::Directory};
use muster_core::{
    id::ActivationId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
};
use muster_platform::files;
use muster_proto::slot_file::SlotFile;
use muster_trust::{installation_id, sealed_slots};
use std::path::PathBuf;

const FOLDER: &str = "offline";

impl Client {
    /// The installation id of a product with a MAK. It stays the same until it was used.
    pub fn installation_id(&self, id: ActivationId, env: &Env) -> Result<InstallationId, ClientError> {
        let (key, claim) = self.mak(id)?;
        let nonce = installation_id::nonce(self.cmid().as_bytes(), self.installed(id)?.0.deposits);
        Ok(installation_id::installation_id(
            &key,
            claim,
            ActivationTarget::Machine,
            self.hardware(&env.machine).short(),
            nonce,
        ))
    }

    /// Applies a confirmation id: from now on the product is activated on this machine.
    pub fn apply_confirmation_id(&mut self, id: ActivationId, text: &str, env: &Env) -> Result<(), ClientError> {
        let cid = confirmation_id(text)?;
        let iid = self.installation_id(id, env)?;
        let (license, seed) = sealed_slots::open_license(&self.slot_files()?, &iid, &cid)?;
        self.activate_with_mak(id, &license, seed, env)?;
        self.change(|state| {
            state.product_mut(id).ok_or(ClientError::NotInstalled(id))?.deposits += 1;
            Ok(())
        })
    }

    /// The installation id that activates the directory which this machine is a member of, with a host key.
    pub fn directory_installation_id(&self, key: &str) -> Result<InstallationId, ClientError> {
        self.directory_id(key, &self.open_directory()?)
    }

    fn directory_id(&self, key: &str, directory: &Directory) -> Result<InstallationId, ClientError> {
        let (key, claim) = host_key(key)?;
        let nonce = installation_id::nonce(self.cmid().as_bytes(), self.state.directory_deposits);
        Ok(installation_id::installation_id(
            &key,
            claim,
            ActivationTarget::Directory,
            directory.identity().short(),
            nonce,
        ))
    }

    /// Applies a confirmation id for the directory: creates the activation object. Returns its distinguished name.
    pub fn directory_apply_confirmation_id(
        &mut self,
        key: &str,
        text: &str,
        name: Option<&str>,
    ) -> Result<String, ClientError> {
        let cid = confirmation_id(text)?;
        let mut directory = self.open_directory()?;
        let iid = self.directory_id(key, &directory)?;
        let (license, seed) = sealed_slots::open_license(&self.slot_files()?, &iid, &cid)?;
        let dn = self.create_object(&mut directory, name, &license, &seed)?;
        self.change(|state| {
            state.directory_deposits += 1;
            Ok(())
        })?;
        Ok(dn)
    }

    /// Installs the offline license file of a key.
    pub fn install_slots(&self, text: &str) -> Result<SlotFile, ClientError> {
        let file: SlotFile = serde_json::from_str(text)
            .map_err(|error| ClientError::LicenseFile(format!("no offline license file: {error}")))?;
        let folder = self.slot_folder();
        files::make_directory(&folder)?;
        files::write_secret(&folder.join(file.storage_name()), text)?;
        Ok(file)
    }

    fn slot_files(&self) -> Result<Vec<SlotFile>, ClientError> {
        let texts = files::read_all(&self.slot_folder())?;
        Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
    }

    fn slot_folder(&self) -> PathBuf {
        self.directory.join(FOLDER)
    }

    pub(crate) fn mak(&self, id: ActivationId) -> Result<(ProductKey, KeyClaim), ClientError> {
        let (installed, _) = self.installed(id)?;
        let key = installed.key().ok_or(ClientError::KeyWiped)?;
        let claim = key.claim().filter(|claim| claim.kind == KeyKind::Multiple).ok_or(ClientError::KeyType)?;
        Ok((key, claim))
    }
}

/// A host key with what it says.
pub(crate) fn host_key(text: &str) -> Result<(ProductKey, KeyClaim), ClientError> {
    let key: ProductKey = text.parse()?;
    let claim = key.claim().filter(|claim| claim.kind == KeyKind::Host).ok_or(ClientError::KeyType)?;
    Ok((key, claim))
}

pub(crate) fn confirmation_id(text: &str) -> Result<ConfirmationId, ClientError> {
    text.parse().map_err(|error: muster_core::keys::installation_id::PhoneError| {
        ClientError::Offline(error.code(), error.to_string())
    })
}
