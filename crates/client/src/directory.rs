//! The directory of a client: trust, license pack, state and events.

use crate::{
    ClientConfig, ClientError, Env, events,
    state::{Installed, State},
    state_file::StateFile,
};
use muster_core::{
    client::{
        activation::Channel,
        license::{License, LicenseState, Period},
    },
    code,
    event::Occurrence,
    hardware,
    id::{ActivationId, Cmid},
    keys::product_key::{KeyKind, ProductKey},
    pack::{Pack, Product},
    time::{Moment, Span},
};
use muster_platform::{files, machine::Machine};
use muster_proto::{activation::Activation, event::Event};
use muster_trust::{
    anchors::TrustAnchors,
    certificate,
    chain::{self, Expected, VerifiedLicense},
    issuance_license,
    jwk::PublicKey,
    jws::Kind,
    token,
};
use std::path::{Path, PathBuf};

const ROOT: &str = "root.jwk";
const PACK: &str = "pack.jws";
/// Trusted time is written down this often at least; what is lost with a crash is less than this.
const WITNESS_EVERY: Span = Span::hours(1);

/// A client. Several processes may have it open: each change reads the state anew, under a lock.
#[derive(Debug)]
pub struct Client {
    pub(crate) directory: PathBuf,
    pub(crate) root: PublicKey,
    pub(crate) trust: TrustAnchors,
    pub(crate) config: ClientConfig,
    pub(crate) state: State,
    file: StateFile,
    recovered: Option<String>,
}

impl Client {
    /// Makes a client in `directory` that trusts `root`.
    pub fn init(directory: &Path, root: &str, pack: &str, env: &Env) -> Result<Self, ClientError> {
        let key = public_key(root, Path::new(ROOT))?;
        TrustAnchors::open(pack, &key)?;
        files::make_directory(directory)?;
        let file = StateFile::new(directory);
        let locked = file.lock()?;
        if file.exists() {
            return Err(ClientError::Exists(directory.display().to_string()));
        }
        for (name, text) in [(ROOT, root), (PACK, pack)] {
            files::write_public(&directory.join(name), text)?;
        }
        locked.save(&State::new(Cmid::from_random(env.entropy.bytes()), env.machine.readings()))?;
        drop(locked);
        Self::open(directory, env.now)
    }

    /// Opens the client in `directory` and checks its pack. A damaged state is replaced by its copy, with an event at
    /// `now`.
    pub fn open(directory: &Path, now: Moment) -> Result<Self, ClientError> {
        if !directory.join(ROOT).exists() {
            return Err(ClientError::Missing(directory.display().to_string()));
        }
        let file = StateFile::new(directory);
        let root = public_key(&files::read(&directory.join(ROOT))?, &directory.join(ROOT))?;
        let trust = TrustAnchors::open(&files::read(&directory.join(PACK))?, &root)?;
        let config = ClientConfig::read(directory)?;
        let loaded = file.load()?;
        let mut client = Self {
            directory: directory.to_owned(),
            root,
            trust,
            config,
            state: loaded.state,
            file,
            recovered: loaded.recovered,
        };
        if let Some(problem) = &client.recovered {
            let file = format!("{}: {problem}", directory.display());
            events::append(
                directory,
                &[Event::new(&Occurrence::StateRecovered { code: code::STATE_DAMAGED, file: &file }, now)],
            )?;
            client.change(|_| Ok(()))?;
        }
        Ok(client)
    }

    /// Why the state came from its copy, if it did.
    pub fn recovered(&self) -> Option<&str> {
        self.recovered.as_deref()
    }

    /// Its machine id.
    pub fn cmid(&self) -> Cmid {
        self.state.cmid()
    }

    /// The license pack.
    pub fn pack(&self) -> &Pack {
        &self.trust.pack
    }

    /// Installs a newer license pack, if the installed one vouches for the key that signed it.
    pub fn install_pack(&mut self, text: &str) -> Result<u32, ClientError> {
        let trust = self.trust.update(text)?;
        files::write_public(&self.directory.join(PACK), trust.document())?;
        self.trust = trust;
        Ok(self.trust.pack.version)
    }

    /// Its events, oldest first.
    pub fn events(&self) -> Vec<Event> {
        events::read(&self.directory)
    }

