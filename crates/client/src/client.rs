//! A client: the machine's product keys, settings and activations in one directory.

#[cfg(feature = "directory")]
mod directory;
#[cfg(feature = "token")]
mod token;
#[cfg(not(feature = "directory"))]
mod without_directory;

use crate::{
    config::ClientConfig,
    env::Env,
    error::ClientError,
    events, license_evidence, license_state, phone_activation, rearm, report,
    state::{Address, Installed, ProductActivationType, State},
    status::{self, StatusDocument},
    store::Store,
    stored_activation::StoredActivation,
    ways,
};
use muster_core::{
    client::{
        activation::ActivationType,
        discovery::HostAddress,
        report::{Attempt, ProductReport},
    },
    id::{ActivationId, ApplicationId, Cmid, Nonce},
    keys::{
        installation_id::InstallationId,
        product_key::{KeyKind, ProductKey},
    },
    pack::{Pack, Product},
    time::Moment,
};
use muster_proto::{
    authority::AuthorityConfig, event::Event, license_statement::LicenseStatementBody, slot_file::SlotFile,
};
use muster_trust::license_statement;
use std::path::Path;

/// A client that was opened. Several processes may have the same directory open: each change reads the state anew, under a
/// lock, and is on disk when it returns.
#[derive(Debug)]
pub struct Client {
    pub(crate) store: Store,
}

impl Client {
    /// Makes a client in `directory` that trusts the root key `root` (a JWK) and has the license pack `pack` (a JWS).
    ///
    /// # Errors
    /// If the directory holds a client already, if the root key did not sign the pack, or if a file cannot be written.
    pub fn init(directory: &Path, root: &str, pack: &str, env: &Env) -> Result<Self, ClientError> {
        Ok(Self { store: Store::init(directory, root, pack, env)? })
    }

    /// Opens the client in `directory` and verifies its pack. A damaged state is replaced by its copy, with an event (12400)
    /// at `now`.
    ///
    /// # Errors
    /// If there is no client, if the pack does not verify, or if the state and its copy are both damaged.
    pub fn open(directory: &Path, now: Moment) -> Result<Self, ClientError> {
        Ok(Self { store: Store::open(directory, now)? })
    }

    /// What was wrong with the state when it was opened, if its copy was read in its place.
    pub fn recovered(&self) -> Option<&str> {
        self.store.recovered.as_deref()
    }

    /// The machine id (CMID) that hosts count.
    pub fn cmid(&self) -> Cmid {
        self.store.state.cmid()
    }

    /// The installed license pack.
    pub fn pack(&self) -> &Pack {
        &self.store.anchors.pack
    }

    /// The thumbprint (RFC 7638) of the key by which hosts know this machine.
    ///
    /// # Errors
    /// If the secret that authenticates the state cannot be read.
    pub fn machine_key(&self) -> Result<String, ClientError> {
        Ok(self.store.machine_key()?.public().thumbprint())
    }

    /// What `client.toml` says.
    pub fn config(&self) -> &ClientConfig {
        &self.store.config
    }

    /// Where the authority is: as configured, else as the license pack says.
    ///
    /// # Errors
    /// If neither says it.
    pub fn authority(&self) -> Result<AuthorityConfig, ClientError> {
        self.store.authority()
    }

    /// The event log, oldest first.
    pub fn events(&self) -> Vec<Event> {
        events::read(&self.store.directory)
    }

    /// Installs a newer license pack, if the installed one vouches for the key that signed it. Returns its version.
    pub fn install_pack(&mut self, text: &str) -> Result<u32, ClientError> {
        self.store.install_pack(text)
    }
}

/// Product keys and what they are activated by.
impl Client {
    /// Installs a setup key or a MAK: its product runs in initial grace from `now`. In the place of another key of the same
    /// product it changes how that is activated; what was activated stays. The key that is installed already changes nothing.
    ///
    /// # Errors
    /// If the text is no product key, or no setup key or MAK of the installed license pack.
    pub fn install_key(&mut self, key: &str, now: Moment) -> Result<&Product, ClientError> {
        let key: ProductKey = key.parse()?;
        let id = product_of_key(&key, self.pack(), &self.store.state)?;
        self.store.change(|state| {
            state.install_key(id, &key, now);
            Ok(())
        })?;
        self.store.anchors.pack.product(id).ok_or(ClientError::NotInstalled(id))
    }

