//! A host as its directory describes it, with its chain of trust verified.

use crate::{
    config::HostConfig,
    config_files::ConfigFiles,
    error::HostError,
    host_directory::{HostDirectory, parse_config, parse_root},
    phone_activation,
    store::SqliteStore,
};
use muster_core::{
    event::Occurrence,
    host::request::HostStatus,
    id::{ApplicationId, HardwareId, Nonce},
    keys::{
        installation_id::InstallationId,
        product_key::{KeyKind, ProductKey},
    },
    pack::Pack,
    sentence,
    time::Moment,
};
use muster_platform::machine::Machine;
use muster_proto::{
    authority::{AuthorityConfig, LicenseRequest},
    event::Event,
    jwk::Jwk,
    slot_file::SlotFile,
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::VerifiedLicense,
    jwk::{PublicKey, SigningKey},
    jws::Kind,
    license_request,
};
use std::path::Path;

/// An activation host: configuration, trust, and the license that it was activated with.
pub struct Host {
    pub(crate) directory: HostDirectory,
    /// `host.toml`.
    pub config: HostConfig,
    /// The vendor's root key that the host was installed with.
    pub root: PublicKey,
    anchors: TrustAnchors,
    license: Option<HostLicense>,
}

struct HostLicense {
    document: String,
    verified: VerifiedLicense,
}

impl Host {
    /// Creates a host in `directory` with its root key, license pack, configuration, and a signing key from `seed`.
    pub fn init(directory: &Path, root: &str, pack: &str, config: &str, seed: [u8; 32]) -> Result<Self, HostError> {
        Self::init_with(directory, root, pack, config, &ConfigFiles::default(), seed)
    }

    /// The same with the files that the configuration names by relative paths.
    pub fn init_with(
        directory: &Path,
        root: &str,
        pack: &str,
        config: &str,
        named: &ConfigFiles,
        seed: [u8; 32],
    ) -> Result<Self, HostError> {
        let parsed = parse_config(config)?;
        TrustAnchors::open(pack, &parse_root(root, Path::new("root.jwk"))?)?;
        let key =
            SigningKey::from_seed(seed).map_err(|problem| HostError::Key { file: "host-key.jwk".into(), problem })?;
        let files = HostDirectory::create(directory, root, pack, config)?;
        named.write(&files)?;
        if parsed.store.postgres.is_none() {
            SqliteStore::open(&files.store_path())?;
        }
        files.write_signing_key(&key)?;
        Self::open(directory)
    }

    /// Opens the host in `directory` and verifies its pack and license. With a license that its pack does not trust the host is not
    /// activated; it may ask for another.
    pub fn open(directory: &Path) -> Result<Self, HostError> {
        let directory = HostDirectory::open(directory)?;
        let (config, root) = (directory.config()?, directory.root()?);
        let anchors = TrustAnchors::open(&directory.pack()?, &root)?;
        let license = stored_license(&directory, &anchors)?;
        Ok(Self { directory, config, root, anchors, license })
    }

    /// Where the host keeps its files.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// The authority's address: as configured, with its certificate file resolved, else as the license pack says.
    pub fn authority(&self) -> Option<AuthorityConfig> {
        let configured = self.config.authority.clone().map(|authority| {
            let ca = authority.ca.map(|path| self.directory.resolve(&path));
            AuthorityConfig { ca, ..authority }
        });
        configured.or_else(|| self.pack().authority.clone().map(|url| AuthorityConfig { url, ca: None }))
    }

    /// The license pack in force.
    pub fn pack(&self) -> &Pack {
        &self.anchors.pack
    }

    /// The license pack and the root keys that are trusted with it.
    pub fn anchors(&self) -> &TrustAnchors {
        &self.anchors
    }

    /// Installs a newer license pack and returns its version: newer than what is on disk now, which another process may have
    /// written since. A running host decides the next request by it.
    pub fn install_pack(&mut self, text: &str, now: Moment) -> Result<u32, HostError> {
        let locked = self.directory.lock_pack()?;
        self.anchors = TrustAnchors::open(&self.directory.pack()?, &self.root)?;
        let anchors = self.anchors.update(text)?;
        self.directory.write_pack(anchors.document())?;
        drop(locked);
        self.license = stored_license(&self.directory, &anchors)?;
        self.anchors = anchors;
        self.open_store()?.add_event(&Event::new(&Occurrence::PackInstalled { version: self.pack().version }, now))?;
        Ok(self.pack().version)
    }

    /// Whether the license on disk, if there is one, is not by the root key that signed the newest pack: the vendor is changing its
    /// root key, and the host should ask again.
    pub fn has_license_by_older_root(&self) -> Result<bool, HostError> {
        let older = |license: &HostLicense| license.verified.signer != self.anchors.signer;
        Ok(self.license.as_ref().map_or(self.directory.license()?.is_some(), older))
    }

