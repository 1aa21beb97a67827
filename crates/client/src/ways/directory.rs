//! Activation by the directory that this machine is a member of: without a host and without a threshold. The activation
//! object lends its key; the machine signs its own activation with it.

use super::{attempt_result::AttemptResult, own_activation};
use crate::{
    activation_objects,
    env::Env,
    error::ClientError,
    store::Store,
    stored_activation::{Evidence, StoredActivation},
};
use muster_core::{client::report::ObjectName, event::Occurrence, id::ActivationId, time::Moment};
use muster_proto::event::Event;
use muster_trust::{
    chain::VerifiedLicense,
    error::ChainError,
    jws::{Kind, Signer},
};
use std::sync::Arc;

pub(super) fn attempt(store: &Store, id: ActivationId, env: &Env) -> AttemptResult {
    let activation = with_any_object(store, id, env);
    let found = match &activation {
        Ok(StoredActivation { evidence: Evidence::Directory { object }, .. }) => object.dn.clone(),
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    let result = AttemptResult::from(activation);
    let tried = Occurrence::DirectoryTried { code: result.code, product: id, detail: &found };
    AttemptResult { events: vec![Event::new(&tried, env.now)], ..result }
}

fn with_any_object(store: &Store, id: ActivationId, env: &Env) -> Result<StoredActivation, ClientError> {
    let mut failure = ClientError::NoObject(store.anchors.pack.vendor.clone());
    let now = store.state.trusted_now(env.now);
    for (object, license) in activation_objects::list(store)? {
        if let Err(error) = usable(&license, id, now) {
            failure = error.into();
            continue;
        }
        let (_, product) = store.installed(id)?;
        let until = now + product.policy.validity;
        let until = license.ends().map_or(until, |ends| until.min(ends));
        let Some(key) = object.key() else { continue };
        let issuer = own_activation::issuer(&license, store);
        let (claims, salt) = own_activation::claims(store, id, &issuer, (now, Some(until)), env)?;
        return Ok(StoredActivation {
            activation: Signer::new(Kind::Activation, Arc::new(key)).seal(&claims)?,
            license: object.license,
            received: now,
            salt: Some(salt),
            evidence: Evidence::Directory { object: ObjectName { name: object.name, dn: object.dn } },
        });
    }
    Err(failure)
}

fn usable(license: &VerifiedLicense, id: ActivationId, now: Moment) -> Result<(), ChainError> {
    license.in_force(now)?;
    if license.products.contains(&id) { Ok(()) } else { Err(ChainError::NotCovered(id)) }
}
