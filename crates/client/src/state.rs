//! What a client remembers, in the form in which it is kept.

use crate::{env::Env, removed_product::RemovedProduct, stored_activation::StoredActivation};
use muster_core::{
    client::{activation::ActivationType, discovery::HostAddress, license::Intervals, report::DiscoveredHost},
    clock::trusted_time::TrustedTime,
    code::Code,
    hardware::{self, Fingerprint, HardwareComponent},
    id::{ActivationId, Cmid, HardwareId, OrderId},
    keys::product_key::{KeyKind, ProductKey},
    sentence,
    sentence::Sentence,
    time::{Moment, Span},
};
use muster_platform::machine::Machine;
use muster_proto::authority::ReturnRequest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const VERSION: u32 = 1;
/// More than the hosts that an attempt asks: each request has a counter of its own.
const COUNTERS_OF_ATTEMPT: u64 = 1000;

/// What a client remembers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    version: u32,
    /// The authentication code of everything else, base64url; see [`StateFile`](crate::state_file::StateFile).
    #[serde(default)]
    pub(crate) integrity: String,
    cmid: String,
    enrolled: Vec<(String, u64)>,
    pub(crate) fixed_host: Option<Address>,
    pub(crate) lookup_domain: Option<String>,
    pub(crate) caching_off: bool,
    #[serde(default, with = "ActivationTypeName")]
    pub(crate) activation_type: ActivationType,
    /// Whether every user of the machine may install keys and activate.
    #[serde(default)]
    pub(crate) user_operations: bool,
    #[serde(default)]
    latest: i64,
    /// Whether the clock was found to be set back, and told.
    #[serde(default)]
    pub(crate) set_back: bool,
    /// The version of the license pack whose end was announced, and the notice: 90, 30, 7 or 0 days before.
    #[serde(default)]
    pub(crate) pack_notice: Option<(u32, u32)>,
    /// How often all periods of the machine were started anew.
    #[serde(default)]
    pub(crate) rearms: u32,
    /// The same for one application.
    #[serde(default)]
    pub(crate) application_rearms: BTreeMap<String, u32>,
    /// Above the counter of every request that was sent to a host.
    #[serde(default)]
    counter: u64,
    /// How many confirmation ids were deposited for a directory.
    #[serde(default)]
    pub(crate) directory_deposits: u32,
    /// Activations that were given back, until the authority has said that it took them.
    #[serde(default)]
    pub(crate) returns: Vec<ReturnRequest>,
    /// Orders of hosts that this machine carried out or refused: none is carried out again. A state from before has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) orders: Vec<EndedOrder>,
    /// What was uploaded to which host last. A state from before has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) uploads: Vec<Upload>,
    /// When the newest enrolment file was issued that this machine has taken: an older one would set back what that said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) enrolment: Option<i64>,
    pub(crate) products: Vec<Installed>,
    /// What products have left whose keys were removed. A state from before has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) removed: BTreeMap<String, RemovedProduct>,
}

/// How the state file writes [`ActivationType`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "ActivationType", rename_all = "lowercase")]
enum ActivationTypeName {
    All,
    Directory,
    Host,
    Token,
}

/// The activation type of one product, as the state file writes it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct ProductActivationType(#[serde(with = "ActivationTypeName")] pub(crate) ActivationType);

/// An installed product.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Installed {
    activation_id: String,
    /// Empty once it was wiped (`/cpky`): the product stays what it is.
    key: String,
    #[serde(default)]
    partial: Option<String>,
    #[serde(default)]
    mak: bool,
    installed: i64,
    hardware_changed: Option<i64>,
    #[serde(default)]
    non_genuine: Option<i64>,
    #[serde(default)]
    pub(crate) rearms: u32,
    /// When somebody was reminded that the activation runs out.
    #[serde(default)]
    pub(crate) reminded: Option<i64>,
    /// How many confirmation ids were deposited, also before the key was removed and installed again.
    #[serde(default)]
    pub(crate) deposits: u32,
    #[serde(default)]
    pub(crate) lookup_domain: Option<String>,
    #[serde(default)]
    pub(crate) activation_type: Option<ProductActivationType>,
    pub(crate) fixed_host: Option<Address>,
    pub(crate) activation: Option<StoredActivation>,
    pub(crate) discovered: Option<Discovered>,
    pub(crate) last_attempt: Option<StoredAttempt>,
    pub(crate) next_attempt: Option<i64>,
    intervals_minutes: Option<(u32, u32)>,
}

/// An order that was carried out or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EndedOrder {
    #[serde(with = "muster_proto::as_text")]
    pub(crate) id: OrderId,
    /// When the order ends: it would not be carried out after that.
    pub(crate) until: i64,
    /// How it ended; zero for success.
    #[serde(with = "muster_proto::as_text")]
    pub(crate) code: Code,
    /// The thumbprint of the key of the host that is told.
    pub(crate) host: String,
    /// Whether that host has taken the report.
    pub(crate) reported: bool,
}

