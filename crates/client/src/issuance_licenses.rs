//! Issuance licenses on this machine: which certificates of a site activate which products.

use crate::{error::ClientError, store::Store};
use muster_core::{client::report::IssuanceReport, id::HostId, time::Moment};
use muster_platform::files;
use muster_proto::issuance_license::IssuanceLicense;
use muster_trust::issuance_license;
use std::path::PathBuf;

const FOLDER: &str = "issuance";

/// An installed issuance license.
#[derive(Clone, Debug)]
pub(crate) struct InstalledIssuance {
    pub(crate) license: IssuanceLicense,
    /// As the authority signed it.
    pub(crate) document: String,
}

pub(crate) fn install(store: &Store, document: &str) -> Result<IssuanceReport, ClientError> {
    let license = issuance_license::open(document, &store.anchors)?;
    files::make_directory(&folder(store))?;
    files::write_secret(&path(store, &license), document)?;
    Ok(report(license))
}

/// Those that verify, by id and version.
pub(crate) fn list(store: &Store) -> Result<Vec<InstalledIssuance>, ClientError> {
    let installed = |document: String| {
        let license = issuance_license::open(&document, &store.anchors).ok()?;
        Some(InstalledIssuance { license, document })
    };
    let mut found: Vec<InstalledIssuance> =
        files::read_all(&folder(store))?.into_iter().filter_map(installed).collect();
    found.sort_by_key(|installed| (installed.license.sub, installed.license.version));
    Ok(found)
}

/// Without a version, every version of it.
pub(crate) fn remove(store: &Store, id: HostId, version: Option<u32>) -> Result<(), ClientError> {
    let mut chosen = list(store)?;
    chosen.retain(|InstalledIssuance { license, .. }| {
        license.sub == id && version.is_none_or(|version| version == license.version)
    });
    if chosen.is_empty() {
        return Err(ClientError::NoIssuance(id));
    }
    for installed in chosen {
        files::remove(&path(store, &installed.license))?;
    }
    Ok(())
}

pub(crate) fn report(license: IssuanceLicense) -> IssuanceReport {
    IssuanceReport {
        id: license.sub,
        version: license.version,
        grant: license.grant,
        until: Moment::from_unix(license.exp),
        description: license.description,
    }
}

fn folder(store: &Store) -> PathBuf {
    store.directory.join(FOLDER)
}

fn path(store: &Store, license: &IssuanceLicense) -> PathBuf {
    folder(store).join(format!("{}-{}.jws", license.sub, license.version))
}
