//! The license of an installed product: its stored activation verified anew, on this hardware, by a clock that is not
//! believed backwards.

use crate::{
    env::Env,
    error::ClientError,
    state::{Installed, State},
    store::Store,
    stored_activation::Documents,
};
use muster_core::{
    client::{
        activation::Channel,
        license::{License, LicenseState, Status},
    },
    features::Features,
    id::{ActivationId, HardwareId},
    pack::Product,
    time::Moment,
};
use muster_proto::activation::Activation;
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    error::ChainError,
    jws::Kind,
};

/// An activation that verifies and is this machine's.
pub(crate) struct VerifiedActivation {
    pub(crate) activation: Activation,
    /// Whether its issuer was revoked since.
    pub(crate) revoked: bool,
    /// What its license allows, over the defaults of the product.
    pub(crate) features: Features,
    /// When its product key ends.
    pub(crate) ends: Option<Moment>,
}

/// The stored activation of a product at `now`, if it still verifies, is bound to the enrolled hardware, and was received when it
/// says that it was issued.
pub(crate) fn verify(
    installed: &Installed,
    state: &State,
    anchors: &TrustAnchors,
    now: Moment,
) -> Option<VerifiedActivation> {
    let stored = installed.activation.as_ref()?;
    let expected = Expected { cmid: state.cmid(), product: installed.id()?, now, nonce: None };
    open(&stored.into(), &expected, state.enrolled_hardware(), anchors).ok()
}

/// The activation in its documents, bound to this hardware.
pub(crate) fn open(
    documents: &Documents<'_>,
    expected: &Expected,
    hardware: HardwareId,
    anchors: &TrustAnchors,
) -> Result<VerifiedActivation, ChainError> {
    let verified = match documents.by {
        Channel::Host => with_license(documents, Kind::HostLicense, expected, anchors)?,
        Channel::Directory => with_license(documents, Kind::DirectoryLicense, expected, anchors)?,
        Channel::Mak => with_license(documents, Kind::MakLicense, expected, anchors)?,
        Channel::Token => {
            with_certificates(documents, expected, anchors).ok_or(ChainError::NotMine(ChainError::CERTIFICATE))?
        }
    };
    if verified.activation.hardware != hardware {
        return Err(ChainError::NotMine(ChainError::HARDWARE));
    }
    chain::check_clock(verified.activation.period().from, documents.received)?;
    Ok(verified)
}

fn with_license(
    documents: &Documents<'_>,
    kind: Kind,
    expected: &Expected,
    anchors: &TrustAnchors,
) -> Result<VerifiedActivation, ChainError> {
    let license = VerifiedLicense::open(documents.license, kind, anchors)?;
    let activation = chain::open_activation(documents.activation, &license, expected)?;
    let ends = license.ends();
    Ok(VerifiedActivation { activation, revoked: license.revoked, features: license.license.features, ends })
}

#[cfg(feature = "x509")]
fn with_certificates(
    documents: &Documents<'_>,
    expected: &Expected,
    anchors: &TrustAnchors,
) -> Option<VerifiedActivation> {
    crate::token_evidence::verify(documents, expected, anchors)
}

/// A build without X.509 cannot verify an activation by a certificate; it keeps the one that it finds.
#[cfg(not(feature = "x509"))]
fn with_certificates(_: &Documents<'_>, _: &Expected, _: &TrustAnchors) -> Option<VerifiedActivation> {
    None
}

/// The license of an installed product, on the machine and at the time of `env`.
pub(crate) fn license_state(store: &Store, installed: &Installed, product: &Product, env: &Env) -> LicenseState {
    let held = verify(installed, &store.state, &store.anchors, store.state.trusted_now(env.now));
    with_activation(store, installed, product, held.as_ref(), env)
}

/// The same by the activation that [`verify`] found.
pub(crate) fn with_activation(
    store: &Store,
    installed: &Installed,
    product: &Product,
    held: Option<&VerifiedActivation>,
    env: &Env,
) -> LicenseState {
    let now = store.state.trusted_now(env.now);
    let changed = store.state.hardware_changed(&env.machine);
    let license = License {
        installed: installed.installed(),
        activation: held.map(|held| held.activation.period()),
        hardware_changed: changed.then(|| installed.hardware_changed().unwrap_or(now)),
        non_genuine: held.is_some_and(|held| held.revoked).then(|| installed.non_genuine().unwrap_or(now)),
        ends: held.and_then(|held| held.ends),
    };
    license.standing(&product.policy, now)
}

/// What the license allows in this state: what the activation rests on says it, over the defaults of the product. Before the first
/// activation these hold: the pack says them of every license.
pub(crate) fn features(state: &LicenseState, held: Option<&VerifiedActivation>, product: &Product) -> Features {
    match (state.status, held) {
        (Status::Notification | Status::Unlicensed, _) => Features::default(),
        (_, Some(held)) => held.features.over(&product.features).granted(),
        (_, None) => product.features.clone().granted(),
    }
}

/// Records what can be seen now and may be gone later: the time, hardware that changed, an issuer that was revoked. A clock
/// that was set back leaves one event.
pub(crate) fn record_observations(store: &mut Store, env: &Env) -> Result<(), ClientError> {
    store.record_time(env.now)?;
    let Store { state, anchors, .. } = &*store;
    let now = state.trusted_now(env.now);
    let changed = state.hardware_changed(&env.machine);
    let is_revoked =
        |installed: &&Installed| verify(installed, state, anchors, now).is_some_and(|activation| activation.revoked);
    let revoked: Vec<ActivationId> = state.products.iter().filter(is_revoked).filter_map(Installed::id).collect();
    let news = state.products.iter().any(|installed| {
        let revoked = installed.id().is_some_and(|id| revoked.contains(&id));
        (changed && installed.hardware_changed().is_none()) || (revoked && installed.non_genuine().is_none())
    });
    if !news {
        return Ok(());
    }
    store.change(|state| {
        for installed in &mut state.products {
            if changed && installed.hardware_changed().is_none() {
                installed.set_hardware_changed(Some(now));
            }
            let revoked = installed.id().is_some_and(|id| revoked.contains(&id));
            if revoked && installed.non_genuine().is_none() {
                installed.set_non_genuine(Some(now));
            }
        }
        Ok(())
    })
}
