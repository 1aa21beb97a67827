//! The public parts of the root keys that were made beside a sealed one: a signer lets a license pack name no other. Whoever writes the
//! store of the authority cannot write this file, where it lies in the folder of a signer.

use crate::error::AuthorityError;
use muster_core::lang::Text;
use muster_platform::{files, state_folder};
use muster_proto::jwk::Jwk;
use std::path::Path;

const KNOWN: &str = "root.known.json";

/// The keys that were noted in a folder.
pub(crate) fn read(folder: &Path) -> Result<Vec<Jwk>, AuthorityError> {
    match state_folder::read(&folder.join(KNOWN)) {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        text => serde_json::from_str(&text?).map_err(|_| {
            AuthorityError::Damaged(Text {
                en: "the list of root keys (root.known.json)",
                ja: "ルート キーの一覧 (root.known.json) ",
            })
        }),
    }
}

/// Notes these keys there, too.
pub(crate) fn add(folder: &Path, keys: impl IntoIterator<Item = Jwk>) -> Result<(), AuthorityError> {
    let mut known = read(folder)?;
    for key in keys {
        if known.iter().all(|known| known.x != key.x) {
            known.push(key);
        }
    }
    files::write_public(&folder.join(KNOWN), &serde_json::to_string_pretty(&known)?)?;
    Ok(())
}
