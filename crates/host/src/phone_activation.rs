//! Activation of a host without a network: its installation id, and the confirmation id that the authority answers.

use crate::{error::HostError, host_directory::HostDirectory};
use muster_core::{
    id::HardwareId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::{KeyKind, ProductKey},
    },
    sentence,
};
use muster_proto::slot_file::{SlotFile, SlotKeyKind};
use muster_trust::{
    chain::VerifiedLicense,
    error::ChainError,
    installation_id,
    jwk::SigningKey,
    sealed_slots::{self, OfflineError},
};

/// The nonce is made of the signing key, which changes when a confirmation id is applied: no confirmation id works twice.
pub(crate) fn installation_id(directory: &HostDirectory, hardware: HardwareId) -> Result<InstallationId, HostError> {
    Ok(key_and_id(directory, hardware)?.1)
}

fn key_and_id(directory: &HostDirectory, hardware: HardwareId) -> Result<(ProductKey, InstallationId), HostError> {
    let key = directory.product_key()?;
    if key.claim().kind != KeyKind::Host {
        return Err(HostError::ProductKey(sentence!(
            "it is not a host key (CSVLK)",
            "ホスト キー (CSVLK) ではありません"
        )));
    }
    let nonce = installation_id::nonce(directory.signing_key()?.public().as_bytes(), 0);
    Ok((key, installation_id::installation_id(&key, ActivationTarget::Machine, hardware.short(), nonce)))
}

pub(crate) fn install_slots(directory: &HostDirectory, text: &str) -> Result<SlotFile, HostError> {
    let file = SlotFile::parse(text).map_err(HostError::LicenseFile)?;
    if file.kind != SlotKeyKind::Host {
        return Err(HostError::LicenseFile(sentence!(
            "it is the offline license file of a MAK, not of a host key",
            "ホスト キーではなく MAK のオフライン ライセンス ファイルです"
        )));
    }
    directory.write_slot_file(&file.storage_name(), text)?;
    Ok(file)
}

/// Opens the slot that a confirmation id names: the license in it, and the signing key that the license binds.
pub(crate) fn open_slot(
    directory: &HostDirectory,
    confirmation_id: &str,
    hardware: HardwareId,
) -> Result<(String, SigningKey), HostError> {
    let cid = confirmation_id.parse::<ConfirmationId>().map_err(OfflineError::from)?;
    let (key, iid) = key_and_id(directory, hardware)?;
    let (license, seed) = sealed_slots::open_license(&directory.slot_files(), &key, &iid, &cid)?;
    Ok((license, SigningKey::from_seed(seed).map_err(ChainError::Key)?))
}

/// A slot may hold only a license that binds the key beside it.
pub(crate) fn check_bound(license: &VerifiedLicense, key: &SigningKey) -> Result<(), HostError> {
    if license.key == key.public() {
        return Ok(());
    }
    Err(OfflineError::OtherKey.into())
}
