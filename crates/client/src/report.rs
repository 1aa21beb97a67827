//! What a client shows of an installed product.

use crate::{ActivationType, Channel, Client, ClientError, Discovered, Machine, StoredObject, rearm::MACHINE_REARMS};
use muster_core::{
    client::{
        discovery::HostAddress,
        license::{Intervals, LicenseState},
    },
    code::Code,
    id::{ActivationId, ApplicationId},
    keys::{installation_id::InstallationId, product_key::KeyKind},
    time::Moment,
};
use muster_trust::{certificate, epid::extended_pid, issuance_license};

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
    /// What its key is for.
    pub kind: KeyKind,
    /// What it says at the authority's desk, if its key has such an id.
    pub installation_id: Option<InstallationId>,
    /// Which ways of activation are allowed.
    pub activation_type: ActivationType,
    /// How often all periods of the machine may be started anew.
    pub rearms_machine: u32,
    /// How often those of its application may be.
    pub rearms_application: u32,
    /// How often its own may be.
    pub rearms_product: u32,
    /// The time that its license is judged by.
    pub trusted_time: Moment,
    /// The license.
    pub standing: LicenseState,
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
    /// Who activated.
    pub by: Channel,
    /// The extended PID of the host or the activation object.
    pub epid: String,
    /// The signed activation.
    pub document: String,
    /// The activation object, for an activation by a directory.
    pub object: Option<StoredObject>,
    /// The activation id of the key group that stands behind it.
    pub group: Option<ActivationId>,
    /// What an activation by a certificate shows.
    pub token: Option<TokenFacts>,
}

/// What `/dlv` shows of an activation by a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFacts {
    /// The issuance license (ILID).
    pub license: String,
    /// Its version (ILvID).
    pub version: u32,
    /// The number of its grant.
    pub grant: u32,
    /// The certificate.
    pub thumbprint: String,
    /// What the license says of itself.
    pub description: String,
}

impl Client {
    /// An installed product at `now`.
    pub fn report(&self, id: ActivationId, machine: &Machine, now: Moment) -> Result<ProductReport, ClientError> {
        let (installed, product) = self.installed(id)?;
        let fixed = installed.fixed_host.as_ref().or(self.state.fixed_host.as_ref());
        let rearms = product.policy.rearms;
        let application = self.state.application_rearms.get(&product.application.to_string()).copied().unwrap_or(0);
        let domain = installed.lookup_domain.as_ref().or(self.state.lookup_domain.as_ref());
        Ok(ProductReport {
            id,
            application: product.application,
            name: product.name.clone(),
            epid: extended_pid(&self.root, product.number, 0, installed.installed()),
            partial_key: installed.partial_key(),
            kind: installed.kind(),
            installation_id: self.installation_id(id, machine).ok(),
            activation_type: self.activation_type(id),
            rearms_machine: MACHINE_REARMS.saturating_sub(self.state.rearms),
            rearms_application: rearms.saturating_sub(application),
            rearms_product: rearms.saturating_sub(installed.rearms),
            trusted_time: self.trusted_now(now),
            standing: self.standing(installed, product, machine, now),
            next_attempt: installed.next_attempt.map(Moment::from_unix),
            last_code: installed.last_attempt.as_ref().and_then(|attempt| attempt.code.parse().ok()),
            intervals: installed.intervals(),
            fixed_host: fixed.map(HostAddress::from),
            lookup_domain: domain.cloned(),
            caching: !self.state.caching_off,
            discovered: installed.discovered.clone(),
            activated_by: self.activated_by(installed),
        })
    }

    fn activated_by(&self, installed: &crate::state::Installed) -> Option<ActivatedBy> {
        let (held, stored) = self.activation(installed).zip(installed.activation.as_ref())?;
        let group = held.activation.epid.split('-').nth(1).and_then(|number| number.parse::<u16>().ok());
        let token = (held.by == Channel::Token).then(|| {
            let license = issuance_license::open(&stored.license, &self.trust).ok()?;
            let leaf = stored.certificates.first().and_then(|text| certificate::decode(text))?;
            Some(TokenFacts {
                license: license.sub.to_string(),
                version: license.version,
                grant: license.grant,
                thumbprint: certificate::thumbprint(&leaf),
                description: license.description,
            })
        });
        Some(ActivatedBy {
            by: held.by,
            epid: held.activation.epid,
            document: stored.activation.clone(),
            object: stored.object.clone(),
            group: group.and_then(|number| self.trust.pack.group(number)).map(|group| group.id),
            token: token.flatten(),
        })
    }
}
