//! The directory of a client: trust, license pack, state and events.

use crate::{
    ClientError, Machine, events,
    state::{Installed, State, StateFile},
};
use muster_core::{
    code,
    discovery::HostAddress,
    hardware,
    id::{ActivationId, Cmid},
    key::ProductKey,
    license::{License, Standing},
    pack::{Pack, Product},
    time::Moment,
};
use muster_wire::{
    activation::Activation,
    chain::{self, Expected, HostCredential},
    event::{self, Event},
    jwk::PublicKey,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const ROOT: &str = "root.jwk";
const PACK: &str = "pack.jws";

/// A client. Several processes may have it open: each change reads the state anew, under a lock.
#[derive(Debug)]
pub struct Client {
    pub(crate) directory: PathBuf,
    pub(crate) root: PublicKey,
    pub(crate) pack: Pack,
    pub(crate) state: State,
    file: StateFile,
    recovered: Option<String>,
}

impl Client {
    /// Makes a client in `directory` that trusts `root`; `cmid` are the random bytes of its machine id.
    pub fn init(
        directory: &Path,
        root: &str,
        pack: &str,
        machine: &Machine,
        cmid: [u8; 16],
    ) -> Result<Self, ClientError> {
        let key = public_key(root, Path::new(ROOT))?;
        chain::open_pack(pack, &key)?;
        make_directory(directory)?;
        let file = StateFile::new(directory);
        let locked = file.lock()?;
        if file.exists() {
            return Err(ClientError::Exists(directory.display().to_string()));
        }
        for (name, text) in [(ROOT, root), (PACK, pack)] {
            let path = directory.join(name);
            fs::write(&path, text).map_err(ClientError::file("cannot write", &path))?;
        }
        locked.save(&State::new(Cmid::from_random(cmid), machine.readings()))?;
        drop(locked);
        // Nothing is older than this moment; only a damaged state would leave an event at it.
        Self::open(directory, Moment::from_unix(0))
    }

    /// Opens the client in `directory` and checks its pack. A damaged state is replaced by its copy, with an event at
    /// `now`.
    pub fn open(directory: &Path, now: Moment) -> Result<Self, ClientError> {
        if !directory.join(ROOT).exists() {
            return Err(ClientError::Missing(directory.display().to_string()));
        }
        let file = StateFile::new(directory);
        let root = public_key(&read(&directory.join(ROOT))?, &directory.join(ROOT))?;
        let pack = chain::open_pack(&read(&directory.join(PACK))?, &root)?;
        let loaded = file.load()?;
        let mut client = Self {
            directory: directory.to_owned(),
            root,
            pack,
            state: loaded.state,
            file,
            recovered: loaded.recovered,
        };
        if let Some(problem) = &client.recovered {
            let file = format!("{}: {problem}", directory.display());
            events::append(directory, &[event::state_recovered(code::STATE_DAMAGED, &file, now)])?;
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
        &self.pack
    }

    /// Its events, oldest first.
    pub fn events(&self) -> Vec<Event> {
        events::read(&self.directory)
    }

    /// Installs a setup key: its product runs in initial grace from `now`. A key that is installed already changes
    /// nothing.
    pub fn install_key(&mut self, key: &str, now: Moment) -> Result<&Product, ClientError> {
        let key: ProductKey = key.parse()?;
        let id = self.pack.product_of_key(&key).map(|product| product.id);
        let id = id.ok_or_else(|| ClientError::KeyUnknown(self.pack.vendor.clone()))?;
        self.change(|state| {
            if state.product(id).is_none() {
                state.products.push(Installed::new(id, &key, now));
            }
            Ok(())
        })?;
        self.pack.product(id).ok_or(ClientError::NotInstalled(id))
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

    /// Sets the host by hand, or clears it: for one product, or for the machine.
    pub fn set_host(&mut self, host: Option<HostAddress>, product: Option<ActivationId>) -> Result<(), ClientError> {
        let host = host.map(Into::into);
        self.change(|state| {
            match product {
                None => state.fixed_host = host,
                Some(id) => state.product_mut(id).ok_or(ClientError::NotInstalled(id))?.fixed_host = host,
            }
            Ok(())
        })
    }

    pub(crate) fn installed(&self, id: ActivationId) -> Result<(&Installed, &Product), ClientError> {
        let installed = self.state.product(id).zip(self.pack.product(id));
        installed.ok_or(ClientError::NotInstalled(id))
    }

    /// The stored activation, if it still verifies and is this machine's.
    pub(crate) fn activation(&self, installed: &Installed) -> Option<Activation> {
        let stored = installed.activation.as_ref()?;
        let credential = HostCredential::open(&stored.host_license, &self.root, &self.pack).ok()?;
        let expected = Expected { cmid: self.cmid(), product: installed.id()?, request: None };
        let activation = chain::open_activation(&stored.activation, &credential, &expected).ok()?;
        let own = Machine::hardware_id(&self.state.enrolled()) == activation.hardware;
        own.then_some(activation)
    }

    /// The license of an installed product at `now`, on the hardware that was read.
    pub(crate) fn standing(
        &self,
        installed: &Installed,
        product: &Product,
        machine: &Machine,
        now: Moment,
    ) -> Standing {
        let changed = !hardware::within_tolerance(&self.state.enrolled(), machine.readings());
        let license = License {
            installed: installed.installed(),
            activation: self.activation(installed).map(|activation| activation.period()),
            hardware_changed: changed.then(|| installed.hardware_changed().unwrap_or(now)),
        };
        license.standing(&product.policy, now)
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

fn public_key(text: &str, path: &Path) -> Result<PublicKey, ClientError> {
    text.parse().map_err(|problem| ClientError::Root { path: path.display().to_string(), problem })
}

fn read(path: &Path) -> Result<String, ClientError> {
    fs::read_to_string(path).map_err(ClientError::file("cannot read", path))
}

fn make_directory(path: &Path) -> Result<(), ClientError> {
    use std::os::unix::fs::DirBuilderExt;
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(ClientError::file("cannot create", path))
}
