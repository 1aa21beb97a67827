//! Issuance licenses on this machine: which certificates of a site activate which products.

use crate::{Client, ClientError};
use muster_core::id::HostId;
use muster_platform::files;
use muster_proto::issuance_license::IssuanceLicense;
use muster_trust::issuance_license;
use std::path::PathBuf;

const FOLDER: &str = "issuance";

/// An installed issuance license.
#[derive(Clone, Debug)]
pub struct InstalledIssuance {
    /// What it says.
    pub license: IssuanceLicense,
    /// As the authority signed it.
    pub document: String,
}

impl Client {
    /// Installs an issuance license.
    pub fn install_issuance(&self, document: &str) -> Result<IssuanceLicense, ClientError> {
        let license = issuance_license::open(document, &self.trust)?;
        files::make_directory(&self.issuance_folder())?;
        files::write_secret(&self.issuance_path(license.sub, license.version), document)?;
        Ok(license)
    }

    /// The installed issuance licenses that verify, by id and version.
    pub fn issuance_licenses(&self) -> Result<Vec<InstalledIssuance>, ClientError> {
        let installed = |document: String| {
            let license = issuance_license::open(&document, &self.trust).ok()?;
            Some(InstalledIssuance { license, document })
        };
        let mut found: Vec<InstalledIssuance> =
            files::read_all(&self.issuance_folder())?.into_iter().filter_map(installed).collect();
        found.sort_by_key(|installed| (installed.license.sub, installed.license.version));
        Ok(found)
    }

    /// Removes an issuance license; without a version, every version of it.
    pub fn remove_issuance(&self, id: HostId, version: Option<u32>) -> Result<(), ClientError> {
        let matches = |license: &IssuanceLicense| license.sub == id && version.is_none_or(|v| v == license.version);
        let installed = self.issuance_licenses()?;
        let chosen: Vec<_> =
            installed.iter().map(|installed| &installed.license).filter(|license| matches(license)).collect();
        if chosen.is_empty() {
            return Err(ClientError::NoIssuance(id));
        }
        for license in chosen {
            files::remove(&self.issuance_path(license.sub, license.version))?;
        }
        Ok(())
    }

    fn issuance_folder(&self) -> PathBuf {
        self.directory.join(FOLDER)
    }

    fn issuance_path(&self, id: HostId, version: u32) -> PathBuf {
        self.issuance_folder().join(format!("{id}-{version}.jws"))
    }
}
