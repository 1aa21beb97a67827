//! Activation of a host without a network: its installation id, and the confirmation id from the authority's desk.

use crate::{Host, HostError};
use muster_core::{
    id::HardwareId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId, PhoneError},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
};
use muster_platform::files;
use muster_proto::slot_file::SlotFile;
use muster_trust::{installation_id, jwk::SigningKey, sealed_slots};
use std::path::PathBuf;

const FOLDER: &str = "offline";

impl Host {
    /// The installation id of this host with its installed host key. It stays the same until it was used: a deposit brings
    /// another signing key, and with it another id.
    pub fn installation_id(&self, hardware: HardwareId) -> Result<InstallationId, HostError> {
        let (key, claim) = self.host_key()?;
        let nonce = installation_id::nonce(self.signing_key()?.public().as_bytes(), 0);
        Ok(installation_id::installation_id(&key, claim, ActivationTarget::Machine, hardware.short(), nonce))
    }

    /// Deposits a confirmation id: from now on the host is activated.
    pub fn deposit(&mut self, text: &str, hardware: HardwareId) -> Result<(), HostError> {
        let cid: ConfirmationId =
            text.parse().map_err(|error: PhoneError| HostError::Offline(error.code(), error.to_string()))?;
        let iid = self.installation_id(hardware)?;
        let (license, seed) = sealed_slots::open_license(&self.slot_files(), &iid, &cid)?;
        let key = SigningKey::from_seed(seed).map_err(muster_trust::chain::ChainError::Key)?;
        self.install_license_with_key(&license, &key)
    }

    /// Installs the offline license file of a host key.
    pub fn install_slots(&self, text: &str) -> Result<SlotFile, HostError> {
        let file: SlotFile = serde_json::from_str(text)
            .map_err(|error| HostError::LicenseFile(format!("no offline license file: {error}")))?;
        let folder = self.slot_folder();
        files::make_directory(&folder)?;
        let path = folder.join(file.storage_name());
        files::write_secret(&path, text)?;
        Ok(file)
    }

    fn host_key(&self) -> Result<(ProductKey, KeyClaim), HostError> {
        let key = self.product_key()?;
        let claim = key.claim().filter(|claim| claim.kind == KeyKind::Host);
        let claim = claim.ok_or_else(|| HostError::ProductKey("it is not a host key (CSVLK)".into()))?;
        Ok((key, claim))
    }

    fn slot_files(&self) -> Vec<SlotFile> {
        let entries = std::fs::read_dir(self.slot_folder()).into_iter().flatten().filter_map(Result::ok);
        let texts = entries.filter_map(|entry| files::read(&entry.path()).ok());
        texts.filter_map(|text| serde_json::from_str(&text).ok()).collect()
    }

    fn slot_folder(&self) -> PathBuf {
        self.directory().join(FOLDER)
    }
}