    /// Installs a setup key or a MAK: its product runs in initial grace from `now`. In the place of another key of the same
    /// product it changes how that is activated; what was activated stays. The key that is installed already changes nothing.
    pub fn install_key(&mut self, key: &str, now: Moment) -> Result<&Product, ClientError> {
        let key: ProductKey = key.parse()?;
        let id = self.product_of_key(&key)?;
        self.change(|state| {
            match state.product_mut(id) {
                None => state.products.push(Installed::new(id, &key, now)),
                Some(installed) if installed.key() != Some(key) => installed.replace_key(&key),
                Some(_) => {}
            }
            Ok(())
        })?;
        self.trust.pack.product(id).ok_or(ClientError::NotInstalled(id))
    }

    /// The product that a key installs. A MAK is good for every product of its group: it takes the one that is installed, else
    /// the first.
    fn product_of_key(&self, key: &ProductKey) -> Result<ActivationId, ClientError> {
        let pack = &self.trust.pack;
        let unknown = || ClientError::KeyUnknown(pack.vendor.clone());
        let claim = key.claim().ok_or_else(unknown)?;
        match claim.kind {
            KeyKind::Setup => pack.product_of_key(key).map(|product| product.id).ok_or_else(unknown),
            KeyKind::Host => Err(unknown()),
            KeyKind::Multiple => {
                let group = pack.group(claim.group).ok_or_else(unknown)?;
                let installed = group.products.iter().find(|id| self.state.product(**id).is_some());
                installed.or(group.products.first()).copied().ok_or_else(unknown)
            }
        }
    }

    /// Removes a product's key and its activation.
    pub fn remove_key(&mut self, id: ActivationId) -> Result<(), ClientError> {
        self.installed(id)?;
        self.change(|state| {
            state.products.retain(|product| product.id() != Some(id));
            Ok(())
        })
    }

    /// The products that are installed, or the one that is asked for.
    pub fn chosen(&self, id: Option<ActivationId>) -> Result<Vec<ActivationId>, ClientError> {
        match id {
            Some(id) => self.installed(id).map(|_| vec![id]),
            None if self.state.products.is_empty() => Err(ClientError::NothingInstalled),
            None => Ok(self.state.products.iter().filter_map(Installed::id).collect()),
        }
    }

    pub(crate) fn installed(&self, id: ActivationId) -> Result<(&Installed, &Product), ClientError> {
        let installed = self.state.product(id).zip(self.trust.pack.product(id));
        installed.ok_or(ClientError::NotInstalled(id))
    }

    /// The stored activation, if it still verifies and is this machine's.
    pub(crate) fn activation(&self, installed: &Installed) -> Option<VerifiedActivation> {
        let stored = installed.activation.as_ref()?;
        let id = installed.id()?;
        let kind = match stored.by {
            Channel::Host => Kind::HostLicense,
            Channel::Directory => Kind::DirectoryLicense,
            Channel::Mak => Kind::MakLicense,
            Channel::Token => return self.verify_token(stored, id),
        };
        let credential = VerifiedLicense::open(&stored.license, kind, &self.trust).ok()?;
        let expected = Expected { cmid: self.cmid(), product: id, request: None };
        let activation = chain::open_activation(&stored.activation, &credential, &expected).ok()?;
        // Only a MAK's activation is without an end.
        let ends = activation.exp.is_some() || stored.by == Channel::Mak;
        let own = Machine::hardware_id(&self.state.enrolled()) == activation.hardware;
        (own && ends).then_some(VerifiedActivation { by: stored.by, activation, revoked: credential.revoked })
    }

    /// The chain is judged by the moment of the activation: a certificate that has expired since takes nothing away.
    fn verify_token(&self, stored: &crate::state::StoredActivation, id: ActivationId) -> Option<VerifiedActivation> {
        let license = issuance_license::open(&stored.license, &self.trust).ok()?;
        let chain: Vec<_> = stored.certificates.iter().map(|text| certificate::decode(text)).collect::<Option<_>>()?;
        let activation = token::open(&stored.activation, chain.first()?).ok()?;
        let at = Moment::from_unix(activation.iat);
        let unlisted = muster_proto::issuance_license::IssuanceLicense { require_crl: false, ..license.clone() };
        issuance_license::check_chain(&unlisted, &chain, &[], at).ok()?;
        let own = activation.sub == self.cmid()
            && activation.aud == id
            && activation.hardware == Machine::hardware_id(&self.state.enrolled())
            && self.trust.pack.products_of(&license.groups).contains(&id);
        let revoked = self.trust.pack.revoked.contains(&license.sub);
        (own && activation.exp.is_some()).then_some(VerifiedActivation { by: Channel::Token, activation, revoked })
    }

