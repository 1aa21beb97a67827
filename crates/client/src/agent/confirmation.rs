//! The confirmation id that comes with an order: it was got elsewhere for the installation id that this machine has told, or it activated
//! this hardware before.

use crate::{
    client::Client,
    env::Env,
    error::ClientError,
    phone_activation::{key_and_id, slot_files},
    store::Store,
    stored_activation::StoredActivation,
    ways::mak,
};
use muster_core::{
    id::ActivationId,
    keys::installation_id::{ConfirmationId, InstallationId},
};
use muster_trust::{
    chain::VerifiedLicense,
    installation_id,
    jws::Kind,
    sealed_slots::{self, OfflineError},
};

/// A confirmation id, and the installation id that it was issued for.
type Ids<'i> = (&'i InstallationId, &'i ConfirmationId);

/// Applies a confirmation id; with `again` one that may have been used before.
pub(super) fn apply(
    client: &mut Client,
    id: ActivationId,
    ids: Ids<'_>,
    again: bool,
    env: &Env,
) -> Result<(), ClientError> {
    match activation(&client.store, id, ids, again, env)? {
        Some(activation) => client.deposit(id, activation, env),
        None => Ok(()),
    }
}

/// What it opens; none if it is this product's activation already: the agent may have been killed after it was applied.
///
/// What is used again has to be an activation that never ends: that is the same as it was then. One with a term would begin anew, and one
/// that was given back would be taken twice; for these the authority is asked.
fn activation(
    store: &Store,
    id: ActivationId,
    (iid, cid): Ids<'_>,
    again: bool,
    env: &Env,
) -> Result<Option<StoredActivation>, ClientError> {
    let (key, own) = key_and_id(store, id, env)?;
    let same_hardware = (iid.target, iid.hardware) == (own.target, own.hardware);
    if !same_hardware || !installation_id::is_proven(iid, &key) {
        return Err(OfflineError::NotBound.into());
    }
    let (license, seed) = sealed_slots::open_license(&slot_files(store)?, &key, iid, cid)?;
    let stored = store.installed(id)?.0.activation.as_ref();
    if stored.is_some_and(|stored| stored.license == license) {
        return Ok(None);
    }
    let verified = VerifiedLicense::open(&license, Kind::MakLicense, &store.anchors)?;
    let fits = if again { verified.license.permanent } else { *iid == own };
    if !fits {
        return Err(OfflineError::NotBound.into());
    }
    let now = store.state.trusted_now(env.now);
    mak::with_license(store, id, (&license, &verified), seed, now, env).map(Some)
}
