//! Activation by the directory that this machine is a member of: with no host and no threshold. The object in the directory
//! lends its key; the machine signs its own activation with it.

use super::{AttemptResult, Issuing};
use crate::{
    Client, ClientError, Env, authority,
    offline::host_key,
    state::{StoredActivation, StoredObject},
};
use muster_core::{
    client::activation::Channel,
    code,
    event::Occurrence,
    id::ActivationId,
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
    time::Moment,
};
use muster_proto::{authority::LicenseRequest, event::Event, jwk::Jwk};
use muster_trust::{
    chain::VerifiedLicense,
    error::ChainError,
    jwk::SigningKey,
    jws::{Kind, Signer},
};
use std::sync::Arc;

impl Client {
    pub(super) fn via_directory(&self, id: ActivationId, env: &Env) -> AttemptResult {
        let (code, detail, way) = match self.ask_directory(id, env) {
            Ok(activation) => {
                let dn = activation.object.as_ref().map(|object| object.dn.clone()).unwrap_or_default();
                (code::SUCCESS, dn, AttemptResult::done(Channel::Directory, activation))
            }
            Err(error) => (error.code(), error.to_string(), AttemptResult::failed(error.code(), error.to_string())),
        };
        AttemptResult {
            events: vec![Event::new(&Occurrence::DirectoryTried { code, product: id, detail: &detail }, env.now)],
            ..way
        }
    }

    fn ask_directory(&self, id: ActivationId, env: &Env) -> Result<StoredActivation, ClientError> {
        let mut failure = ClientError::NoObject(self.trust.pack.vendor.clone());
        for (object, credential) in self.activation_objects()? {
            if let Err(error) = usable(&credential, id, env.now) {
                failure = error.into();
                continue;
            }
            let (_, product) = self.installed(id)?;
            let until = env.now + product.policy.validity;
            let Some(key) = object.key() else { continue };
            let claims = self.own_activation(id, &Issuing::by(&credential, Some(until)), env);
            return Ok(StoredActivation {
                activation: Signer::new(Kind::Activation, Arc::new(key)).seal(&claims)?,
                license: object.license,
                by: Channel::Directory,
                object: Some(StoredObject { name: object.name, dn: object.dn }),
                seed: None,
                certificates: Vec::new(),
            });
        }
        Err(failure)
    }

    /// Creates an activation object with a host key, online. Returns its distinguished name.
    pub fn directory_activate(&mut self, key: &str, name: Option<&str>, env: &Env) -> Result<String, ClientError> {
        let (key, _) = host_key(key)?;
        let mut directory = self.open_directory()?;
        let seed = env.entropy.bytes();
        let own = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
        let request = LicenseRequest {
            version: 1,
            key: key.reveal(),
            hardware: directory.identity(),
            machine: directory.name().to_owned(),
            jwk: Jwk::from(own.public()),
        };
        let license = authority::license(&self.authority()?, KeyKind::Host, ActivationTarget::Directory, &request)?;
        self.create_object(&mut directory, name, &license, &seed)
    }
}

fn usable(credential: &VerifiedLicense, id: ActivationId, now: Moment) -> Result<(), ChainError> {
    credential.in_force(now)?;
    if credential.products.contains(&id) { Ok(()) } else { Err(ChainError::NotCovered(id)) }
}