/// Evidence that a host has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Upload {
    /// The thumbprint of the key of the host.
    pub(crate) host: String,
    pub(crate) at: i64,
    /// For how many days the host keeps it.
    pub(crate) kept_days: u32,
    /// Whether the machine was in trouble.
    pub(crate) trouble: bool,
    /// A digest of what it said.
    pub(crate) gist: String,
}

/// The host that answered last: the cached host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Discovered {
    pub(crate) name: String,
    pub(crate) port: u16,
    /// The IP address that answered.
    pub(crate) address: String,
    pub(crate) epid: String,
    pub(crate) count: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredAttempt {
    pub(crate) at: i64,
    pub(crate) code: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    name: String,
    port: u16,
}

impl From<&Discovered> for DiscoveredHost {
    fn from(host: &Discovered) -> Self {
        Self { name: host.name.clone(), port: host.port, address: host.address.clone() }
    }
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
    /// The state of a new client on this machine.
    pub(crate) fn new_on(env: &Env) -> Self {
        Self::new(Cmid::from_random(env.entropy.bytes()), env.machine.readings())
    }

    pub(crate) fn new(cmid: Cmid, enrolled: &[Fingerprint]) -> Self {
        let mut state = Self {
            version: VERSION,
            integrity: String::new(),
            cmid: cmid.to_string(),
            enrolled: Vec::new(),
            fixed_host: None,
            lookup_domain: None,
            caching_off: false,
            activation_type: ActivationType::All,
            user_operations: false,
            latest: 0,
            set_back: false,
            pack_notice: None,
            rearms: 0,
            application_rearms: BTreeMap::new(),
            counter: 0,
            directory_deposits: 0,
            returns: Vec::new(),
            orders: Vec::new(),
            uploads: Vec::new(),
            enrolment: None,
            products: Vec::new(),
            removed: BTreeMap::new(),
        };
        state.enroll(enrolled);
        state
    }

    /// Takes the counters of an attempt: the first of them is returned.
    pub(crate) fn take_counters(&mut self) -> u64 {
        let first = self.counter + 1;
        self.counter += COUNTERS_OF_ATTEMPT;
        first
    }

    pub(crate) fn cmid(&self) -> Cmid {
        // Checked when the state was read.
        self.cmid.parse().unwrap_or_else(|_| Cmid::from_bytes([0; 16]))
    }

    pub(crate) fn set_cmid(&mut self, cmid: Cmid) {
        self.cmid = cmid.to_string();
    }

    pub(crate) fn trusted(&self) -> TrustedTime {
        TrustedTime::restore(Moment::from_unix(self.latest))
    }

    /// The time to judge licenses by: the clock's, unless it was set back.
    pub(crate) fn trusted_now(&self, clock: Moment) -> Moment {
        self.trusted().evaluate(clock).now
    }

    pub(crate) fn set_trusted(&mut self, time: TrustedTime) {
        self.latest = time.latest().unix();
    }

    pub(crate) fn enrolled(&self) -> Vec<Fingerprint> {
        self.enrolled.iter().filter_map(|(name, value)| Some((HardwareComponent::from_name(name)?, *value))).collect()
    }

    /// The digest of the enrolled hardware: activations are bound to it.
    pub(crate) fn enrolled_hardware(&self) -> HardwareId {
        Machine::hardware_id(&self.enrolled())
    }

    /// Whether a machine is further from the enrolled hardware than is tolerated.
    pub(crate) fn hardware_changed(&self, machine: &Machine) -> bool {
        !hardware::within_tolerance(&self.enrolled(), machine.readings())
    }

    /// The hardware to ask with: as it was enrolled while it is within tolerance, else as it is now. So a copy of this
    /// state on other hardware shows up at the host.
    pub(crate) fn hardware(&self, machine: &Machine) -> HardwareId {
        if self.hardware_changed(machine) { machine.id() } else { self.enrolled_hardware() }
    }

    pub(crate) fn enroll(&mut self, readings: &[Fingerprint]) {
        self.enrolled = readings.iter().map(|(part, value)| (part.name().to_owned(), *value)).collect();
    }

    /// The allowed ways of activation: the product's own setting, else the machine's.
    pub(crate) fn activation_type(&self, installed: &Installed) -> ActivationType {
        installed.activation_type.map_or(self.activation_type, |own| own.0)
    }

    /// The host set by hand: the product's, else the machine's.
    pub(crate) fn fixed_host(&self, installed: &Installed) -> Option<HostAddress> {
        installed.fixed_host.as_ref().or(self.fixed_host.as_ref()).map(HostAddress::from)
    }

