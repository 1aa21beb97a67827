//! Changing the root key without touching an installation: the old key signs a pack that names the new one; from then on
//! the new one signs; at last the old one is named no more.

use crate::{
    authority::{Authority, ROOT_NEXT, ROOT_PUBLIC, ROOT_SEALED},
    error::AuthorityError,
    root::{self, NewSecrets, RootPlace},
};
use muster_platform::{files, state_folder};
use muster_proto::jwk::Jwk;
use muster_trust::jwk::PublicKey;

/// A root key of this authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootKey {
    /// The key.
    pub key: PublicKey,
    /// Whether packs name it.
    pub trusted: bool,
    /// Whether it signs.
    pub signs: bool,
}

impl Authority {
    /// Every root key there was, oldest first.
    pub fn roots(&self) -> Result<Vec<RootKey>, AuthorityError> {
        let rows = self.store().write(|tx| tx.roots())?;
        let root = |(text, trusted): (String, bool)| {
            let key = text.parse::<PublicKey>().map_err(AuthorityError::RootKey)?;
            Ok(RootKey { key, trusted, signs: key == self.root() })
        };
        rows.into_iter().map(root).collect()
    }

    /// Step 1: makes the next root key. The next pack names it beside the one that signs.
    pub fn add_root(
        &self,
        place: &RootPlace,
        passphrase: &str,
        secrets: &NewSecrets,
    ) -> Result<PublicKey, AuthorityError> {
        let next = self.directory.join(ROOT_NEXT);
        if next.exists() {
            return Err(AuthorityError::Rotation("the next root key is there already: sign a pack, then switch to it"));
        }
        let (key, text) = root::create(place, passphrase, secrets, self.secret.bytes())?;
        files::write_secret(&next, &text)?;
        let public = key.public();
        self.store().write(|tx| tx.add_root(&serde_json::to_string(&Jwk::from(public))?))?;
        Ok(public)
    }

    /// Step 2: the next key signs from now on. Whoever has installed the newest pack trusts it already.
    pub fn switch_root(self, passphrase: &str) -> Result<Self, AuthorityError> {
        let next = self.directory.join(ROOT_NEXT);
        let text = state_folder::read(&next).map_err(|error| {
            let missing = AuthorityError::Rotation("there is no next root key: make one first");
            if error.is_not_found() { missing } else { error.into() }
        })?;
        let key = root::open(&text, passphrase)?.key;
        if !self.anchors()?.roots.contains(&key.public()) {
            return Err(AuthorityError::Rotation("no pack names the next root key yet: sign one and deliver it first"));
        }
        let jwk = serde_json::to_string_pretty(&Jwk::from(key.public()))?;
        files::write_public(&self.directory.join(ROOT_PUBLIC), &jwk)?;
        files::write_secret(&self.directory.join(ROOT_SEALED), &text)?;
        files::remove(&next)?;
        Ok(Self { root: key, ..self })
    }

    /// Step 3: only the key that signs is trusted from the next pack on. What older keys signed is worth nothing where that
    /// pack is installed: every host has to be activated again before.
    pub fn drop_roots(&self) -> Result<(), AuthorityError> {
        let own = serde_json::to_string(&Jwk::from(self.root()))?;
        self.store().write(|tx| tx.trust_only(&own))
    }

    /// The keys that the next pack names; none if there is only the one that signs it.
    pub(crate) fn named_roots(&self) -> Result<Vec<Jwk>, AuthorityError> {
        let trusted: Vec<_> = self.roots()?.into_iter().filter(|root| root.trusted).map(|root| root.key).collect();
        let alone = trusted == [self.root()];
        Ok(if alone { Vec::new() } else { trusted.into_iter().map(Jwk::from).collect() })
    }
}
