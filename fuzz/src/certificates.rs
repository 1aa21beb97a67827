//! Certificates of a site and their revocation lists.

use crate::vendor::{Vendor, signed};
use muster_core::time::Moment;
use muster_proto::issuance_license::IssuanceLicense;
use muster_trust::{
    certificate::{self, CertificateFacts},
    issuance_license,
    jws::Kind,
};
use rustls_pki_types::CertificateDer;

const LICENSE: &[u8] = include_bytes!("../seeds/issuance-license/site.json");
/// A certificate of the site.
pub(crate) const LEAF: &[u8] = include_bytes!("../seeds/certificate/leaf.der");

/// A certificate: as the leaf of a chain, above a leaf, and as an anchor.
pub(crate) fn certificate(bytes: &[u8]) -> bool {
    let (license, at) = license();
    let (any, leaf) = (CertificateDer::from(bytes), CertificateDer::from(LEAF));
    let anchored = IssuanceLicense { anchors: vec![certificate::encode(bytes)], ..license.clone() };
    drop(issuance_license::check_chain(&license, std::slice::from_ref(&any), &[], at));
    drop(issuance_license::check_chain(&license, &[leaf.clone(), any], &[], at));
    drop(issuance_license::check_chain(&anchored, &[leaf], &[], at));
    CertificateFacts::read(bytes).is_some()
}

/// A revocation list.
pub(crate) fn list(bytes: &[u8]) -> bool {
    let Some(list) = certificate::revocation_list(bytes) else { return false };
    let (license, at) = license();
    drop(issuance_license::check_chain(&license, &[CertificateDer::from(LEAF)], &[list], at));
    true
}

fn license() -> (IssuanceLicense, Moment) {
    let vendor = Vendor::new();
    let document = signed(Kind::IssuanceLicense, LICENSE, &vendor.root);
    let license = issuance_license::open(&document, &vendor.trust).expect("the license of the seeds");
    let at = Moment::from_unix(license.iat);
    (license, at)
}
