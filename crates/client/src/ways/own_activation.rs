//! The activation that a machine signs itself, with a key that a license lends it: by directory, MAK or certificate.

use crate::{env::Env, error::ClientError, machine_binding::Salt, store::Store};
use muster_core::{id::ActivationId, time::Moment};
use muster_proto::activation::{Activation, IssuerInfo};
use muster_trust::chain::VerifiedLicense;

/// The holder of a license, which stands behind what is signed with its key.
pub(super) fn issuer<'l>(license: &'l VerifiedLicense, store: &Store) -> IssuerInfo<'l> {
    IssuerInfo { id: license.license.sub, epid: &license.license.epid, pack: store.anchors.pack.version }
}

/// The claims of an activation of this machine from `now` until `until`, without that one that has no end; and what binds this
/// machine's key to it.
pub(super) fn claims(
    store: &Store,
    id: ActivationId,
    issuer: &IssuerInfo<'_>,
    (now, until): (Moment, Option<Moment>),
    env: &Env,
) -> Result<(Activation, Salt), ClientError> {
    let machine = (store.state.cmid(), store.state.hardware(&env.machine));
    let (nonce, salt) = store.nonces(&env.entropy)?.draw();
    Ok((Activation::of_machine(machine, id, nonce, issuer, now, until), salt))
}
