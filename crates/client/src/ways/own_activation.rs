//! The activation that a machine signs itself, with a key that a license lends it: by directory, MAK or certificate.

use crate::{env::Env, store::Store};
use muster_core::{
    id::{ActivationId, Nonce},
    time::Moment,
};
use muster_proto::activation::{Activation, IssuerInfo};
use muster_trust::chain::VerifiedLicense;

/// The holder of a license, which stands behind what is signed with its key.
pub(super) fn issuer<'l>(license: &'l VerifiedLicense, store: &Store) -> IssuerInfo<'l> {
    IssuerInfo { id: license.license.sub, epid: &license.license.epid, pack: store.anchors.pack.version }
}

/// The claims of an activation of this machine from `now` until `until`; without that it has no end.
pub(super) fn claims(
    store: &Store,
    id: ActivationId,
    issuer: &IssuerInfo<'_>,
    (now, until): (Moment, Option<Moment>),
    env: &Env,
) -> Activation {
    let machine = (store.state.cmid(), store.state.hardware(&env.machine));
    let nonce = Nonce::from_bytes(env.entropy.bytes());
    Activation::of_machine(machine, id, nonce, issuer, now, until)
}
