//! The directory of a host: its trust, its keys and its store.

use crate::{
    AuthorityConfig, HostConfig, HostError, HostSettings,
    config::{StoreConfig, TsigKeyFile},
    store::{MigrationStats, PostgresStore, SqliteStore, Store, migrate},
};
use muster_core::{
    code,
    host::request::HostStatus,
    id::{ApplicationId, HardwareId},
    keys::product_key::{KeyKind, ProductKey},
    pack::Pack,
    time::Moment,
};
use muster_platform::files;
use muster_proto::{authority::LicenseRequest, event, jwk::Jwk};
use muster_trust::{
    anchors::TrustAnchors,
    chain::VerifiedLicense,
    jwk::{PublicKey, SigningKey},
    jws::Kind,
};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

const CONFIG: &str = "host.toml";
const ROOT: &str = "root.jwk";
const PACK: &str = "pack.jws";
const SIGNING_KEY: &str = "host-key.jwk";
const PRODUCT_KEY: &str = "product-key.txt";
const LICENSE: &str = "host-license.jws";
const STORE: &str = "host.db";
const LOCK: &str = "host.lock";

/// An activation host as its directory describes it.
pub struct Host {
    directory: PathBuf,
    /// The configuration.
    pub config: HostConfig,
    /// The key that everything is trusted by.
    pub root: PublicKey,
    trust: TrustAnchors,
    license: Option<String>,
    credential: Option<VerifiedLicense>,
}

impl Host {
    /// Makes a host in `directory`: trust, license pack, configuration, and a key of its own from `seed`.
    pub fn init(directory: &Path, root: &str, pack: &str, config: &str, seed: [u8; 32]) -> Result<Self, HostError> {
        if directory.join(SIGNING_KEY).exists() {
            return Err(HostError::Exists(directory.display().to_string()));
        }
        let parsed = HostConfig::parse(config, Path::new(CONFIG))?;
        TrustAnchors::open(pack, &public_key(root, Path::new(ROOT))?)?;
        let key =
            SigningKey::from_seed(seed).map_err(|problem| HostError::Key { file: SIGNING_KEY.into(), problem })?;
        files::make_directory(directory)?;
        files::write_public(&directory.join(ROOT), root)?;
        files::write_public(&directory.join(PACK), pack)?;
        files::write_public(&directory.join(CONFIG), config)?;
        if parsed.store.postgres.is_none() {
            SqliteStore::open(&directory.join(STORE))?;
        }
        // Last, for it is what makes the directory a host.
        let jwk = serde_json::to_string(&Jwk::from(&key)).unwrap_or_default();
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
        let trust = TrustAnchors::open(&files::read(&path(PACK))?, &root)?;
        let license = optional(files::read(&path(LICENSE)))?;
        let credential =
            license.as_deref().map(|text| VerifiedLicense::open(text, Kind::HostLicense, &trust)).transpose()?;
        Ok(Self { directory: directory.to_owned(), config, root, trust, license, credential })
    }

    /// Where it keeps its state.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Where the authority is: as configured, with its certificate file found from here, else as the license pack says.
    pub fn authority(&self) -> Option<AuthorityConfig> {
        let configured = self
            .config
            .authority
            .clone()
            .map(|authority| AuthorityConfig { ca: authority.ca.map(|path| self.directory.join(path)), ..authority });
        configured.or_else(|| self.pack().authority.clone().map(|url| AuthorityConfig { url, ca: None }))
    }

    /// The license pack.
    pub fn pack(&self) -> &Pack {
        &self.trust.pack
    }

    /// The license pack and the root keys that are trusted with it.
    pub fn trust(&self) -> &TrustAnchors {
        &self.trust
    }

    /// Installs a newer license pack. A running host decides the next request by it.
    pub fn install_pack(&mut self, text: &str, now: Moment) -> Result<u32, HostError> {
        let trust = self.trust.update(text)?;
        files::write_public(&self.directory.join(PACK), trust.document())?;
        self.trust = trust;
        self.store()?.add_event(&event::pack_installed(self.pack().version, now))?;
        Ok(self.pack().version)
    }

    /// The file of the license pack.
    pub(crate) fn pack_path(&self) -> PathBuf {
        self.directory.join(PACK)
    }

    /// The files that a running host decides by.
    pub(crate) fn watched(&self) -> [PathBuf; 4] {
        [PACK, LICENSE, SIGNING_KEY, CONFIG].map(|name| self.directory.join(name))
    }

