//! The machine's key: it signs what the agent tells its hosts, and opens the product keys that they seal to this machine.

use crate::{error::ClientError, store::Store};
use muster_platform::{entropy::Entropy, files, state_folder};
use muster_proto::jwk::Jwk;
use muster_trust::jwk::SigningKey;
use std::path::Path;

const FILE: &str = "machine-key.jwk";

/// The thumbprint of the machine's key; `None` before the agent has made one.
pub(crate) fn thumbprint(directory: &Path) -> Result<Option<String>, ClientError> {
    Ok(read(directory)?.map(|key| key.public().thumbprint()))
}

/// The machine's key, which is made where there is none.
pub(crate) fn read_or_make(store: &Store, entropy: &Entropy) -> Result<SigningKey, ClientError> {
    if let Some(key) = read(&store.directory)? {
        return Ok(key);
    }
    let _locked = store.lock()?;
    if let Some(key) = read(&store.directory)? {
        return Ok(key);
    }
    let path = store.directory.join(FILE);
    let wrong = |problem| ClientError::MachineKey { path: path.display().to_string(), problem };
    let key = SigningKey::from_seed(entropy.bytes()).map_err(wrong)?;
    files::write_secret(&path, &serde_json::to_string(&Jwk::from(&key)).unwrap_or_default())?;
    Ok(key)
}

fn read(directory: &Path) -> Result<Option<SigningKey>, ClientError> {
    let path = directory.join(FILE);
    let text = match state_folder::read(&path) {
        Err(error) if error.is_not_found() => return Ok(None),
        text => text?,
    };
    let wrong = |problem| ClientError::MachineKey { path: path.display().to_string(), problem };
    text.parse().map(Some).map_err(wrong)
}
