//! An activation attempt: which ways are allowed, in which order, and what is kept of each.

mod directory;
mod host;
mod mak;
mod token;

pub use token::TokenCertificate;

use crate::{
    Client, ClientError, Env, Machine,
    config::AuthorityConfig,
    events,
    state::{Discovered, Installed, StoredActivation},
};
use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        discovery::HostAddress,
        license,
        report::Attempt,
        session::Try,
    },
    clock::trusted_time::TrustedTime,
    code::{self, Code},
    hardware,
    host::request::Grant,
    id::{ActivationId, HardwareId, Nonce},
    keys::product_key::KeyKind,
    time::Moment,
};
use muster_proto::{activation::Activation, event::Event};
use muster_trust::chain::VerifiedLicense;

/// What one way of activation came to, before it is taken into the state.
struct AttemptResult {
    code: Code,
    by: Option<Channel>,
    granted: Option<(HostAddress, Grant)>,
    tries: Vec<Try>,
    detail: Option<String>,
    activation: Option<StoredActivation>,
    events: Vec<Event>,
    /// Whether somebody vouched for this machine's clock.
    vouched: bool,
    discovered: Option<Discovered>,
}

impl AttemptResult {
    fn failed(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            by: None,
            granted: None,
            tries: Vec::new(),
            detail: Some(detail.into()),
            activation: None,
            events: Vec::new(),
            vouched: false,
            discovered: None,
        }
    }

    fn done(by: Channel, activation: StoredActivation) -> Self {
        let activation = Some(activation);
        Self { code: code::SUCCESS, by: Some(by), detail: None, activation, ..Self::failed(code::SUCCESS, "") }
    }
}

impl Client {
    /// Tries to activate an installed product: with a MAK against the authority; else by the directory, and then by the
    /// hosts. What came of it is on disk when this returns, also when it was refused.
    pub fn activate(&mut self, id: ActivationId, env: &Env) -> Result<Attempt, ClientError> {
        self.record_observations(env)?;
        let way = self.select_method(id, env)?;
        self.finish(id, way, env)
    }

    fn select_method(&mut self, id: ActivationId, env: &Env) -> Result<AttemptResult, ClientError> {
        let (installed, _) = self.installed(id)?;
        if installed.kind() == KeyKind::Multiple {
            return Ok(self.via_mak(id, env));
        }
        match self.activation_type(id) {
            ActivationType::Directory => Ok(self.via_directory(id, env)),
            ActivationType::Token => Ok(self.via_any_certificate(id, env)),
            ActivationType::Host => self.via_host(id, env),
            ActivationType::All if self.config.directory.is_some() => {
                let directory = self.via_directory(id, env);
                if directory.code == code::SUCCESS {
                    return Ok(directory);
                }
                let mut way = self.via_host(id, env)?;
                way.events.splice(0..0, directory.events);
                if way.code != code::SUCCESS {
                    let tried = format!("directory: {} {}", directory.code, directory.detail.unwrap_or_default());
                    way.detail = Some(way.detail.map_or(tried.clone(), |detail| format!("{detail}; {tried}")));
                }
                Ok(way)
            }
            ActivationType::All => self.via_host(id, env),
        }
    }

    /// The ways that are allowed for a product: its own setting, else the machine's.
    pub(crate) fn activation_type(&self, id: ActivationId) -> ActivationType {
        let own = self.state.product(id).and_then(|installed| installed.activation_type).map(|own| own.0);
        own.unwrap_or(self.state.activation_type)
    }

    /// Takes what a way came to into the state and writes it.
    fn finish(&mut self, id: ActivationId, way: AttemptResult, env: &Env) -> Result<Attempt, ClientError> {
        events::append(&self.directory, &way.events)?;
        let [jitter] = env.entropy.bytes();
        let (machine, now) = (&env.machine, env.now);
        let activated = way.code == code::SUCCESS;
        let next_attempt = self.change(|state| {
            let changed = !hardware::within_tolerance(&state.enrolled(), machine.readings());
            if activated && changed {
                // The new hardware was taken; what was activated on the old is not this machine's any more.
                state.enroll(machine.readings());
            }
            if way.vouched {
                state.set_trusted(TrustedTime::reset_to(now));
                state.set_back = false;
            }
            let installed = state.product_mut(id).ok_or(ClientError::NotInstalled(id))?;
            let since = installed.hardware_changed().unwrap_or(now);
            installed.set_hardware_changed((changed && !activated).then_some(since));
            installed.set_last_attempt(now, way.code);
            keep(installed, &way);
            let next = license::next_attempt(now, activated, &installed.intervals(), jitter);
            installed.next_attempt = Some(next.unix());
            Ok(next)
        })?;
        let (_, product) = self.installed(id)?;
        let AttemptResult { code, by, granted, tries, detail, .. } = way;
        let (name, threshold) = (product.name.clone(), product.policy.threshold);
        Ok(Attempt { product: id, name, code, by, granted, tries, detail, threshold, next_attempt })
    }

    /// The hardware to ask with: as it was enrolled while it is within tolerance, else as it is now. So a copy of this
    /// state on other hardware shows up at the host.
    pub(crate) fn hardware(&self, machine: &Machine) -> HardwareId {
        let enrolled = self.state.enrolled();
        let same = hardware::within_tolerance(&enrolled, machine.readings());
        if same { Machine::hardware_id(&enrolled) } else { machine.id() }
    }

    /// The claims of an activation that this machine signs itself, with a key that a license lends it.
    fn own_activation(&self, id: ActivationId, issuer: &Issuing<'_>, env: &Env) -> Activation {
        let intervals = license::Intervals::default();
        Activation {
            iss: issuer.holder,
            sub: self.cmid(),
            aud: id,
            nonce: Nonce::from_bytes(env.entropy.bytes()),
            hardware: self.hardware(&env.machine),
            count: 0,
            iat: env.now.unix(),
            exp: issuer.until.map(Moment::unix),
            pack: self.trust.pack.version,
            activation_interval: intervals.activation.minutes_saturating(),
            renewal_interval: intervals.renewal.minutes_saturating(),
            epid: issuer.epid.to_owned(),
        }
    }

    /// Where the authority is: as configured, else as the license pack says.
    pub fn authority(&self) -> Result<AuthorityConfig, ClientError> {
        let of_pack = || self.trust.pack.authority.clone().map(|url| AuthorityConfig { url, ca: None });
        self.config.authority.clone().or_else(of_pack).ok_or(ClientError::NoAuthority)
    }
}

/// What stands behind an activation that a machine signs itself.
struct Issuing<'i> {
    holder: muster_core::id::HostId,
    epid: &'i str,
    until: Option<Moment>,
}

impl<'i> Issuing<'i> {
    fn by(credential: &'i VerifiedLicense, until: Option<Moment>) -> Self {
        Self { holder: credential.license.sub, epid: &credential.license.epid, until }
    }
}

/// What a way leaves with the product: how often to ask, where its host is, and the activation.
fn keep(installed: &mut Installed, way: &AttemptResult) {
    if let Some((_, grant)) = &way.granted {
        installed.set_intervals(&grant.intervals);
    }
    if let Some(discovered) = &way.discovered {
        installed.discovered = Some(discovered.clone());
    }
    if let Some(activation) = &way.activation {
        installed.activation = Some(activation.clone());
        installed.set_non_genuine(None);
    }
}
