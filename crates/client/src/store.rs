//! The directory of a client: the vendor's root key, the license pack, `client.toml`, the state, and the event log.

use crate::{
    config::ClientConfig,
    env::Env,
    error::ClientError,
    events,
    machine_binding::{self, BoundNonces},
    state::{Installed, State},
    state_file::{Locked, StateFile},
};
use muster_core::{
    code,
    event::Occurrence,
    id::ActivationId,
    pack::Product,
    time::{Moment, Span},
};
use muster_platform::{entropy::Entropy, files, state_folder};
use muster_proto::{authority::AuthorityConfig, event::Event};
use muster_trust::{
    anchors::TrustAnchors,
    jwk::{PublicKey, SigningKey},
};
use std::path::{Path, PathBuf};

pub(crate) const ROOT: &str = "root.jwk";
pub(crate) const PACK: &str = "pack.jws";
/// The newest time seen is written at least this often: a crash loses less than this of it.
const RECORD_EVERY: Span = Span::hours(1);

/// A client as it is on disk. Several processes may have it open: each change reads the state anew, under a lock.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) directory: PathBuf,
    pub(crate) root: PublicKey,
    pub(crate) anchors: TrustAnchors,
    pub(crate) config: ClientConfig,
    pub(crate) state: State,
    file: StateFile,
    /// What was wrong with the state, if its copy was read in its place.
    pub(crate) recovered: Option<String>,
}

impl Store {
    pub(crate) fn init(directory: &Path, root: &str, pack: &str, env: &Env) -> Result<Self, ClientError> {
        let key = public_key(root, Path::new(ROOT))?;
        TrustAnchors::open(pack, &key)?;
        Self::create(directory, &[(ROOT, root), (PACK, pack)], State::new_on(env), env)
    }

    /// Makes a client of these files and this state. There is none before the state is written, which is last: what was killed
    /// before that is done again.
    pub(crate) fn create(
        directory: &Path,
        texts: &[(&str, &str)],
        state: State,
        env: &Env,
    ) -> Result<Self, ClientError> {
        files::make_directory(directory)?;
        state_folder::check(directory)?;
        let file = StateFile::new(directory);
        let locked = file.lock()?;
        if file.exists() {
            return Err(ClientError::Exists(directory.display().to_string()));
        }
        for (name, text) in texts {
            files::write_public(&directory.join(name), text)?;
        }
        file.create_key(&env.entropy.bytes())?;
        locked.save(&state)?;
        drop(locked);
        Self::open(directory, env.now)
    }

    /// Whether there is a client in `directory`, also one that does not open.
    pub(crate) fn exists(directory: &Path) -> bool {
        StateFile::new(directory).exists()
    }

    /// Opens the client in `directory` and checks its pack. A damaged state is replaced by its copy, with an event at
    /// `now`.
    pub(crate) fn open(directory: &Path, now: Moment) -> Result<Self, ClientError> {
        state_folder::check(directory)?;
        let root = directory.join(ROOT);
        // A folder that may not be looked into is not an absent one.
        let root = match state_folder::read(&root) {
            Err(error) if error.is_not_found() => return Err(ClientError::Missing(directory.display().to_string())),
            text => public_key(&text?, &root)?,
        };
        let anchors = TrustAnchors::open(&state_folder::read(&directory.join(PACK))?, &root)?;
        let config = ClientConfig::read(directory)?;
        let file = StateFile::new(directory);
        let loaded = file.load()?;
        let (state, recovered) = (loaded.state, loaded.recovered);
        let mut store = Self { directory: directory.to_owned(), root, anchors, config, state, file, recovered };
        store.keep_up(now)?;
        Ok(store)
    }

    /// Writes what opening a state leaves to be written. It waits for nobody: a process that has the lock may be stopped, and what is left
    /// undone the next one that opens the state does.
    fn keep_up(&mut self, now: Moment) -> Result<(), ClientError> {
        if !self.time_is_due(now) && self.recovered.is_none() {
            return Ok(());
        }
        let file = self.file.clone();
        let locked = file.try_lock();
        // A state that cannot be written now is read all the same; whoever changes it will be told.
        if let Ok(Some(locked)) = &locked {
            drop(self.record_time_under(locked, now));
        }
        let Some(problem) = &self.recovered else { return Ok(()) };
        let Some(locked) = locked? else { return Ok(()) };
        let found = format!("{}: {problem}", self.directory.display());
        self.log(&[Event::new(&Occurrence::StateRecovered { code: code::STATE_DAMAGED, file: &found }, now)])?;
        self.change_under(&locked, |_| Ok(()))
    }

