//! The client's state on disk: `state.json`, written whole or not at all, with a copy of the state before.

use crate::ClientError;
use atomic_write_file::{AtomicWriteFile, unix::OpenOptionsExt as _};
use muster_core::{
    code::Code,
    discovery::HostAddress,
    hardware::{Part, Reading},
    id::{ActivationId, Cmid},
    key::ProductKey,
    license::Intervals,
    time::{Moment, Span},
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

const VERSION: u32 = 1;
const FILE: &str = "state.json";
const COPY: &str = "state.json.bak";
const LOCK: &str = "state.lock";

/// What a client remembers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    version: u32,
    cmid: String,
    enrolled: Vec<(String, u64)>,
    pub(crate) fixed_host: Option<Address>,
    pub(crate) lookup_domain: Option<String>,
    pub(crate) caching_off: bool,
    pub(crate) products: Vec<Installed>,
}

/// An installed product.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Installed {
    activation_id: String,
    key: String,
    installed: i64,
    hardware_changed: Option<i64>,
    pub(crate) fixed_host: Option<Address>,
    pub(crate) activation: Option<StoredActivation>,
    pub(crate) discovered: Option<Discovered>,
    pub(crate) last_attempt: Option<StoredAttempt>,
    pub(crate) next_attempt: Option<i64>,
    intervals_minutes: Option<(u32, u32)>,
}

/// A verified activation with the license that vouches for it; both are verified again whenever they are read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredActivation {
    pub(crate) activation: String,
    pub(crate) host_license: String,
}

/// The host that answered last: the cached host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovered {
    /// Its name.
    pub name: String,
    /// Its port.
    pub port: u16,
    /// The address that answered.
    pub address: String,
    /// Its extended PID.
    pub epid: String,
    /// The count it stated.
    pub count: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredAttempt {
    pub(crate) at: i64,
    pub(crate) code: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Address {
    name: String,
    port: u16,
}

impl From<HostAddress> for Address {
    fn from(host: HostAddress) -> Self {
        Self { name: host.name, port: host.port }
    }
}

impl From<&Address> for HostAddress {
    fn from(address: &Address) -> Self {
        Self { name: address.name.clone(), port: address.port }
    }
}

impl State {
    pub(crate) fn new(cmid: Cmid, enrolled: &[Reading]) -> Self {
        let mut state = Self {
            version: VERSION,
            cmid: cmid.to_string(),
            enrolled: Vec::new(),
            fixed_host: None,
            lookup_domain: None,
            caching_off: false,
            products: Vec::new(),
        };
        state.enroll(enrolled);
        state
    }

    pub(crate) fn cmid(&self) -> Cmid {
        // Checked when the state was read.
        self.cmid.parse().unwrap_or_else(|_| Cmid::from_bytes([0; 16]))
    }

    pub(crate) fn enrolled(&self) -> Vec<Reading> {
        self.enrolled.iter().filter_map(|(name, value)| Some((Part::from_name(name)?, *value))).collect()
    }

    pub(crate) fn enroll(&mut self, readings: &[Reading]) {
        self.enrolled = readings.iter().map(|(part, value)| (part.name().to_owned(), *value)).collect();
    }

    pub(crate) fn product(&self, id: ActivationId) -> Option<&Installed> {
        self.products.iter().find(|product| product.id() == Some(id))
    }

    pub(crate) fn product_mut(&mut self, id: ActivationId) -> Option<&mut Installed> {
        self.products.iter_mut().find(|product| product.id() == Some(id))
    }

    fn check(self) -> Result<Self, String> {
        if self.version != VERSION {
            return Err(format!("it has version {}, this muster reads {VERSION}", self.version));
        }
        self.cmid.parse::<Cmid>().map_err(|error| error.to_string())?;
        Ok(self)
    }
}

impl Installed {
    pub(crate) fn new(id: ActivationId, key: &ProductKey, now: Moment) -> Self {
        Self {
            activation_id: id.to_string(),
            key: key.reveal(),
            installed: now.unix(),
            hardware_changed: None,
            fixed_host: None,
            activation: None,
            discovered: None,
            last_attempt: None,
            next_attempt: None,
            intervals_minutes: None,
        }
    }

    pub(crate) fn id(&self) -> Option<ActivationId> {
        self.activation_id.parse().ok()
    }

    pub(crate) fn key(&self) -> Option<ProductKey> {
        self.key.parse().ok()
    }

    pub(crate) fn installed(&self) -> Moment {
        Moment::from_unix(self.installed)
    }

    pub(crate) fn hardware_changed(&self) -> Option<Moment> {
        self.hardware_changed.map(Moment::from_unix)
    }

    pub(crate) fn set_hardware_changed(&mut self, moment: Option<Moment>) {
        self.hardware_changed = moment.map(Moment::unix);
    }

    pub(crate) fn intervals(&self) -> Intervals {
        self.intervals_minutes.map_or_else(Intervals::default, |(activation, renewal)| Intervals {
            activation: Span::minutes(activation),
            renewal: Span::minutes(renewal),
        })
    }

    pub(crate) fn set_intervals(&mut self, intervals: &Intervals) {
        let Intervals { activation, renewal } = intervals;
        self.intervals_minutes = Some((activation.minutes_saturating(), renewal.minutes_saturating()));
    }

    pub(crate) fn set_last_attempt(&mut self, at: Moment, code: Code) {
        self.last_attempt = Some(StoredAttempt { at: at.unix(), code: code.to_string() });
    }
}

/// The state file of a directory.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    copy: PathBuf,
    lock: PathBuf,
}

