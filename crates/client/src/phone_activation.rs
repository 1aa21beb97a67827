//! Activation without a network: the installation id that is told to the vendor, and what its confirmation id opens.

use crate::{env::Env, error::ClientError, store::Store, stored_activation::StoredActivation, ways::mak};
use muster_core::{
    id::ActivationId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::ProductKey,
    },
};
use muster_platform::files;
use muster_proto::slot_file::SlotFile;
use muster_trust::{
    chain::VerifiedLicense,
    installation_id,
    jws::Kind,
    sealed_slots::{self, OfflineError},
};
use std::path::PathBuf;

const FOLDER: &str = "offline";

/// The installation id of a product with a MAK. It stays the same until it was used.
pub(crate) fn installation_id(store: &Store, id: ActivationId, env: &Env) -> Result<InstallationId, ClientError> {
    Ok(key_and_id(store, id, env)?.1)
}

/// The installed MAK of a product, and the installation id that it has now.
pub(crate) fn key_and_id(
    store: &Store,
    id: ActivationId,
    env: &Env,
) -> Result<(ProductKey, InstallationId), ClientError> {
    let key = mak::product_key(store, id)?;
    let nonce = installation_id::nonce(store.state.cmid().as_bytes(), store.installed(id)?.0.deposits);
    let hardware = store.state.hardware(&env.machine).short();
    Ok((key, installation_id::installation_id(&key, ActivationTarget::Machine, hardware, nonce)))
}

/// The activation that a confirmation id opens.
pub(crate) fn activation(
    store: &Store,
    id: ActivationId,
    text: &str,
    env: &Env,
) -> Result<StoredActivation, ClientError> {
    let cid = confirmation_id(text)?;
    let (key, iid) = key_and_id(store, id, env)?;
    let (license, seed) = sealed_slots::open_license(&slot_files(store)?, &key, &iid, &cid)?;
    let verified = VerifiedLicense::open(&license, Kind::MakLicense, &store.anchors)?;
    mak::with_license(store, id, (&license, &verified), seed, store.state.trusted_now(env.now), env)
}

/// Installs the offline license file of a key.
pub(crate) fn install_slots(store: &Store, text: &str) -> Result<SlotFile, ClientError> {
    let file = SlotFile::parse(text).map_err(ClientError::LicenseFile)?;
    files::make_directory(&folder(store))?;
    files::write_secret(&folder(store).join(file.storage_name()), text)?;
    Ok(file)
}

/// The offline license files that are installed.
pub(crate) fn slot_files(store: &Store) -> Result<Vec<SlotFile>, ClientError> {
    let texts = files::read_all(&folder(store))?;
    Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

fn folder(store: &Store) -> PathBuf {
    store.directory.join(FOLDER)
}

fn confirmation_id(text: &str) -> Result<ConfirmationId, OfflineError> {
    Ok(text.parse::<ConfirmationId>()?)
}

/// A directory is activated as a machine with a host key is.
#[cfg(feature = "directory")]
pub(crate) mod directory {
    use super::{confirmation_id, slot_files};
    use crate::{
        activation_objects::{self, Directory},
        error::ClientError,
        store::Store,
    };
    use muster_core::keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::ProductKey,
    };
    use muster_trust::{installation_id, sealed_slots};

    /// The installation id that activates the directory with a host key. It stays the same until it was used.
    pub(crate) fn installation_id(store: &Store, key: &str) -> Result<InstallationId, ClientError> {
        Ok(key_and_id(store, key, &activation_objects::open(store)?)?.1)
    }

    fn key_and_id(
        store: &Store,
        key: &str,
        directory: &Directory,
    ) -> Result<(ProductKey, InstallationId), ClientError> {
        let key = activation_objects::host_key(key)?;
        let nonce = installation_id::nonce(store.state.cmid().as_bytes(), store.state.directory_deposits);
        let hardware = directory.identity().short();
        Ok((key, installation_id::installation_id(&key, ActivationTarget::Directory, hardware, nonce)))
    }

    /// Creates the activation object that a confirmation id opens. Returns its distinguished name.
    pub(crate) fn apply_confirmation_id(
        store: &mut Store,
        key: &str,
        text: &str,
        name: Option<&str>,
    ) -> Result<String, ClientError> {
        let cid = confirmation_id(text)?;
        let mut directory = activation_objects::open(store)?;
        let (key, iid) = key_and_id(store, key, &directory)?;
        let (license, seed) = sealed_slots::open_license(&slot_files(store)?, &key, &iid, &cid)?;
        let dn = activation_objects::create(store, &mut directory, name, &license, &seed)?;
        store.change(|state| {
            state.directory_deposits += 1;
            Ok(())
        })?;
        Ok(dn)
    }
}
