//! An activation attempt: from the state, over the network, back into the state.

use crate::{
    Client, ClientError, Machine, Network,
    drive::{self, Accepted, Attempted, Driven, Entropy},
    events,
    state::{Discovered, Installed, StoredActivation},
};
use muster_core::{
    code::Code,
    discovery::{HostAddress, Settings},
    hardware,
    id::{ActivationId, HardwareId},
    license::{self, Standing},
    request::Ask,
    session::{Outcome, Session, Try},
    time::Moment,
};

/// How an attempt ended.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The product.
    pub product: ActivationId,
    /// Its name.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Every host tried, with its code.
    pub tries: Vec<Try>,
    /// What exactly was wrong with an answer that did not verify.
    pub detail: Option<String>,
    /// The count that the product needs.
    pub threshold: u32,
    /// When to ask again.
    pub next_attempt: Moment,
}

impl Attempt {
    /// The documented code; zero for success.
    pub fn code(&self) -> Code {
        self.outcome.code()
    }
}

impl Client {
    /// Tries to activate an installed product. What came of it is on disk when this returns, also when it was refused.
    pub fn activate(
        &mut self,
        id: ActivationId,
        machine: &Machine,
        network: &Network,
        now: Moment,
        entropy: Entropy<'_>,
    ) -> Result<Attempt, ClientError> {
        let (installed, product) = self.installed(id)?;
        let (name, policy) = (product.name.clone(), product.policy);
        let standing = self.standing(installed, product, machine, now);
        let session = Session::new(self.settings(id, network), policy.threshold);
        let ask = self.ask(id, machine, &standing, policy.threshold, now);
        let with = Attempted { network, root: &self.root, pack: &self.pack, ask: &ask, now };
        let driven = drive::drive(session, &with, entropy);
        events::append(&self.directory, &driven.events)?;
        let mut jitter = [0];
        entropy(&mut jitter);
        let next_attempt = self.take(id, machine, &driven, now, jitter)?;
        let Driven { outcome, session, detail, .. } = driven;
        let tries = session.tries().to_vec();
        Ok(Attempt { product: id, name, outcome, tries, detail, threshold: policy.threshold, next_attempt })
    }

    fn settings(&self, id: ActivationId, network: &Network) -> Settings {
        let installed = self.state.product(id);
        let fixed = installed.and_then(|product| product.fixed_host.as_ref()).or(self.state.fixed_host.as_ref());
        let cached = installed.and_then(|product| product.discovered.as_ref()).filter(|_| !self.state.caching_off);
        Settings {
            fixed: fixed.map(HostAddress::from),
            lookup_domain: self.state.lookup_domain.clone(),
            cached: cached.map(|host| HostAddress { name: host.name.clone(), port: host.port }),
            suffixes: network.suffixes.clone(),
        }
    }

    fn ask(&self, product: ActivationId, machine: &Machine, standing: &Standing, threshold: u32, now: Moment) -> Ask {
        Ask {
            cmid: self.cmid(),
            hardware: self.hardware(machine),
            machine: machine.name.clone(),
            product,
            client_time: now,
            virtual_machine: machine.virtual_machine,
            status: standing.status,
            minutes_left: standing.remaining(now).minutes_saturating(),
            threshold,
        }
    }

    /// The hardware to ask with: as it was enrolled while it is within tolerance, else as it is now. So a copy of this
    /// state on other hardware shows up at the host.
    fn hardware(&self, machine: &Machine) -> HardwareId {
        let enrolled = self.state.enrolled();
        let same = hardware::within_tolerance(&enrolled, machine.readings());
        if same { Machine::hardware_id(&enrolled) } else { machine.id() }
    }

    /// Takes the outcome into the state and writes it.
    fn take(
        &mut self,
        id: ActivationId,
        machine: &Machine,
        driven: &Driven,
        now: Moment,
        [jitter]: [u8; 1],
    ) -> Result<Moment, ClientError> {
        self.change(|state| {
            let activated = matches!(driven.outcome, Outcome::Activated { .. });
            let changed = !hardware::within_tolerance(&state.enrolled(), machine.readings());
            if activated && changed {
                // The host has taken the new hardware; what was activated on the old is not this machine's any more.
                state.enroll(machine.readings());
            }
            let installed = state.product_mut(id).ok_or(ClientError::NotInstalled(id))?;
            let since = installed.hardware_changed().unwrap_or(now);
            installed.set_hardware_changed((changed && !activated).then_some(since));
            installed.set_last_attempt(now, driven.outcome.code());
            take_answer(installed, driven);
            let next = license::next_attempt(now, activated, &installed.intervals(), jitter);
            installed.next_attempt = Some(next.unix());
            Ok(next)
        })
    }
}

/// What a host that answered said: how often to ask, where it is, and the activation if its count is enough.
fn take_answer(installed: &mut Installed, driven: &Driven) {
    let (Outcome::Activated { host, grant } | Outcome::TooFew { host, grant }) = &driven.outcome else { return };
    let Some(accepted) = &driven.accepted else { return };
    installed.set_intervals(&grant.intervals);
    installed.discovered = Some(discovered(host, accepted));
    if matches!(driven.outcome, Outcome::Activated { .. }) {
        installed.activation = Some(StoredActivation {
            activation: accepted.reply.activation.clone(),
            host_license: accepted.reply.host_license.clone(),
        });
    }
}

fn discovered(host: &HostAddress, accepted: &Accepted) -> Discovered {
    Discovered {
        name: host.name.clone(),
        port: host.port,
        address: accepted.address.ip().to_string(),
        epid: accepted.activation.epid.clone(),
        count: accepted.activation.count,
    }
}
