//! X.509 certificates as an administrator sees them, and as a license carries them.

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::time::Moment;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer};
use webpki::BorrowedCertRevocationList;
use x509_cert::{Certificate, der::Decode, time::Time};

/// What `/ltc` shows of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// SHA-1 of the certificate, 40 hexadecimal digits.
    pub thumbprint: String,
    /// Distinguished name of the subject (RFC 4514).
    pub subject: String,
    /// Distinguished name of the issuer (RFC 4514).
    pub issuer: String,
    /// Start of validity.
    pub from: Moment,
    /// End of validity.
    pub until: Moment,
}

impl CertificateFacts {
    /// Reads a DER certificate; `None` if it is not one.
    pub fn read(der: &[u8]) -> Option<Self> {
        let certificate = Certificate::from_der(der).ok()?.tbs_certificate;
        let moment = |time: Time| i64::try_from(time.to_unix_duration().as_secs()).ok().map(Moment::from_unix);
        Some(Self {
            thumbprint: thumbprint(der),
            subject: certificate.subject.to_string(),
            issuer: certificate.issuer.to_string(),
            from: moment(certificate.validity.not_before)?,
            until: moment(certificate.validity.not_after)?,
        })
    }
}

/// SHA-1 of a certificate, as Windows names it: a name, not a security measure.
pub fn thumbprint(der: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der);
    digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Encodes a certificate as licenses carry it: base64url of its DER.
pub fn encode(der: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(der)
}

/// Decodes a certificate of a license.
pub fn decode(text: &str) -> Option<CertificateDer<'static>> {
    URL_SAFE_NO_PAD.decode(text).ok().map(CertificateDer::from)
}

/// The DER of a revocation list in DER or PEM; `None` if it is neither.
pub fn revocation_list(bytes: &[u8]) -> Option<Vec<u8>> {
    use rustls_pki_types::pem::PemObject;
    match CertificateRevocationListDer::from_pem_slice(bytes) {
        Ok(list) => Some(list.as_ref().to_vec()),
        Err(_) => BorrowedCertRevocationList::from_der(bytes).is_ok().then(|| bytes.to_vec()),
    }
}
