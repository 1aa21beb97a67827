//! Activation by a MAK: against the authority, or with a license that was delivered sealed. It holds until the hardware
//! changes, and can be returned.

use super::{attempt_result::AttemptResult, own_activation};
use crate::{
    authority,
    env::Env,
    error::ClientError,
    store::Store,
    stored_activation::{Evidence, StoredActivation},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    event::Occurrence,
    id::ActivationId,
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
};
use muster_proto::{
    authority::{LicenseRequest, ReturnRequest},
    event::Event,
    jwk::Jwk,
};
use muster_trust::{
    chain::VerifiedLicense,
    error::ChainError,
    jwk::{Sign, SigningKey},
    jws::{Kind, SealError, Signer},
};
use std::sync::Arc;

pub(super) fn attempt(store: &Store, id: ActivationId, env: &Env) -> AttemptResult {
    let mut result = AttemptResult::from(ask_authority(store, id, env));
    result.clock_confirmed = result.is_success();
    if let Some(detail) = result.detail.as_ref() {
        result.events =
            vec![Event::new(&Occurrence::AcquisitionFailed { code: result.code, product: id, detail }, env.now)];
    }
    result
}

fn ask_authority(store: &Store, id: ActivationId, env: &Env) -> Result<StoredActivation, ClientError> {
    let key = product_key(store, id)?;
    let seed = seed(store, id, env)?;
    let own = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
    let request = LicenseRequest {
        version: 1,
        key: key.reveal(),
        hardware: store.state.hardware(&env.machine),
        machine: env.machine.name.clone(),
        jwk: Jwk::from(own.public()),
    };
    let license = authority::license(&store.authority()?, KeyKind::Multiple, ActivationTarget::Machine, &request)?;
    with_license(store, id, &license, seed, env)
}

/// The installed MAK.
pub(crate) fn product_key(store: &Store, id: ActivationId) -> Result<ProductKey, ClientError> {
    let (installed, _) = store.installed(id)?;
    let key = installed.key().ok_or(ClientError::KeyWiped)?;
    if key.claim().kind == KeyKind::Multiple { Ok(key) } else { Err(ClientError::KeyType) }
}

/// The private key to bind: the one of the last activation, so that asking again costs nothing.
fn seed(store: &Store, id: ActivationId, env: &Env) -> Result<[u8; 32], ClientError> {
    let (installed, _) = store.installed(id)?;
    match installed.activation.as_ref().map(|stored| &stored.evidence) {
        Some(Evidence::Mak { seed }) => Ok(*seed),
        _ => Ok(env.entropy.bytes()),
    }
}

/// Signs the activation of this machine with the key that a MAK's license binds.
pub(crate) fn with_license(
    store: &Store,
    id: ActivationId,
    document: &str,
    seed: [u8; 32],
    env: &Env,
) -> Result<StoredActivation, ClientError> {
    let license = VerifiedLicense::open(document, Kind::MakLicense, &store.anchors)?;
    license.in_force(env.now)?;
    if !license.products.contains(&id) {
        return Err(ChainError::NotCovered(id).into());
    }
    let key = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
    if key.public() != license.key {
        return Err(ChainError::NotMine("key").into());
    }
    let claims = own_activation::claims(store, id, &own_activation::issuer(&license, store), None, env);
    let activation = Signer::new(Kind::Activation, Arc::new(key)).seal(&claims)?;
    Ok(StoredActivation { activation, license: document.to_owned(), evidence: Evidence::Mak { seed } })
}

/// Returns the activation of a product: it is gone from this machine before the authority is asked. What the authority has
/// not taken yet is offered again at the next call.
pub(crate) fn return_activation(store: &mut Store, id: ActivationId) -> Result<(), ClientError> {
    let (installed, _) = store.installed(id)?;
    if let Some(StoredActivation { license, evidence: Evidence::Mak { seed }, .. }) = &installed.activation {
        let key = SigningKey::from_seed(*seed).map_err(ChainError::Key)?;
        let signature = key.sign(license.as_bytes()).map_err(SealError::from)?;
        let signature = URL_SAFE_NO_PAD.encode(signature);
        let request = ReturnRequest { version: 1, license: license.clone(), signature };
        store.change(|state| {
            state.returns.push(request);
            state.product_mut(id).ok_or(ClientError::NotInstalled(id))?.activation = None;
            Ok(())
        })?;
    }
    if store.state.returns.is_empty() {
        return Err(ClientError::NothingToReturn);
    }
    let authority = store.authority()?;
    while let Some(request) = store.state.returns.first().cloned() {
        authority::return_activation(&authority, &request)?;
        store.change(|state| {
            state.returns.retain(|other| other.license != request.license);
            Ok(())
        })?;
    }
    Ok(())
}
