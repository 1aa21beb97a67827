//! What a client reports of an installed product.

use crate::{
    env::Env,
    error::ClientError,
    license_state::{self, VerifiedActivation},
    phone_activation,
    rearm::MACHINE_REARMS,
    state::Installed,
    store::Store,
    stored_activation::{Evidence, StoredActivation},
};
use muster_core::{
    client::report::{ActivatedBy, ProductReport, TokenFacts},
    id::ActivationId,
    time::Moment,
};
use muster_trust::{anchors::TrustAnchors, epid::extended_pid};

/// An installed product, on the machine and at the time of `env`.
pub(crate) fn product(store: &Store, id: ActivationId, env: &Env) -> Result<ProductReport, ClientError> {
    let (installed, product) = store.installed(id)?;
    let Store { state, anchors, .. } = store;
    let rearms = product.policy.rearms;
    let trusted_time = state.trusted_now(env.now);
    let held = license_state::verify(installed, state, anchors, trusted_time);
    let standing = license_state::with_activation(store, installed, product, held.as_ref(), env);
    let application = state.application_rearms.get(&product.application.to_string()).copied().unwrap_or(0);
    Ok(ProductReport {
        vendor: anchors.pack.vendor.clone(),
        cmid: state.cmid(),
        id,
        application: product.application,
        name: product.name.clone(),
        epid: extended_pid(&store.root, product.number, 0, installed.installed()),
        partial_key: installed.partial_key(),
        kind: installed.kind(),
        installation_id: phone_activation::installation_id(store, id, env).ok(),
        activation_type: state.activation_type(installed),
        rearms_machine: MACHINE_REARMS.saturating_sub(state.rearms),
        rearms_application: rearms.saturating_sub(application),
        rearms_product: rearms.saturating_sub(installed.rearms),
        pack_until: anchors.pack.until,
        trusted_time,
        features: license_state::features(&standing, held.as_ref(), product),
        ends: held.as_ref().and_then(|held| held.ends),
        standing,
        next_attempt: installed.next_attempt.map(Moment::from_unix),
        last_code: installed.last_code(),
        intervals: installed.intervals(),
        fixed_host: state.fixed_host(installed),
        lookup_domain: state.lookup_domain(installed),
        caching: !state.caching_off,
        discovered: installed.discovered.as_ref().map(Into::into),
        activated_by: held.and_then(|held| activated_by(held, installed, anchors)),
    })
}

fn activated_by(held: VerifiedActivation, installed: &Installed, anchors: &TrustAnchors) -> Option<ActivatedBy> {
    let stored = installed.activation.as_ref()?;
    let group = held.activation.epid.split('-').nth(1).and_then(|number| number.parse::<u16>().ok());
    let object = match &stored.evidence {
        Evidence::Directory { object } => Some(object.clone()),
        _ => None,
    };
    Some(ActivatedBy {
        by: stored.evidence.channel(),
        epid: held.activation.epid,
        document: stored.activation.clone(),
        object,
        group: group.and_then(|number| anchors.pack.group(number)).map(|group| group.id),
        token: token_facts(stored, anchors),
    })
}

#[cfg(feature = "x509")]
fn token_facts(stored: &StoredActivation, anchors: &TrustAnchors) -> Option<TokenFacts> {
    match &stored.evidence {
        Evidence::Token { certificates } => crate::token_evidence::facts(stored, certificates, anchors),
        _ => None,
    }
}

#[cfg(not(feature = "x509"))]
fn token_facts(_: &StoredActivation, _: &TrustAnchors) -> Option<TokenFacts> {
    None
}
