//! Activation by the directory that this machine is a member of: with no host and no threshold. The object in the directory
//! lends its key; the machine signs its own activation with it.

use super::{AttemptResult, Issuing};
use crate::{
    Channel, Client, ClientError, Machine, authority,
    offline::host_key,
    session_driver::Entropy,
    state::{StoredActivation, StoredObject},
};
use muster_core::{
    code,
    id::ActivationId,
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
    time::Moment,
};
use muster_proto::{authority::LicenseRequest, event, jwk::Jwk};
use muster_trust::{
    chain::VerifiedLicense,
    error::ChainError,
    jwk::SigningKey,
    jws::{Kind, Signer},
};
use std::sync::Arc;

impl Client {
    pub(super) fn via_directory(
        &self,
        id: ActivationId,
        machine: &Machine,
        now: Moment,
        entropy: Entropy<'_>,
    ) -> AttemptResult {
        let (code, detail, way) = match self.ask_directory(id, machine, now, entropy) {
            Ok(activation) => {
                let dn = activation.object.as_ref().map(|object| object.dn.clone()).unwrap_or_default();
                (code::SUCCESS, dn, AttemptResult::done(Channel::Directory, activation))
            }
            Err(error) => (error.code(), error.to_string(), AttemptResult::failed(error.code(), error.to_string())),
        };
        AttemptResult { events: vec![event::directory_tried(code, id, &detail, now)], ..way }
    }

    fn ask_directory(
        &self,
        id: ActivationId,
        machine: &Machine,
        now: Moment,
        entropy: Entropy<'_>,
    ) -> Result<StoredActivation, ClientError> {
        let mut failure = ClientError::NoObject(self.trust.pack.vendor.clone());
        for (object, credential) in self.activation_objects()? {
            if let Err(error) = usable(&credential, id, now) {
                failure = error.into();
                continue;
            }
            let (_, product) = self.installed(id)?;
            let until = now + product.policy.validity;
            let Some(key) = object.key() else { continue };
            let claims = self.own_activation(id, machine, &Issuing::by(&credential, Some(until)), now, entropy);
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

    /// Creates an activation object with a host key, online. `seed` becomes its key. Returns its distinguished name.
    pub fn directory_activate(&mut self, key: &str, name: Option<&str>, seed: [u8; 32]) -> Result<String, ClientError> {
        let (key, _) = host_key(key)?;
        let mut directory = self.open_directory()?;
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