    /// The license of an installed product at `now`, on the hardware that was read.
    pub(crate) fn standing(&self, installed: &Installed, product: &Product, env: &Env) -> LicenseState {
        let now = self.trusted_now(env.now);
        let changed = !hardware::within_tolerance(&self.state.enrolled(), env.machine.readings());
        let held = self.activation(installed);
        let license = License {
            installed: installed.installed(),
            activation: held.as_ref().map(VerifiedActivation::period),
            hardware_changed: changed.then(|| installed.hardware_changed().unwrap_or(now)),
            non_genuine: held.is_some_and(|held| held.revoked).then(|| installed.non_genuine().unwrap_or(now)),
        };
        license.standing(&product.policy, now)
    }

    /// The time to judge licenses by: the clock's, unless it was set back.
    pub fn trusted_now(&self, clock: Moment) -> Moment {
        self.state.trusted().evaluate(clock).now
    }

    /// Takes down what can be seen now and may be gone later: the time, hardware that changed, an issuer that was revoked.
    pub fn record_observations(&mut self, env: &Env) -> Result<(), ClientError> {
        let clock = env.now;
        let reading = self.state.trusted().evaluate(clock);
        let told = self.state.set_back;
        let changed = !hardware::within_tolerance(&self.state.enrolled(), env.machine.readings());
        let revoked: Vec<ActivationId> = self
            .state
            .products
            .iter()
            .filter(|installed| self.activation(installed).is_some_and(|held| held.revoked))
            .filter_map(Installed::id)
            .collect();
        let news = self.state.products.iter().any(|installed| {
            let withdrawn = installed.id().is_some_and(|id| revoked.contains(&id));
            (changed && installed.hardware_changed().is_none()) || (withdrawn && installed.non_genuine().is_none())
        });
        let due = clock.since(self.state.trusted().latest()) >= WITNESS_EVERY;
        if !news && !due && reading.set_back.is_some() == told {
            return Ok(());
        }
        if let (Some(span), false) = (reading.set_back, told) {
            let latest = self.state.trusted().latest();
            let event = Event::new(&Occurrence::ClockSetBack { minutes: span.as_minutes(), latest }, clock);
            events::append(&self.directory, &[event])?;
        }
        self.change(|state| {
            state.set_trusted(state.trusted().advance(clock));
            state.set_back = reading.set_back.is_some();
            for installed in &mut state.products {
                if changed && installed.hardware_changed().is_none() {
                    installed.set_hardware_changed(Some(reading.now));
                }
                let withdrawn = installed.id().is_some_and(|id| revoked.contains(&id));
                if withdrawn && installed.non_genuine().is_none() {
                    installed.set_non_genuine(Some(reading.now));
                }
            }
            Ok(())
        })
    }

    /// Changes the state: what is on disk now, not what was read before, for another process may have written since.
    pub(crate) fn change<T>(
        &mut self,
        work: impl FnOnce(&mut State) -> Result<T, ClientError>,
    ) -> Result<T, ClientError> {
        let locked = self.file.lock()?;
        let mut state = self.file.load()?.state;
        let result = work(&mut state)?;
        locked.save(&state)?;
        self.state = state;
        Ok(result)
    }
}

/// An activation that verifies and is this machine's.
pub(crate) struct VerifiedActivation {
    pub(crate) by: Channel,
    pub(crate) activation: Activation,
    /// Whether its issuer was revoked since.
    pub(crate) revoked: bool,
}

impl VerifiedActivation {
    pub(crate) fn period(&self) -> Period {
        self.activation.period()
    }
}

fn public_key(text: &str, path: &Path) -> Result<PublicKey, ClientError> {
    text.parse().map_err(|problem| ClientError::Root { path: path.display().to_string(), problem })
}
