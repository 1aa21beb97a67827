//! Certificates of the site, and the issuance licenses that say what they activate.

use super::Client;
use crate::{env::Env, error::ClientError, issuance_licenses, license_state, ways};
use muster_core::{
    client::report::{Attempt, CertificateReport, IssuanceReport},
    id::{ActivationId, HostId},
    time::Moment,
};

impl Client {
    /// The certificates that an installed issuance license accepts at `now`.
    pub fn certificate_reports(&self, now: Moment) -> Result<Vec<CertificateReport>, ClientError> {
        ways::token::accepted(&self.store, now)
    }

    /// Activates a product with the certificate of this thumbprint; `pin` opens the token that its key is on.
    ///
    /// # Errors
    /// As [`activate`](Self::activate).
    pub fn activate_by_certificate(
        &mut self,
        id: ActivationId,
        thumbprint: &str,
        pin: Option<&str>,
        env: &Env,
    ) -> Result<Attempt, ClientError> {
        license_state::record_observations(&mut self.store, env)?;
        let result = ways::token::attempt_with(&self.store, id, thumbprint, pin, env);
        ways::apply(&mut self.store, id, result, env)
    }

    /// Installs an issuance license that the vendor of the installed pack signed.
    pub fn install_issuance(&self, document: &str) -> Result<IssuanceReport, ClientError> {
        issuance_licenses::install(&self.store, document)
    }

    /// Verifies and writes every installed issuance license again (`/rilc`).
    pub fn reinstall_issuance(&self) -> Result<(), ClientError> {
        let installed = issuance_licenses::list(&self.store)?;
        installed.iter().try_for_each(|issuance| self.install_issuance(&issuance.document).map(drop))
    }

    /// The installed issuance licenses that verify, by id and version.
    pub fn issuance_reports(&self) -> Result<Vec<IssuanceReport>, ClientError> {
        let installed = issuance_licenses::list(&self.store)?;
        Ok(installed.into_iter().map(|issuance| issuance_licenses::report(issuance.license)).collect())
    }

    /// Removes an issuance license; without a version, every version of it.
    ///
    /// # Errors
    /// If none is installed.
    pub fn remove_issuance(&self, id: HostId, version: Option<u32>) -> Result<(), ClientError> {
        issuance_licenses::remove(&self.store, id, version)
    }
}