    /// The lookup domain set by hand: the product's, else the machine's.
    pub(crate) fn lookup_domain(&self, installed: &Installed) -> Option<String> {
        installed.lookup_domain.as_ref().or(self.lookup_domain.as_ref()).cloned()
    }

    pub(crate) fn product(&self, id: ActivationId) -> Option<&Installed> {
        self.products.iter().find(|product| product.id() == Some(id))
    }

    pub(crate) fn product_mut(&mut self, id: ActivationId) -> Option<&mut Installed> {
        self.products.iter_mut().find(|product| product.id() == Some(id))
    }

    /// Installs a key in the place of another of the same product. Returns whether that changed anything.
    pub(crate) fn install_key(&mut self, id: ActivationId, key: &ProductKey, now: Moment) -> bool {
        match self.product_mut(id) {
            None => self.add_product(Installed::new(id, key, now)),
            Some(installed) if installed.key() != Some(*key) => installed.replace_key(key),
            Some(_) => return false,
        }
        true
    }

    /// Removes a product, its key and its activation.
    pub(crate) fn remove_product(&mut self, id: ActivationId) {
        let Some(&Installed { installed, rearms, deposits, .. }) = self.product(id) else { return };
        self.removed.insert(id.to_string(), RemovedProduct { installed: Some(installed), rearms, deposits });
        self.products.retain(|product| product.id() != Some(id));
    }

    /// Installs a product that is not installed, and goes on from what an earlier installation has left.
    fn add_product(&mut self, mut product: Installed) {
        if let Some(removed) = self.removed.remove(&product.activation_id) {
            let RemovedProduct { installed, rearms, deposits } = removed;
            product.installed = installed.unwrap_or(product.installed);
            (product.rearms, product.deposits) = (rearms, deposits);
        }
        self.products.push(product);
    }

    /// The same state with this authentication code.
    pub(crate) fn with_integrity(&self, integrity: String) -> Self {
        Self { integrity, ..self.clone() }
    }

    /// Refuses what no muster of this version has written.
    pub(crate) fn check(self) -> Result<Self, Sentence> {
        if self.version != VERSION {
            return Err(sentence!(
                "it has version {found}, this muster reads {VERSION}",
                "バージョンは {found} ですが、この muster で読み取れるのは {VERSION} です",
                found = self.version
            ));
        }
        self.cmid.parse::<Cmid>()?;
        Ok(self)
    }
}

impl Installed {
    pub(crate) fn new(id: ActivationId, key: &ProductKey, now: Moment) -> Self {
        Self {
            activation_id: id.to_string(),
            key: key.reveal(),
            partial: Some(key.partial()),
            mak: key.claim().kind == KeyKind::Multiple,
            installed: now.unix(),
            hardware_changed: None,
            non_genuine: None,
            rearms: 0,
            reminded: None,
            deposits: 0,
            lookup_domain: None,
            activation_type: None,
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

    /// The last five characters of its key, which stay when the key is wiped.
    pub(crate) fn partial_key(&self) -> String {
        let of_key = || self.key().map(|key| key.partial()).unwrap_or_default();
        self.partial.clone().unwrap_or_else(of_key)
    }

    /// What its key is for.
    pub(crate) fn kind(&self) -> KeyKind {
        if self.mak { KeyKind::Multiple } else { KeyKind::Setup }
    }

    pub(crate) fn wipe_key(&mut self) {
        self.partial = Some(self.partial_key());
        self.key.clear();
    }

    /// Puts another key in the place of the installed one. What the old key activated stays until the new one activates.
    pub(crate) fn replace_key(&mut self, key: &ProductKey) {
        self.key = key.reveal();
        self.partial = Some(key.partial());
        self.mak = key.claim().kind == KeyKind::Multiple;
        self.next_attempt = None;
    }

    /// Starts every period anew.
    pub(crate) fn rearm(&mut self, now: Moment) {
        self.installed = now.unix();
        self.hardware_changed = None;
        self.non_genuine = None;
        self.activation = None;
        self.discovered = None;
        self.last_attempt = None;
        self.next_attempt = None;
    }

    pub(crate) fn non_genuine(&self) -> Option<Moment> {
        self.non_genuine.map(Moment::from_unix)
    }

    pub(crate) fn set_non_genuine(&mut self, moment: Option<Moment>) {
        self.non_genuine = moment.map(Moment::unix);
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

    /// How the last attempt ended.
    pub(crate) fn last_code(&self) -> Option<Code> {
        self.last_attempt.as_ref().and_then(|attempt| attempt.code.parse().ok())
    }

    pub(crate) fn set_last_attempt(&mut self, at: Moment, code: Code) {
        self.last_attempt = Some(StoredAttempt { at: at.unix(), code: code.to_string() });
    }
}
