//! Activation by a host: found, asked, and its answer verified.

use super::attempt_result::{AttemptResult, HostAnswers, HostGrant};
use crate::{
    discover::Network,
    env::Env,
    error::ClientError,
    license_state::license_state,
    session_driver::{self, HostsOnNetwork, SessionResult, VerifiedResponse},
    state::{Discovered, Installed, State},
    store::Store,
    stored_activation::{Evidence, StoredActivation},
};
use muster_core::{
    client::{
        discovery::{HostAddress, Settings},
        session::{Outcome, Session},
    },
    host::request::ActivationRequest,
    id::ActivationId,
    pack::Product,
    time::Moment,
};

pub(super) fn attempt(store: &mut Store, id: ActivationId, env: &Env) -> Result<AttemptResult, ClientError> {
    // On disk before anything is sent: a state that is put back sends what was sent before, and its host notices.
    let counter = store.change(|state| Ok(state.take_counters()))?;
    let (installed, product) = store.installed(id)?;
    let request = ActivationRequest { counter, ..request(store, installed, product, env) };
    let session = Session::new(settings(&store.state, installed, &env.network), product.policy.threshold);
    let hosts = HostsOnNetwork { network: &env.network, entropy: &env.entropy };
    let nonces = store.nonces(&env.entropy)?;
    Ok(result(session_driver::drive(session, &hosts, &store.anchors, &request, nonces), env.now))
}

/// What is known of where hosts are.
fn settings(state: &State, installed: &Installed, network: &Network) -> Settings {
    let cached = installed.discovered.as_ref().filter(|_| !state.caching_off);
    Settings {
        fixed: state.fixed_host(installed),
        lookup_domain: state.lookup_domain(installed),
        cached: cached.map(|host| HostAddress { name: host.name.clone(), port: host.port }),
        suffixes: network.suffixes.clone(),
    }
}

fn request(store: &Store, installed: &Installed, product: &Product, env: &Env) -> ActivationRequest {
    let license = license_state(store, installed, product, env);
    ActivationRequest {
        cmid: store.state.cmid(),
        hardware: store.state.hardware(&env.machine),
        machine: env.machine.name.clone(),
        product: product.id,
        client_time: env.now,
        virtual_machine: env.machine.virtual_machine,
        status: license.status,
        minutes_left: license.remaining(store.state.trusted_now(env.now)).minutes_saturating(),
        threshold: product.policy.threshold,
        counter: 0,
    }
}

fn result(driven: SessionResult, now: Moment) -> AttemptResult {
    let SessionResult { outcome, accepted, session, events, detail, newer_pack } = driven;
    let code = outcome.code();
    let activated = matches!(outcome, Outcome::Activated { .. });
    let granted = match outcome {
        Outcome::Activated { host, grant } | Outcome::TooFew { host, grant } => Some((host, grant)),
        Outcome::Failed(_) => None,
    };
    let granted = granted.zip(accepted.as_ref()).map(|((host, grant), accepted)| {
        let discovered = discovered(&host, accepted);
        HostGrant { host, grant, discovered }
    });
    let confirmed_time = accepted.as_ref().map(|accepted| accepted.activation.period().from);
    let activation = accepted.filter(|_| activated).map(|accepted| StoredActivation {
        activation: accepted.reply.activation,
        license: accepted.reply.host_license,
        received: now,
        salt: Some(accepted.salt),
        evidence: Evidence::Host,
    });
    let hosts = HostAnswers { tries: session.tries().to_vec(), granted, newer_pack };
    AttemptResult { code, detail, events, activation, deposited: false, confirmed_time, renew_at: None, hosts }
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

#[cfg(test)]
mod tests {
    use super::settings;
    use crate::{
        discover::Network,
        state::{Address, Discovered, Installed, State},
    };
    use muster_core::{
        client::discovery::HostAddress,
        id::Cmid,
        keys::product_key::{KeyClaim, ProductKey},
        time::Moment,
    };

    fn host(name: &str) -> HostAddress {
        HostAddress { name: name.into(), port: 1688 }
    }

    /// Where an unset product of an unset machine looks, changed by `change`.
    fn check(change: fn(&mut State, &mut Installed), fixed: Option<&str>, domain: Option<&str>, cached: Option<&str>) {
        let mut state = State::new(Cmid::from_bytes([7; 16]), &[]);
        let key = ProductKey::new(KeyClaim::setup(1), [0; 10]);
        let id = "00000000-0000-0000-0000-0000000000b1".parse().expect("an id");
        let mut installed = Installed::new(id, &key, Moment::from_unix(0));
        change(&mut state, &mut installed);
        let network = Network { suffixes: vec!["corp.test".into()], ..Network::default() };
        let found = settings(&state, &installed, &network);
        assert_eq!((found.fixed, found.lookup_domain.as_deref()), (fixed.map(host), domain));
        assert_eq!((found.cached, found.suffixes), (cached.map(host), vec!["corp.test".to_owned()]));
    }

    #[test]
    fn what_is_set_for_the_product_comes_before_what_is_set_for_the_machine() {
        check(|_, _| {}, None, None, None);
        check(|state, _| state.fixed_host = Some(Address::from(host("machine"))), Some("machine"), None, None);
        check(
            |state, installed| {
                state.fixed_host = Some(Address::from(host("machine")));
                installed.fixed_host = Some(Address::from(host("product")));
            },
            Some("product"),
            None,
            None,
        );
        check(|state, _| state.lookup_domain = Some("machine.test".into()), None, Some("machine.test"), None);
        check(
            |state, installed| {
                state.lookup_domain = Some("machine.test".into());
                installed.lookup_domain = Some("product.test".into());
            },
            None,
            Some("product.test"),
            None,
        );
    }

    fn answered(installed: &mut Installed) {
        let host =
            Discovered { name: "last".into(), port: 1688, address: "192.0.2.7".into(), epid: "epid".into(), count: 30 };
        installed.discovered = Some(host);
    }

    #[test]
    fn the_host_that_answered_last_is_known_unless_caching_is_off() {
        check(|_, installed| answered(installed), None, None, Some("last"));
        check(
            |state, installed| {
                state.caching_off = true;
                answered(installed);
            },
            None,
            None,
            None,
        );
    }
}
