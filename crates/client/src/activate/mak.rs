//! Activation by a MAK: against the authority, or with a license that was delivered sealed. It holds until the hardware
//! changes, and can be given back.

use super::{AttemptResult, Issuing};
use crate::{Client, ClientError, Env, authority, state::StoredActivation};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    client::activation::Channel,
    event::Occurrence,
    id::ActivationId,
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
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
    jws::{Kind, Signer},
};
use std::sync::Arc;

impl Client {
    pub(super) fn via_mak(&mut self, id: ActivationId, env: &Env) -> AttemptResult {
        match self.ask_with_mak(id, env) {
            Ok(activation) => AttemptResult { vouched: true, ..AttemptResult::done(Channel::Mak, activation) },
            Err(error) => {
                let code = error.code();
                let events = vec![Event::new(
                    &Occurrence::AcquisitionFailed { code, product: id, detail: &error.to_string() },
                    env.now,
                )];
                AttemptResult { events, ..AttemptResult::failed(code, error.to_string()) }
            }
        }
    }

    fn ask_with_mak(&mut self, id: ActivationId, env: &Env) -> Result<StoredActivation, ClientError> {
        let (key, _) = self.mak(id)?;
        let seed = self.mak_seed(id, env)?;
        let own = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
        let request = LicenseRequest {
            version: 1,
            key: key.reveal(),
            hardware: self.hardware(&env.machine),
            machine: env.machine.name.clone(),
            jwk: Jwk::from(own.public()),
        };
        let license = authority::license(&self.authority()?, KeyKind::Multiple, ActivationTarget::Machine, &request)?;
        self.mak_activation(id, &license, seed, env)
    }

    /// The private key to bind: the one of the last activation, so that asking again costs nothing.
    fn mak_seed(&self, id: ActivationId, env: &Env) -> Result<[u8; 32], ClientError> {
        let (installed, _) = self.installed(id)?;
        let last = installed.activation.as_ref().filter(|activation| activation.by == Channel::Mak);
        Ok(last.and_then(|activation| activation.seed).unwrap_or_else(|| env.entropy.bytes()))
    }

    /// Takes a license that was delivered sealed.
    pub(crate) fn activate_with_mak(
        &mut self,
        id: ActivationId,
        license: &str,
        seed: [u8; 32],
        env: &Env,
    ) -> Result<(), ClientError> {
        let activation = self.mak_activation(id, license, seed, env)?;
        self.finish(id, AttemptResult::done(Channel::Mak, activation), env).map(drop)
    }

    fn mak_activation(
        &self,
        id: ActivationId,
        license: &str,
        seed: [u8; 32],
        env: &Env,
    ) -> Result<StoredActivation, ClientError> {
        let credential = VerifiedLicense::open(license, Kind::MakLicense, &self.trust)?;
        credential.in_force(env.now)?;
        if !credential.products.contains(&id) {
            return Err(ChainError::NotCovered(id).into());
        }
        let key = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
        if key.public() != credential.key {
            return Err(ChainError::NotMine("key").into());
        }
        let claims = self.own_activation(id, &Issuing::by(&credential, None), env);
        let activation = Signer::new(Kind::Activation, Arc::new(key)).seal(&claims)?;
        Ok(StoredActivation {
            activation,
            license: license.to_owned(),
            by: Channel::Mak,
            object: None,
            seed: Some(seed),
            certificates: Vec::new(),
        })
    }

    /// Gives the activation of a product back: it is gone from this machine before the authority hears of it. What the
    /// authority has not taken yet is offered again at the next call.
    pub fn return_activation(&mut self, id: ActivationId) -> Result<(), ClientError> {
        let (installed, _) = self.installed(id)?;
        let stored = installed.activation.clone().filter(|activation| activation.by == Channel::Mak);
        if let Some((stored, seed)) = stored.and_then(|stored| stored.seed.map(|seed| (stored, seed))) {
            let key = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
            let signature = key.sign(stored.license.as_bytes()).map_err(muster_trust::jws::SealError::from)?;
            let request =
                ReturnRequest { version: 1, license: stored.license, signature: URL_SAFE_NO_PAD.encode(signature) };
            self.change(|state| {
                state.returns.push(request);
                let installed = state.product_mut(id).ok_or(ClientError::NotInstalled(id))?;
                installed.activation = None;
                Ok(())
            })?;
        }
        if self.state.returns.is_empty() {
            return Err(ClientError::NothingToReturn);
        }
        let authority = self.authority()?;
        while let Some(request) = self.state.returns.first().cloned() {
            authority::return_activation(&authority, &request)?;
            self.change(|state| {
                state.returns.retain(|other| other.license != request.license);
                Ok(())
            })?;
        }
        Ok(())
    }
}