    /// Whether the host may answer requests at `now`.
    pub fn status(&self, now: Moment) -> HostStatus<'_> {
        match self.license() {
            _ if !self.pack().activates(now) => HostStatus::PackEnded,
            Some(license) if license.in_force(now).is_ok() => HostStatus::Activated(&license.products),
            _ => HostStatus::NotActivated,
        }
    }

    /// The verified host license; `None` before the host is activated.
    pub fn license(&self) -> Option<&VerifiedLicense> {
        self.license.as_ref().map(|license| &license.verified)
    }

    /// The host license as the authority signed it.
    pub fn license_document(&self) -> Option<&str> {
        self.license.as_ref().map(|license| license.document.as_str())
    }

    /// Installs the license that the authority issued to this host on `machine`.
    ///
    /// # Errors
    /// [`HostError::OtherMachine`] if the license binds other hardware than [`Self::hardware`] said; nothing is installed then.
    pub fn install_license_on(&mut self, machine: &Machine, document: &str) -> Result<(), HostError> {
        let license = verify(document.to_owned(), &self.anchors)?;
        if license.verified.license.hardware.is_some_and(|bound| self.hardware(machine).ok() != Some(bound)) {
            return Err(HostError::OtherMachine);
        }
        self.enroll(machine)?;
        self.install_license(document)
    }

    /// Installs a license that was renewed for the machine that is enrolled.
    pub fn install_license(&mut self, document: &str) -> Result<(), HostError> {
        let license = verify(document.to_owned(), &self.anchors)?;
        self.directory.write_license(document)?;
        self.license = Some(license);
        Ok(())
    }

    /// The key that activations are signed with.
    pub fn signing_key(&self) -> Result<SigningKey, HostError> {
        self.directory.signing_key()
    }

    /// Installs a host key (CSVLK). Only the authority can tell another vendor's key.
    pub fn install_key(&self, key: &ProductKey) -> Result<(), HostError> {
        let group = Some(key.claim()).filter(|claim| claim.kind == KeyKind::Host);
        let group = group.ok_or(HostError::NoHostKey)?.group;
        if self.pack().group(group).is_none() {
            return Err(HostError::ProductKey(sentence!(
                "the license pack has no key group {group}",
                "ライセンス パックにキー グループ {group} がありません"
            )));
        }
        self.directory.write_product_key(key)
    }

    /// Removes the host key and the license that came with it.
    pub fn remove_key(&self) -> Result<(), HostError> {
        self.directory.remove_product_key()
    }

    /// The installed host key.
    pub fn product_key(&self) -> Result<ProductKey, HostError> {
        self.directory.product_key()
    }

    /// The request at `now` for a license for the installed host key, bound to this host's signing key, which signs the request,
    /// and to `hardware`.
    pub fn license_request(
        &self,
        hardware: HardwareId,
        nonce: Nonce,
        now: Moment,
    ) -> Result<LicenseRequest, HostError> {
        let key = self.signing_key()?;
        let request = LicenseRequest {
            version: 1,
            key: self.product_key()?.reveal(),
            hardware,
            machine: self.config.name.clone(),
            cmid: None,
            nonce,
            time: now.unix(),
            jwk: Jwk::from(key.public()),
            pack: self.pack().version,
            signature: String::new(),
        };
        Ok(license_request::sign(request, &key)?)
    }

    /// The installation id of this host with its installed host key. It changes when a confirmation id is applied.
    pub fn installation_id(&self, machine: &Machine) -> Result<InstallationId, HostError> {
        phone_activation::installation_id(&self.directory, self.hardware(machine)?)
    }

    /// Installs an offline license file, whose slots confirmation ids open.
    pub fn install_slots(&self, text: &str) -> Result<SlotFile, HostError> {
        phone_activation::install_slots(&self.directory, text)
    }

    /// Activates the host on `machine` with a confirmation id.
    pub fn apply_confirmation_id(&mut self, text: &str, machine: &Machine) -> Result<(), HostError> {
        let (document, key) = phone_activation::open_slot(&self.directory, text, self.hardware(machine)?)?;
        let license = verify(document, &self.anchors)?;
        phone_activation::check_bound(&license.verified, &key)?;
        self.enroll(machine)?;
        self.directory.write_signing_key(&key)?;
        self.directory.write_license(&license.document)?;
        self.license = Some(license);
        Ok(())
    }

    /// The applications of the license pack, with the highest threshold of each.
    pub(crate) fn applications(&self) -> Vec<(ApplicationId, u32)> {
        let pack = self.pack();
        pack.applications.iter().map(|application| (application.id, pack.threshold(application.id))).collect()
    }
}

/// The license on disk, if the anchors trust it.
fn stored_license(directory: &HostDirectory, anchors: &TrustAnchors) -> Result<Option<HostLicense>, HostError> {
    let Some(document) = directory.license()? else { return Ok(None) };
    match verify(document, anchors) {
        Ok(license) => Ok(Some(license)),
        Err(HostError::Chain(error)) => {
            tracing::warn!(%error, "the license pack does not trust the host license: activate the host again");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn verify(document: String, anchors: &TrustAnchors) -> Result<HostLicense, HostError> {
    let verified = VerifiedLicense::open(&document, Kind::HostLicense, anchors)?;
    Ok(HostLicense { document, verified })
}