    /// Removes a product's key and its activation. Its grace, its rearms and its used confirmation ids stay counted.
    pub fn remove_key(&mut self, id: ActivationId) -> Result<(), ClientError> {
        self.store.installed(id)?;
        self.store.change(|state| {
            state.remove_product(id);
            Ok(())
        })
    }

    /// Wipes every product key from this machine (`/cpky`). What they have activated stays.
    pub fn wipe_keys(&mut self) -> Result<(), ClientError> {
        self.store.change(|state| {
            state.products.iter_mut().for_each(Installed::wipe_key);
            Ok(())
        })
    }

    /// The installed products, or the one that is asked for.
    ///
    /// # Errors
    /// If nothing is installed, or not the one that is asked for.
    pub fn chosen(&self, id: Option<ActivationId>) -> Result<Vec<ActivationId>, ClientError> {
        match id {
            Some(id) => self.store.installed(id).map(|_| vec![id]),
            None if self.store.state.products.is_empty() => Err(ClientError::NothingInstalled),
            None => Ok(self.store.state.products.iter().filter_map(Installed::id).collect()),
        }
    }

    /// Every installed product as an application, a script or the agent's socket is told of it.
    pub fn status(&self, env: &Env) -> Result<StatusDocument, ClientError> {
        status::document(&self.store, env)
    }

    /// What proves the license of an installed product to the product itself, signed for its question.
    ///
    /// # Errors
    /// If the product is not installed.
    pub fn license_statement(&self, id: ActivationId, nonce: Nonce) -> Result<LicenseStatementBody, ClientError> {
        let statement = license_evidence::of_store(&self.store, id, nonce)?;
        Ok(license_statement::sign(&statement, self.store.machine_key()?)?)
    }

    /// An installed product with everything that `/dlv` prints.
    pub fn report(&self, id: ActivationId, env: &Env) -> Result<ProductReport, ClientError> {
        report::product(&self.store, id, env)
    }

    /// Tries to activate an installed product: with a MAK against the authority; else by the directory, and then by the
    /// hosts. What came of it is on disk when this returns, also when it was refused. Blocks until every host that is to be
    /// tried was tried, each at most [`Network::request_timeout`](crate::discover::Network::request_timeout).
    ///
    /// # Errors
    /// A refusal is an [`Attempt`] with its code. An error is a fault: the product is not installed, or the state cannot be
    /// written.
    pub fn activate(&mut self, id: ActivationId, env: &Env) -> Result<Attempt, ClientError> {
        license_state::record_observations(&mut self.store, env)?;
        let result = ways::attempt(&mut self.store, id, env)?;
        ways::apply(&mut self.store, id, result, env)
    }

    /// Records what can be seen now and may be gone later: the time, hardware that changed, an issuer that was revoked. To be
    /// called at least daily; [`activate`](Self::activate) does it too.
    pub fn record_observations(&mut self, env: &Env) -> Result<(), ClientError> {
        license_state::record_observations(&mut self.store, env)
    }

    /// Returns the activation of a MAK: it is gone from this machine before the authority is asked. What the authority has not
    /// taken yet is offered again at the next call.
    ///
    /// # Errors
    /// If there is nothing to return, or the authority cannot be reached or refuses.
    pub fn return_activation(&mut self, id: ActivationId) -> Result<(), ClientError> {
        ways::mak::return_activation(&mut self.store, id)
    }

    /// The installation id of a product with a MAK, for an activation without a network. It stays the same until it was used.
    ///
    /// # Errors
    /// If the product has no MAK.
    pub fn installation_id(&self, id: ActivationId, env: &Env) -> Result<InstallationId, ClientError> {
        phone_activation::installation_id(&self.store, id, env)
    }

    /// Applies a confirmation id (48 digits): from now on the product is activated on this machine.
    ///
    /// # Errors
    /// If a group is mistyped, if the id belongs to another installation id, or if no installed offline license file has its
    /// slot.
    pub fn apply_confirmation_id(&mut self, id: ActivationId, text: &str, env: &Env) -> Result<(), ClientError> {
        let activation = phone_activation::activation(&self.store, id, text, env)?;
        self.deposit(id, activation, env)
    }

    /// Keeps what a confirmation id has opened; the product has another installation id from now on.
    pub(crate) fn deposit(
        &mut self,
        id: ActivationId,
        activation: StoredActivation,
        env: &Env,
    ) -> Result<(), ClientError> {
        ways::apply(&mut self.store, id, ways::AttemptResult::deposited(activation), env).map(drop)
    }

