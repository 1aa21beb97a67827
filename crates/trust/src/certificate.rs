//! X.509 certificates as an administrator sees them, and as a license carries them.

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::time::Moment;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer};
use webpki::BorrowedCertRevocationList;
use x509_parser::prelude::{FromDer, X509Certificate};

/// What `/ltc` shows of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// SHA-1 of the certificate, 40 hexadecimal digits.
    pub thumbprint: String,
    /// Whose it is.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// From when it is valid.
    pub from: Moment,
    /// Until when it is valid.
    pub until: Moment,
}

impl CertificateFacts {
    /// Reads a certificate.
    pub fn read(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let validity = certificate.validity();
        Some(Self {
            thumbprint: thumbprint(der),
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            from: Moment::from_unix(validity.not_before.timestamp()),
            until: Moment::from_unix(validity.not_after.timestamp()),
        })
    }
}

/// SHA-1 of a certificate: how Windows names it. It names, and secures nothing.
pub fn thumbprint(der: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der);
    digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
}

/// A certificate as a license carries it.
pub fn encode(der: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(der)
}

/// A certificate as a license carries it.
pub fn decode(text: &str) -> Option<CertificateDer<'static>> {
    URL_SAFE_NO_PAD.decode(text).ok().map(CertificateDer::from)
}

/// A revocation list in DER or PEM.
pub fn revocation_list(bytes: &[u8]) -> Option<Vec<u8>> {
    use rustls_pki_types::pem::PemObject;
    match CertificateRevocationListDer::from_pem_slice(bytes) {
        Ok(list) => Some(list.as_ref().to_vec()),
        Err(_) => BorrowedCertRevocationList::from_der(bytes).is_ok().then(|| bytes.to_vec()),
    }
}
