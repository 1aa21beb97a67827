//! Activation by a host.

use super::AttemptResult;
use crate::{
    Client, ClientError, Env, Network,
    session_driver::{self, RequestContext, SessionResult, VerifiedResponse},
    state::{Discovered, StoredActivation},
};
use muster_core::{
    client::{
        activation::Channel,
        discovery::{HostAddress, Settings},
        license::LicenseState,
        session::{Outcome, Session},
    },
    host::request::ActivationRequest,
    id::ActivationId,
};

impl Client {
    pub(super) fn via_host(&mut self, id: ActivationId, env: &Env) -> Result<AttemptResult, ClientError> {
        let (installed, product) = self.installed(id)?;
        let threshold = product.policy.threshold;
        let standing = self.standing(installed, product, env);
        let session = Session::new(self.discovery(id, &env.network), threshold);
        let ask = self.ask(id, &standing, threshold, env);
        let with = RequestContext { env, trust: &self.trust, ask: &ask };
        let driven = session_driver::drive(session, &with);
        if let Some(pack) = &driven.newer_pack {
            // What a host offers is taken only if the installed pack vouches for it; else nothing changes.
            drop(self.install_pack(pack));
        }
        Ok(way(driven))
    }

    /// What is known of hosts.
    pub(crate) fn discovery(&self, id: ActivationId, network: &Network) -> Settings {
        let installed = self.state.product(id);
        let fixed = installed.and_then(|product| product.fixed_host.as_ref()).or(self.state.fixed_host.as_ref());
        let cached = installed.and_then(|product| product.discovered.as_ref()).filter(|_| !self.state.caching_off);
        let domain = installed.and_then(|product| product.lookup_domain.as_ref());
        Settings {
            fixed: fixed.map(HostAddress::from),
            lookup_domain: domain.or(self.state.lookup_domain.as_ref()).cloned(),
            cached: cached.map(|host| HostAddress { name: host.name.clone(), port: host.port }),
            suffixes: network.suffixes.clone(),
        }
    }

    fn ask(&self, product: ActivationId, standing: &LicenseState, threshold: u32, env: &Env) -> ActivationRequest {
        ActivationRequest {
            cmid: self.cmid(),
            hardware: self.hardware(&env.machine),
            machine: env.machine.name.clone(),
            product,
            client_time: env.now,
            virtual_machine: env.machine.virtual_machine,
            status: standing.status,
            minutes_left: standing.remaining(self.trusted_now(env.now)).minutes_saturating(),
            threshold,
        }
    }
}

fn way(driven: SessionResult) -> AttemptResult {
    let SessionResult { outcome, accepted, session, events, detail, .. } = driven;
    let code = outcome.code();
    let activated = matches!(outcome, Outcome::Activated { .. });
    let granted = match outcome {
        Outcome::Activated { host, grant } | Outcome::TooFew { host, grant } => Some((host, grant)),
        Outcome::Failed(_) => None,
    };
    let discovered = granted.as_ref().zip(accepted.as_ref()).map(|((host, _), accepted)| discovered(host, accepted));
    let activation = accepted.filter(|_| activated).map(|accepted| StoredActivation {
        activation: accepted.reply.activation,
        license: accepted.reply.host_license,
        by: Channel::Host,
        object: None,
        seed: None,
        certificates: Vec::new(),
    });
    AttemptResult {
        code,
        by: activated.then_some(Channel::Host),
        vouched: granted.is_some(),
        granted,
        tries: session.tries().to_vec(),
        detail,
        activation,
        events,
        discovered,
    }
}

fn discovered(host: &HostAddress, accepted: &VerifiedResponse) -> Discovered {
    Discovered {
        name: host.name.clone(),
        port: host.port,
        address: accepted.address.ip().to_string(),
        epid: accepted.activation.epid.clone(),
        count: accepted.activation.count,
    }
}