    /// Records that it is `now`, if that was not recorded within the last hour. A clock that was set back leaves one event.
    pub(crate) fn record_time(&mut self, now: Moment) -> Result<(), ClientError> {
        let file = self.file.clone();
        if self.time_is_due(now) { self.record_time_under(&file.lock()?, now) } else { Ok(()) }
    }

    fn time_is_due(&self, now: Moment) -> bool {
        let set_back = self.state.trusted().evaluate(now).set_back.is_some();
        now.since(self.state.trusted().latest()) >= RECORD_EVERY || set_back != self.state.set_back
    }

    fn record_time_under(&mut self, locked: &Locked<'_>, now: Moment) -> Result<(), ClientError> {
        if !self.time_is_due(now) {
            return Ok(());
        }
        let news = self.change_under(locked, |state| {
            let (span, latest) = (state.trusted().evaluate(now).set_back, state.trusted().latest());
            let news = span.filter(|_| !state.set_back).map(|span| (span, latest));
            state.set_trusted(state.trusted().advance(now));
            state.set_back = span.is_some();
            Ok(news)
        })?;
        let Some((span, latest)) = news else { return Ok(()) };
        self.log(&[Event::new(&Occurrence::ClockSetBack { minutes: span.as_minutes(), latest }, now)])
    }

    /// Changes the state: what is on disk now, not what was read before, for another process may have written since.
    pub(crate) fn change<T>(
        &mut self,
        work: impl FnOnce(&mut State) -> Result<T, ClientError>,
    ) -> Result<T, ClientError> {
        let file = self.file.clone();
        self.change_under(&file.lock()?, work)
    }

    fn change_under<T>(
        &mut self,
        locked: &Locked<'_>,
        work: impl FnOnce(&mut State) -> Result<T, ClientError>,
    ) -> Result<T, ClientError> {
        let mut state = self.file.load()?.state;
        let result = work(&mut state)?;
        locked.save(&state)?;
        self.state = state;
        Ok(result)
    }

    /// The machine's key: it signs what products and hosts are told, and opens the product keys that hosts seal to this machine.
    pub(crate) fn machine_key(&self) -> Result<SigningKey, ClientError> {
        machine_binding::signing_key(self.file.secret()?.trim().as_bytes())
    }

    /// Draws the nonces of this machine's requests.
    pub(crate) fn nonces<'e>(&self, entropy: &'e Entropy) -> Result<BoundNonces<'e>, ClientError> {
        Ok(BoundNonces { key: self.machine_key()?.public(), entropy })
    }

    /// Appends to the event log.
    pub(crate) fn log(&self, events: &[Event]) -> Result<(), ClientError> {
        events::append(&self.directory, events)
    }

    /// Installs a newer license pack: newer than what is on disk now, which another process may have written since.
    pub(crate) fn install_pack(&mut self, text: &str) -> Result<u32, ClientError> {
        let _locked = self.file.lock()?;
        let path = self.directory.join(PACK);
        self.anchors = TrustAnchors::open(&state_folder::read(&path)?, &self.root)?;
        let anchors = self.anchors.update(text)?;
        files::write_public(&path, anchors.document())?;
        self.anchors = anchors;
        Ok(self.anchors.pack.version)
    }

    /// An installed product with what the license pack says of it.
    pub(crate) fn installed(&self, id: ActivationId) -> Result<(&Installed, &Product), ClientError> {
        let installed = self.state.product(id).zip(self.anchors.pack.product(id));
        installed.ok_or(ClientError::NotInstalled(id))
    }

    /// Where the authority is: as configured, else as the license pack says.
    pub(crate) fn authority(&self) -> Result<AuthorityConfig, ClientError> {
        let of_pack = || self.anchors.pack.authority.clone().map(|url| AuthorityConfig { url, ca: None });
        self.config.authority.clone().or_else(of_pack).ok_or(ClientError::NoAuthority)
    }
}

fn public_key(text: &str, path: &Path) -> Result<PublicKey, ClientError> {
    text.parse().map_err(|problem| ClientError::Root { path: path.display().to_string(), problem })
}