    /// Installs the offline license file of a key.
    pub fn install_slots(&self, text: &str) -> Result<SlotFile, ClientError> {
        phone_activation::install_slots(&self.store, text)
    }

    /// Starts every period of the machine anew, under a new machine id, a limited number of times.
    pub fn rearm(&mut self, env: &Env) -> Result<(), ClientError> {
        let cmid = Cmid::from_random(env.entropy.bytes());
        self.store.change(|state| rearm::machine(state, cmid, env.now))
    }

    /// Starts the periods of one application's products anew, a limited number of times.
    pub fn rearm_application(&mut self, id: ApplicationId, now: Moment) -> Result<(), ClientError> {
        let pack = self.store.anchors.pack.clone();
        self.store.change(|state| rearm::application(state, &pack, id, now))
    }

    /// Starts the periods of one product anew, a limited number of times.
    pub fn rearm_product(&mut self, id: ActivationId, now: Moment) -> Result<(), ClientError> {
        let limit = self.store.installed(id)?.1.policy.rearms;
        self.store.change(|state| rearm::product(state, id, limit, now))
    }
}

/// What an administrator sets: for one product, or without one for the machine.
impl Client {
    /// Sets the host by hand, or clears it.
    pub fn set_host(&mut self, host: Option<HostAddress>, product: Option<ActivationId>) -> Result<(), ClientError> {
        let host = host.map(Address::from);
        self.set(product, |state| state.fixed_host = host.clone(), |installed| installed.fixed_host = host.clone())
    }

    /// Sets the only domain to look for hosts in, or clears it.
    pub fn set_lookup_domain(
        &mut self,
        domain: Option<String>,
        product: Option<ActivationId>,
    ) -> Result<(), ClientError> {
        self.set(
            product,
            |state| state.lookup_domain = domain.clone(),
            |installed| installed.lookup_domain = domain.clone(),
        )
    }

    /// Allows every way of activation, or one. For the machine it replaces the settings of all products.
    pub fn set_activation_type(
        &mut self,
        kind: ActivationType,
        product: Option<ActivationId>,
    ) -> Result<(), ClientError> {
        let of_machine = |state: &mut State| {
            state.activation_type = kind;
            state.products.iter_mut().for_each(|installed| installed.activation_type = None);
        };
        self.set(product, of_machine, |installed| installed.activation_type = Some(ProductActivationType(kind)))
    }

    /// Whether the host that answered is kept and asked first.
    pub fn set_caching(&mut self, on: bool) -> Result<(), ClientError> {
        self.set(None, |state| state.caching_off = !on, |_| {})
    }

    /// Whether every user of the machine may install keys and activate, through the agent.
    pub fn set_user_operations(&mut self, on: bool) -> Result<(), ClientError> {
        self.set(None, |state| state.user_operations = on, |_| {})
    }

    /// Whether every user of the machine may install keys and activate, through the agent.
    pub fn user_operations(&self) -> bool {
        self.store.state.user_operations
    }

    fn set(
        &mut self,
        product: Option<ActivationId>,
        of_machine: impl FnOnce(&mut State),
        of_product: impl FnOnce(&mut Installed),
    ) -> Result<(), ClientError> {
        self.store.change(|state| {
            match product {
                None => of_machine(state),
                Some(id) => of_product(state.product_mut(id).ok_or(ClientError::NotInstalled(id))?),
            }
            Ok(())
        })
    }
}

/// The product that a key installs. A MAK is good for every product of its group: it takes the one that is installed, else the
/// first.
pub(crate) fn product_of_key(key: &ProductKey, pack: &Pack, state: &State) -> Result<ActivationId, ClientError> {
    let unknown = || ClientError::KeyUnknown(pack.vendor.clone());
    let claim = key.claim();
    match claim.kind {
        KeyKind::Setup => pack.product_of_key(key).map(|product| product.id).ok_or_else(unknown),
        KeyKind::Host => Err(ClientError::HostKey),
        KeyKind::Multiple => {
            let group = pack.group(claim.group).ok_or_else(unknown)?;
            let installed = group.products.iter().find(|id| state.product(**id).is_some());
            installed.or(group.products.first()).copied().ok_or_else(unknown)
        }
    }
}