    /// Whether it may answer at `now`.
    pub fn standing(&self, now: Moment) -> HostStatus<'_> {
        match &self.credential {
            Some(credential) if credential.in_force(now).is_ok() => HostStatus::Activated(&credential.products),
            _ => HostStatus::NotActivated,
        }
    }

    /// Its license, if it was activated.
    pub fn credential(&self) -> Option<&VerifiedLicense> {
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
        if self.pack().group(group).is_none() {
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
        text.trim()
            .parse()
            .map_err(|error: muster_core::keys::product_key::KeyError| HostError::ProductKey(error.to_string()))
    }

    /// What to ask the authority for: a license for the installed host key, bound to this host's own key. `hardware` is
    /// this machine's.
    pub fn license_request(&self, hardware: HardwareId) -> Result<LicenseRequest, HostError> {
        Ok(LicenseRequest {
            version: 1,
            key: self.product_key()?.reveal(),
            hardware,
            machine: self.config.name.clone(),
            jwk: Jwk::from(self.signing_key()?.public()),
        })
    }

    /// Takes the license that the authority issued, once it has verified.
    pub fn install_license(&mut self, document: &str) -> Result<(), HostError> {
        let credential = VerifiedLicense::open(document, Kind::HostLicense, &self.trust)?;
        files::write_public(&self.directory.join(LICENSE), document)?;
        self.license = Some(document.to_owned());
        self.credential = Some(credential);
        Ok(())
    }

    /// Takes a license that was delivered with its key: from now on the host signs with that key.
    pub(crate) fn install_license_with_key(&mut self, document: &str, key: &SigningKey) -> Result<(), HostError> {
        let credential = VerifiedLicense::open(document, Kind::HostLicense, &self.trust)?;
        if credential.key != key.public() {
            return Err(HostError::Offline(code::OFFLINE_NOT_BOUND, "the license binds another key".into()));
        }
        let jwk = serde_json::to_string(&Jwk::from(key)).unwrap_or_default();
        files::write_secret(&self.directory.join(SIGNING_KEY), &jwk)?;
        self.install_license(document)
    }

    /// Opens its store. Not from an async task: a database is waited for.
    pub(crate) fn store(&self) -> Result<Box<dyn Store>, HostError> {
        match self.database(&self.config.store)? {
            Some(database) => Ok(Box::new(database)),
            None => Ok(Box::new(SqliteStore::open(&self.directory.join(STORE))?)),
        }
    }

    /// The database that a configuration names; relative paths are from the host's directory.
    fn database(&self, config: &StoreConfig) -> Result<Option<PostgresStore>, HostError> {
        let StoreConfig { postgres, password_file, ca } = config;
        let Some(connection) = postgres else { return Ok(None) };
        let password = password_file.as_ref().map(|path| files::read(&self.directory.join(path))).transpose()?;
        let ca = ca.as_ref().map(|path| self.directory.join(path));
        let password = password.as_deref().map(str::trim);
        Ok(Some(PostgresStore::new(connection, password, ca.as_deref(), &self.config.name)?))
    }

    /// Moves count, inventory and history into a PostgreSQL database that holds nothing yet, and names it in `host.toml`. The
    /// old store stays as it is. Not while the host is running.
    pub fn migrate(&self, target: &StoreConfig) -> Result<MigrationStats, HostError> {
        let _alone = self.lock()?;
        if self.config.store.postgres.is_some() {
            let problem = "the host's store is in PostgreSQL already".to_owned();
            return Err(HostError::Config { file: CONFIG.into(), problem });
        }
        let Some(mut database) = self.database(target)? else { return Ok(MigrationStats::default()) };
        let mut store = SqliteStore::open(&self.directory.join(STORE))?;
        let moved = migrate(&mut store, &mut database, &self.applications())?;
        let file = self.directory.join(CONFIG);
        let text = format!("{}\n{}", files::read(&file)?.trim_end(), target.to_toml());
        HostConfig::parse(&text, &file)?;
        files::write_public(&file, &text)?;
        Ok(moved)
    }

    /// Makes sure that no other process serves from this directory; until what is returned is dropped.
    pub(crate) fn lock(&self) -> Result<File, HostError> {
        let path = self.directory.join(LOCK);
        let file = files::touch(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(HostError::Running(self.directory.display().to_string())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The applications of the license pack, with the highest threshold of each.
    pub(crate) fn applications(&self) -> Vec<(ApplicationId, u32)> {
        let pack = self.pack();
        pack.applications.iter().map(|application| (application.id, pack.threshold(application.id))).collect()
    }

    /// What `slmgr` has set.
    pub fn settings(&self) -> Result<HostSettings, HostError> {
        Ok(self.store()?.settings()?)
    }

    /// Changes what `slmgr` sets.
    pub fn change_settings(&self, change: impl FnOnce(&mut HostSettings)) -> Result<HostSettings, HostError> {
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
