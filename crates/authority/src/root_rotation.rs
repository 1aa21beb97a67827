//! Changing the root key without touching an installation: the old key signs a pack that names the new one; from then on
//! the new one signs; at last the old one is named no more.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::{Authority, ROOT_NEXT, ROOT_PUBLIC, ROOT_SEALED, sealed_folder},
    error::AuthorityError,
    known_roots,
    root::{self, NewSecrets, RootPlace},
    signer::open_secrets::OpenSecrets,
    store::StoreTransaction,
};
use muster_core::{
    authority::{
        key_groups::KeyGroups,
        rotation::{RotationStep, lags},
    },
    lang::Text,
    time::Moment,
};
use muster_platform::{files, state_folder};
use muster_proto::jwk::Jwk;
use muster_trust::jwk::{PublicKey, Sign};
use std::sync::Arc;

const ADDED: Text = Text {
    en: "the next root key is there already: sign a pack, then switch to it",
    ja: "次のルート キーは既に存在します。パックに署名してから、切り替えてください",
};
const NONE_ADDED: Text = Text {
    en: "there is no next root key: make one first",
    ja: "次のルート キーがありません。先に作成してください",
};
const UNNAMED: Text = Text {
    en: "no pack names the next root key yet: sign one and deliver it first",
    ja: "次のルート キーを含むパックがまだありません。先にパックに署名して配布してください",
};
const ELSEWHERE: Text = Text {
    en: "a signer holds the root key: change it without --signer, with the passphrase",
    ja: "ルート キーは署名プロセスで使用されています。--signer を指定せず、パスフレーズを使用して変更してください",
};

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
        let signer = self.secrets.root()?;
        self.store().read(|tx| root_keys(tx, &signer))
    }

    /// Step 1: makes the next root key, sealed with `passphrase`, or with that as the PIN of its token. The next pack names it
    /// beside the one that signs.
    pub fn add_root(
        &self,
        place: &RootPlace,
        passphrase: &str,
        secrets: &NewSecrets,
        now: Moment,
    ) -> Result<PublicKey, AuthorityError> {
        let opened = self.opened()?;
        let next = sealed_folder(&self.directory).join(ROOT_NEXT);
        let key = if next.exists() {
            // Made, and not recorded if the process ended in between.
            let key = root::open(&state_folder::read(&next)?, passphrase)?.key;
            if self.roots()?.iter().any(|root| root.key == key.public()) {
                return Err(AuthorityError::Rotation(ADDED));
            }
            key
        } else {
            let (key, text) = root::create(place, passphrase, secrets, opened.secret.bytes())?;
            files::write_secret(&next, &text)?;
            key
        };
        let public = key.public();
        known_roots::add(&sealed_folder(&self.directory), [self.secrets.root()?, public].map(Jwk::from))?;
        self.store().write(|tx| {
            tx.add_root(&serde_json::to_string(&Jwk::from(public))?)?;
            tx.add_audit(self.root_entry(AuditAction::RootAdd, &public, now))
        })?;
        Ok(public)
    }

    /// Step 2: the next key signs from now on, also in a service that is running. Whoever has installed the newest pack trusts
    /// it already; those known not to have it are named in the error, or returned with `force`.
    pub fn switch_root(&self, passphrase: &str, force: bool, now: Moment) -> Result<Vec<String>, AuthorityError> {
        let next = sealed_folder(&self.directory).join(ROOT_NEXT);
        self.opened()?;
        let text = state_folder::read(&next).map_err(|error| {
            let missing = AuthorityError::Rotation(NONE_ADDED);
            if error.is_not_found() { missing } else { error.into() }
        })?;
        let key = root::open(&text, passphrase)?.key;
        let public = key.public();
        let named = self.store().read(|tx| tx.first_pack_naming(&Jwk::from(public).x))?;
        let named_since = named.ok_or(AuthorityError::Rotation(UNNAMED))?;
        let lagging = self.check_lagging(RotationStep::Switch { named_since }, &public, force, now)?;
        self.store().write(|tx| tx.add_audit(self.root_entry(AuditAction::RootSwitch, &public, now)))?;
        self.write_root(&text, &key)?;
        files::remove(&next)?;
        Ok(lagging)
    }

    /// The secrets in this process: who changes the root key has its passphrase.
    fn opened(&self) -> Result<&OpenSecrets, AuthorityError> {
        self.secrets.in_process().ok_or(AuthorityError::Rotation(ELSEWHERE))
    }

    fn write_root(&self, text: &str, key: &Arc<dyn Sign>) -> Result<(), AuthorityError> {
        let jwk = serde_json::to_string_pretty(&Jwk::from(key.public()))?;
        files::write_public(&self.directory.join(ROOT_PUBLIC), &jwk)?;
        files::write_secret(&sealed_folder(&self.directory).join(ROOT_SEALED), text)?;
        self.opened()?.root.replace(text, key);
        self.secrets.root()?;
        Ok(())
    }

    /// Step 3: only the key that signs is trusted from the next pack on. What older keys signed is worth nothing where that
    /// pack is installed; whoever has a license by one of them is named in the error, or returned with `force`.
    pub fn drop_roots(&self, force: bool, now: Moment) -> Result<Vec<String>, AuthorityError> {
        let signer = self.secrets.root()?;
        let lagging = self.check_lagging(RotationStep::Drop, &signer, force, now)?;
        let own = serde_json::to_string(&Jwk::from(signer))?;
        self.store().write(|tx| {
            tx.trust_only(&own)?;
            tx.add_audit(self.root_entry(AuditAction::RootDrop, &signer, now))
        })?;
        Ok(lagging)
    }

    fn root_entry(&self, action: AuditAction, key: &PublicKey, now: Moment) -> AuditEntry {
        AuditEntry { detail: Some(format!("root key {}", key.thumbprint())), ..self.entry(action, now) }
    }

    /// The names of those that this step leaves behind; an error if there are any and it is not forced.
    fn check_lagging(
        &self,
        step: RotationStep,
        signer: &PublicKey,
        force: bool,
        now: Moment,
    ) -> Result<Vec<String>, AuthorityError> {
        let thumbprint = signer.thumbprint();
        let lagging = self.store().read(|tx| {
            let mut lagging = Vec::new();
            for group in tx
                .follower_groups(&KeyGroups::All, now)?
                .iter()
                .filter(|group| lags(step, &group.as_holder(&thumbprint)))
            {
                lagging.extend(tx.follower_machines(&KeyGroups::All, group, now)?);
            }
            Ok(lagging)
        })?;
        if lagging.is_empty() || force { Ok(lagging) } else { Err(AuthorityError::Lagging(lagging)) }
    }
}

/// The keys that the next pack names; none if there is only the one that signs it.
pub(crate) fn named_roots(tx: &StoreTransaction<'_>, signer: &PublicKey) -> Result<Vec<Jwk>, AuthorityError> {
    let roots = root_keys(tx, signer)?;
    let alone = roots.iter().all(|root| root.trusted == root.signs);
    let trusted = roots.into_iter().filter(|root| root.trusted).map(|root| Jwk::from(root.key));
    Ok(if alone { Vec::new() } else { trusted.collect() })
}

/// The root keys in the order in which they were made.
pub(crate) fn root_keys(tx: &StoreTransaction<'_>, signer: &PublicKey) -> Result<Vec<RootKey>, AuthorityError> {
    let root = |(text, trusted): (String, bool)| {
        let key = text.parse::<PublicKey>().map_err(AuthorityError::RootKey)?;
        Ok(RootKey { key, trusted, signs: key == *signer })
    };
    tx.roots()?.into_iter().map(root).collect()
}
