//! What a client shows of an installed product.

use crate::{Client, ClientError, Discovered, Machine};
use muster_core::{
    code::Code,
    discovery::HostAddress,
    id::{ActivationId, ApplicationId},
    license::{Intervals, Standing},
    time::Moment,
};
use muster_wire::epid::extended_pid;

/// What `/dlv` prints of an installed product.
#[derive(Clone, Debug)]
pub struct ProductReport {
    /// Its activation id.
    pub id: ActivationId,
    /// Its application id.
    pub application: ApplicationId,
    /// Its name.
    pub name: String,
    /// Its extended PID.
    pub epid: String,
    /// The last five characters of its key.
    pub partial_key: String,
    /// The license.
    pub standing: Standing,
    /// When it asks again.
    pub next_attempt: Option<Moment>,
    /// How the last attempt ended.
    pub last_code: Option<Code>,
    /// How often it asks.
    pub intervals: Intervals,
    /// The host that was set by hand.
    pub fixed_host: Option<HostAddress>,
    /// The domain that was set by hand.
    pub lookup_domain: Option<String>,
    /// Whether the host that answered is kept.
    pub caching: bool,
    /// The host that answered last.
    pub discovered: Option<Discovered>,
    /// What it is activated by, while there is an activation that verifies.
    pub activated_by: Option<ActivatedBy>,
}

/// An activation in force.
#[derive(Clone, Debug)]
pub struct ActivatedBy {
    /// The host's extended PID.
    pub epid: String,
    /// The signed activation.
    pub document: String,
}

impl Client {
    /// An installed product at `now`.
    pub fn report(&self, id: ActivationId, machine: &Machine, now: Moment) -> Result<ProductReport, ClientError> {
        let (installed, product) = self.installed(id)?;
        let fixed = installed.fixed_host.as_ref().or(self.state.fixed_host.as_ref());
        let stored = installed.activation.as_ref();
        let activated_by = self
            .activation(installed)
            .zip(stored)
            .map(|(activation, stored)| ActivatedBy { epid: activation.epid, document: stored.activation.clone() });
        Ok(ProductReport {
            id,
            application: product.application,
            name: product.name.clone(),
            epid: extended_pid(&self.root, product.number, 0, installed.installed()),
            partial_key: installed.key().map(|key| key.partial()).unwrap_or_default(),
            standing: self.standing(installed, product, machine, now),
            next_attempt: installed.next_attempt.map(Moment::from_unix),
            last_code: installed.last_attempt.as_ref().and_then(|attempt| attempt.code.parse().ok()),
            intervals: installed.intervals(),
            fixed_host: fixed.map(HostAddress::from),
            lookup_domain: self.state.lookup_domain.clone(),
            caching: !self.state.caching_off,
            discovered: installed.discovered.clone(),
            activated_by,
        })
    }
}
