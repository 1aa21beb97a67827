//! Activation by a MAK: against the authority, or with a license that was delivered sealed. The license binds this machine. As the
//! key group says, the activation is permanent, or it is renewed after two thirds of its term and can be returned.

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
    id::{ActivationId, Nonce},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
    term,
    time::Moment,
};
use muster_proto::{
    authority::{LicenseRequest, ReturnRequest},
    event::Event,
    jwk::Jwk,
};
use muster_trust::{
    chain::{self, VerifiedLicense},
    error::ChainError,
    jwk::{Sign, SigningKey},
    jws::{Kind, SealError, Signer},
    license_request,
};
use std::sync::Arc;

pub(super) fn attempt(store: &Store, id: ActivationId, env: &Env) -> AttemptResult {
    let error = match ask_authority(store, id, env) {
        Ok(result) => return result,
        Err(error) => error,
    };
    let code = error.code();
    let failed = Occurrence::AcquisitionFailed { code, product: id, detail: &error.to_string() };
    let events = vec![Event::new(&failed, env.now)];
    AttemptResult { events, ..AttemptResult::failed(code, error) }
}

fn ask_authority(store: &Store, id: ActivationId, env: &Env) -> Result<AttemptResult, ClientError> {
    let key = product_key(store, id)?;
    let seed = seed(store, id, env)?;
    let own = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
    let nonce = Nonce::from_bytes(env.entropy.bytes());
    let request = LicenseRequest {
        version: 1,
        key: key.reveal(),
        hardware: store.state.hardware(&env.machine),
        machine: env.machine.name.clone(),
        cmid: Some(store.state.cmid()),
        nonce,
        time: env.now.unix(),
        jwk: Jwk::from(own.public()),
        signature: String::new(),
        pack: store.anchors.pack.version,
    };
    let request = license_request::sign(request, &own)?;
    let document = authority::license(&store.authority()?, KeyKind::Multiple, ActivationTarget::Machine, &request)?;
    let license = VerifiedLicense::open(&document, Kind::MakLicense, &store.anchors)?;
    let confirmed = confirmed_time(&license, nonce, env.now)?;
    let activation = with_license(store, id, (&document, &license), seed, env.now, env)?;
    let until = license.mak_end(id, env.now);
    let renew_at = until.map(|until| term::renewal(env.now.min(until), until));
    Ok(AttemptResult { confirmed_time: Some(confirmed), renew_at, ..AttemptResult::activated(activation) })
}

/// When the authority answered this very request. Fails for a license that answers another, and where the clocks do not agree.
fn confirmed_time(license: &VerifiedLicense, nonce: Nonce, now: Moment) -> Result<Moment, ChainError> {
    let answers = license.license.answers.filter(|answers| answers.nonce == nonce);
    let at = answers.map(|answers| Moment::from_unix(answers.at)).ok_or(ChainError::NotMine(ChainError::REQUEST))?;
    chain::check_clock(at, now).map(|()| at)
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

/// Signs, at `now`, the activation of this machine with the key that a MAK's license binds.
pub(crate) fn with_license(
    store: &Store,
    id: ActivationId,
    (document, license): (&str, &VerifiedLicense),
    seed: [u8; 32],
    now: Moment,
    env: &Env,
) -> Result<StoredActivation, ClientError> {
    license.in_force(now)?;
    if !license.products.contains(&id) {
        return Err(ChainError::NotCovered(id).into());
    }
    license.bound_to(store.state.cmid(), store.state.hardware(&env.machine))?;
    let key = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
    if key.public() != license.key {
        return Err(ChainError::NotMine(ChainError::KEY).into());
    }
    let term = (now, license.mak_end(id, now));
    let (claims, salt) = own_activation::claims(store, id, &own_activation::issuer(license, store), term, env)?;
    let activation = Signer::new(Kind::Activation, Arc::new(key)).seal(&claims)?;
    let evidence = Evidence::Mak { seed };
    Ok(StoredActivation { activation, license: document.to_owned(), received: now, salt: Some(salt), evidence })
}

/// Returns the activation of a product: it is gone from this machine before the authority is asked. What the authority has
/// not taken yet is offered again at the next call. A permanent one stays.
pub(crate) fn return_activation(store: &mut Store, id: ActivationId) -> Result<(), ClientError> {
    let (installed, _) = store.installed(id)?;
    if let Some(StoredActivation { license, evidence: Evidence::Mak { seed }, .. }) = &installed.activation {
        let opened = VerifiedLicense::open(license, Kind::MakLicense, &store.anchors);
        if opened.is_ok_and(|opened| opened.license.permanent) {
            return Err(ClientError::Permanent);
        }
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