/// What was read, and why it came from the copy if it did.
pub(crate) struct Loaded {
    pub(crate) state: State,
    pub(crate) recovered: Option<String>,
}

/// The right to write the state: no other process has it until this is dropped. It is held for a change on this machine,
/// never while a host is asked.
pub(crate) struct Locked<'f> {
    file: &'f StateFile,
    _lock: File,
}

impl StateFile {
    pub(crate) fn new(directory: &Path) -> Self {
        Self { path: directory.join(FILE), copy: directory.join(COPY), lock: directory.join(LOCK) }
    }

    pub(crate) fn exists(&self) -> bool {
        self.path.exists() || self.copy.exists()
    }

    /// Waits for the right to write.
    pub(crate) fn lock(&self) -> Result<Locked<'_>, ClientError> {
        let fail = ClientError::file("cannot lock", &self.lock);
        let open = File::options().create(true).truncate(false).write(true).mode(0o600).open(&self.lock);
        let lock = open.map_err(&fail)?;
        lock.lock().map_err(&fail)?;
        Ok(Locked { file: self, _lock: lock })
    }

    /// Reads the state; in place of a damaged file, its copy. A reader needs no lock: the file is whole at any instant.
    pub(crate) fn load(&self) -> Result<Loaded, ClientError> {
        let problem = match read(&self.path)? {
            Ok(state) => return Ok(Loaded { state, recovered: None }),
            Err(problem) => problem,
        };
        match read(&self.copy)? {
            Ok(state) => Ok(Loaded { state, recovered: Some(problem) }),
            Err(_) => Err(ClientError::Damaged { path: self.path.display().to_string(), problem }),
        }
    }
}

impl Locked<'_> {
    /// Writes the state. After this returns it is on disk; before, the old one is.
    pub(crate) fn save(&self, state: &State) -> Result<(), ClientError> {
        let path = &self.file.path;
        let fail = ClientError::file("cannot write", path);
        let text = serde_json::to_string_pretty(state).map_err(|error| fail(error.into()))?;
        self.keep_copy()?;
        let mut options = AtomicWriteFile::options();
        let mut file = options.preserve_mode(false).mode(0o600).open(path).map_err(&fail)?;
        file.write_all(text.as_bytes()).map_err(&fail)?;
        file.commit().map_err(&fail)
    }

    /// Keeps the current state as the copy, unless it is the damaged one.
    fn keep_copy(&self) -> Result<(), ClientError> {
        let StateFile { path, copy, .. } = self.file;
        if !matches!(read(path), Ok(Ok(_))) {
            return Ok(());
        }
        let fail = ClientError::file("cannot write", copy);
        let aside = copy.with_extension("new");
        match fs::remove_file(&aside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(fail(error)),
            _ => {}
        }
        fs::hard_link(path, &aside).and_then(|()| fs::rename(&aside, copy)).map_err(fail)
    }
}

/// A file's state, or what is wrong with its text; only a file that cannot be read at all is an error.
fn read(path: &Path) -> Result<Result<State, String>, ClientError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(serde_json::from_str::<State>(&text).map_err(|error| error.to_string()).and_then(State::check)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => {
            Ok(Err(error.to_string()))
        }
        Err(error) => Err(ClientError::file("cannot read", path)(error)),
    }
}
