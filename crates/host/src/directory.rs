//! The directory of a host: its trust, its keys and its store.

use crate::{HostConfig, HostError, Settings, config::TsigKeyFile, store::Store};
use muster_core::{
    key::{KeyKind, ProductKey},
    pack::Pack,
    request::HostStanding,
    time::Moment,
};
use muster_service::files;
use muster_wire::{
    chain::{self, HostCredential},
    jwk::{Jwk, PublicKey, SigningKey},
};
use std::path::{Path, PathBuf};

const CONFIG: &str = "host.toml";
const ROOT: &str = "root.jwk";
const PACK: &str = "pack.jws";
const SIGNING_KEY: &str = "host-key.jwk";
const PRODUCT_KEY: &str = "product-key.txt";
const LICENSE: &str = "host-license.jws";
const STORE: &str = "host.db";

/// An activation host as its directory describes it.
pub struct Host {
    directory: PathBuf,
    /// The configuration.
    pub config: HostConfig,
    /// The key that everything is trusted by.
    pub root: PublicKey,
    /// The license pack.
    pub pack: Pack,
    license: Option<String>,
    credential: Option<HostCredential>,
}

impl Host {
    /// Makes a host in `directory`: trust, license pack, configuration, and a key of its own from `seed`.
    pub fn init(directory: &Path, root: &str, pack: &str, config: &str, seed: [u8; 32]) -> Result<Self, HostError> {
        if directory.join(SIGNING_KEY).exists() {
            return Err(HostError::Exists(directory.display().to_string()));
        }
        HostConfig::parse(config, Path::new(CONFIG))?;
        chain::open_pack(pack, &public_key(root, Path::new(ROOT))?)?;
        let key =
            SigningKey::from_seed(seed).map_err(|problem| HostError::Key { file: SIGNING_KEY.into(), problem })?;
        files::make_directory(directory)?;
        files::write_public(&directory.join(ROOT), root)?;
        files::write_public(&directory.join(PACK), pack)?;
        files::write_public(&directory.join(CONFIG), config)?;
        Store::open(&directory.join(STORE))?;
        // Last, for it is what makes the directory a host.
        let jwk = serde_json::to_string(&Jwk::private(&key)).unwrap_or_default();
        files::write_secret(&directory.join(SIGNING_KEY), &jwk)?;
        Self::open(directory)
    }

    /// Opens the host in `directory` and checks its chain of trust.
    pub fn open(directory: &Path) -> Result<Self, HostError> {
        let path = |name: &str| directory.join(name);
        if !path(SIGNING_KEY).exists() {
            return Err(HostError::Missing(directory.display().to_string()));
        }
        let config = HostConfig::parse(&files::read(&path(CONFIG))?, &path(CONFIG))?;
        let root = public_key(&files::read(&path(ROOT))?, &path(ROOT))?;
        let pack = chain::open_pack(&files::read(&path(PACK))?, &root)?;
        let license = optional(files::read(&path(LICENSE)))?;
        let credential = license.as_deref().map(|text| HostCredential::open(text, &root, &pack)).transpose()?;
        Ok(Self { directory: directory.to_owned(), config, root, pack, license, credential })
    }

    /// Whether it may answer at `now`.
    pub fn standing(&self, now: Moment) -> HostStanding<'_> {
        match &self.credential {
            Some(credential) if credential.in_force(now).is_ok() => HostStanding::Activated(&credential.products),
            _ => HostStanding::NotActivated,
        }
    }

    /// Its license, if it was activated.
    pub fn credential(&self) -> Option<&HostCredential> {
        self.credential.as_ref()
    }

    /// Its license as the authority signed it.
    pub fn license_document(&self) -> Option<&str> {
        self.license.as_deref()
    }

    /// The key that it signs with.
    pub fn signing_key(&self) -> Result<SigningKey, HostError> {
        let path = self.directory.join(SIGNING_KEY);
        let fail = |problem| HostError::Key { file: path.display().to_string(), problem };
        files::read(&path)?.parse().map_err(fail)
    }

    /// Installs a host key (CSVLK). Another vendor's key is found only by the authority.
    pub fn install_key(&self, key: &ProductKey) -> Result<(), HostError> {
        let group = key.claim().filter(|claim| claim.kind == KeyKind::Host);
        let group = group.ok_or_else(|| HostError::ProductKey("it is not a host key (CSVLK)".into()))?.group;
        if self.pack.group(group).is_none() {
            return Err(HostError::ProductKey(format!("the license pack has no key group {group}")));
        }
        Ok(files::write_secret(&self.directory.join(PRODUCT_KEY), &key.reveal())?)
    }

    /// Removes the host key and the license that came with it.
    pub fn remove_key(&self) -> Result<(), HostError> {
        self.product_key()?;
        for name in [PRODUCT_KEY, LICENSE] {
            files::remove(&self.directory.join(name))?;
        }
        Ok(())
    }

    /// The installed host key.
    pub fn product_key(&self) -> Result<ProductKey, HostError> {
        let text = optional(files::read(&self.directory.join(PRODUCT_KEY)))?.ok_or(HostError::NoProductKey)?;
        text.trim().parse().map_err(|error: muster_core::key::KeyError| HostError::ProductKey(error.to_string()))
    }

    /// Takes the license that the authority issued, once it has verified.
    pub(crate) fn install_license(&mut self, document: &str) -> Result<(), HostError> {
        let credential = HostCredential::open(document, &self.root, &self.pack)?;
        files::write_public(&self.directory.join(LICENSE), document)?;
        self.license = Some(document.to_owned());
        self.credential = Some(credential);
        Ok(())
    }

    /// Opens its store.
    pub(crate) fn store(&self) -> Result<Store, HostError> {
        Store::open(&self.directory.join(STORE))
    }

    /// What `slmgr` has set.
    pub fn settings(&self) -> Result<Settings, HostError> {
        Ok(self.store()?.settings()?)
    }

    /// Changes what `slmgr` sets.
    pub fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<Settings, HostError> {
        let mut store = self.store()?;
        let mut settings = store.settings()?;
        change(&mut settings);
        store.set_settings(&settings)?;
        Ok(settings)
    }

    /// The TSIG key that it publishes with. A relative path is one from the host's directory.
    pub(crate) fn tsig_key(&self, path: &Path) -> Result<TsigKeyFile, HostError> {
        let path = self.directory.join(path);
        TsigKeyFile::parse(&files::read(&path)?, &path)
    }

    /// A file that the configuration names.
    pub(crate) fn file(&self, path: &Path) -> PathBuf {
        self.directory.join(path)
    }
}

fn public_key(text: &str, file: &Path) -> Result<PublicKey, HostError> {
    text.parse().map_err(|problem| HostError::Key { file: file.display().to_string(), problem })
}

fn optional(text: Result<String, files::FileError>) -> Result<Option<String>, HostError> {
    match text {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error.into()),
    }
}
