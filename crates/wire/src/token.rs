//! Token-based activation: a license that names a site's own certificate authorities, and the certificates that activate
//! by it (RFC 5280).

use crate::{activation::Activation, trust::Trust};
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, HostId},
    time::Moment,
};
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, UnixTime};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use webpki::{
    ALL_VERIFICATION_ALGS, BorrowedCertRevocationList, CertRevocationList, EndEntityCert, ExpirationPolicy,
    ExtendedKeyUsageValidator, KeyPurposeIdIter, RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
    anchor_from_trusted_cert,
};
use x509_parser::prelude::{FromDer, X509Certificate};

/// The claims of an issuance license. `iat` and `exp` are seconds since the epoch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssuanceLicense {
    /// The vendor.
    pub iss: String,
    /// Its id (ILID).
    #[serde(with = "crate::text")]
    pub sub: HostId,
    /// Its version (ILvID).
    pub version: u32,
    /// The number of its grant.
    pub grant: u32,
    /// When it was issued.
    pub iat: i64,
    /// When it expires.
    pub exp: i64,
    /// Key groups whose products it covers.
    pub groups: Vec<u16>,
    /// What it is for, as `/lil` shows it.
    pub description: String,
    /// How long an activation by it holds, in days.
    pub validity_days: u32,
    /// The certificates that a chain may end in, DER in base64url.
    pub anchors: Vec<String>,
    /// The extended key usage that a certificate must have, as an OID such as `1.3.6.1.4.1.311.20.2.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_purpose: Option<String>,
    /// Whether a certificate counts only with a revocation list that says it is good.
    #[serde(default)]
    pub require_crl: bool,
    /// Whether only keys in hardware count, not those in files.
    #[serde(default)]
    pub hardware_keys_only: bool,
}

/// Why a certificate does not activate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct TokenError {
    /// The documented code.
    pub code: Code,
    /// What was found.
    pub detail: String,
}

/// A failure with this code.
pub fn token_error(code: Code, detail: impl Into<String>) -> TokenError {
    TokenError { code, detail: detail.into() }
}

impl IssuanceLicense {
    /// The products that it covers.
    pub fn products(&self, trust: &Trust) -> Vec<ActivationId> {
        let groups = self.groups.iter().filter_map(|number| trust.pack.group(*number));
        groups.flat_map(|group| group.products.iter().copied()).collect()
    }

    /// Checks a chain, the leaf first: it ends in one of the license's anchors, every certificate is valid at `at` and made
    /// for its place, the leaf may sign, and no revocation list names it.
    pub fn check(&self, chain: &[CertificateDer<'_>], crls: &[Vec<u8>], at: Moment) -> Result<(), TokenError> {
        let (leaf, rest) =
            chain.split_first().ok_or_else(|| token_error(code::TOKEN_CERT_NOT_FOUND, "no certificate"))?;
        self.check_usage(leaf)?;
        let invalid = |error: webpki::Error| token_error(code::TOKEN_CHAIN, explain(&error));
        let anchors: Vec<CertificateDer<'_>> = self.anchors.iter().filter_map(|text| decode(text)).collect();
        let anchors = anchors.iter().map(anchor_from_trusted_cert).collect::<Result<Vec<_>, _>>().map_err(invalid)?;
        let lists = crls.iter().map(|der| {
            let list = BorrowedCertRevocationList::from_der(der).map_err(invalid)?;
            Ok(CertRevocationList::Owned(list.to_owned().map_err(invalid)?))
        });
        let lists = lists.collect::<Result<Vec<_>, TokenError>>()?;
        let lists: Vec<&CertRevocationList<'_>> = lists.iter().collect();
        let revocation = RevocationOptionsBuilder::new(&lists).ok().map(|options| {
            let (unknown, expired) = if self.require_crl {
                (UnknownStatusPolicy::Deny, ExpirationPolicy::Enforce)
            } else {
                (UnknownStatusPolicy::Allow, ExpirationPolicy::Ignore)
            };
            let options = options.with_depth(RevocationCheckDepth::EndEntity).with_status_policy(unknown);
            options.with_expiration_policy(expired).build()
        });
        if self.require_crl && revocation.is_none() {
            return Err(token_error(
                code::TOKEN_CHAIN,
                "the issuance license asks for a revocation list; there is none",
            ));
        }
        let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at.unix()).unwrap_or(0)));
        let certificate = EndEntityCert::try_from(leaf).map_err(invalid)?;
        certificate
            .verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, rest, time, AnyPurpose, revocation, None)
            .map_err(invalid)?;
        Ok(())
    }

    /// The leaf's key usage: webpki looks at none, and the purpose that a site chose is the site's.
    fn check_usage(&self, leaf: &CertificateDer<'_>) -> Result<(), TokenError> {
        let (_, certificate) = X509Certificate::from_der(leaf)
            .map_err(|error| token_error(code::TOKEN_CERTIFICATE, format!("not a certificate: {error}")))?;
        let usage = certificate.key_usage().ok().flatten();
        if usage.is_some_and(|usage| !usage.value.digital_signature()) {
            return Err(token_error(code::TOKEN_CRITERIA, "its key usage does not allow digital signatures"));
        }
        let Some(purpose) = &self.key_purpose else { return Ok(()) };
        let named = certificate.extended_key_usage().ok().flatten();
        let has = named.is_some_and(|usage| usage.value.other.iter().any(|oid| oid.to_id_string() == *purpose));
        if has { Ok(()) } else { Err(token_error(code::TOKEN_CRITERIA, format!("it lacks the key purpose {purpose}"))) }
    }
}

/// The purpose of a certificate is checked apart, on the leaf alone.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

fn explain(error: &webpki::Error) -> String {
    match error {
        webpki::Error::CertExpired { .. } => "a certificate of the chain has expired".into(),
        webpki::Error::CertNotValidYet { .. } => "a certificate of the chain is not valid yet".into(),
        webpki::Error::CertRevoked => "the certificate was revoked".into(),
        webpki::Error::UnknownIssuer => {
            "the chain does not end in a certificate that the issuance license names".into()
        }
        webpki::Error::UnknownRevocationStatus => "no revocation list of its issuer says whether it is good".into(),
        webpki::Error::CrlExpired { .. } => "the revocation list has expired".into(),
        other => other.to_string(),
    }
}

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

/// How a certificate signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Ed25519.
    Ed25519,
    /// ECDSA on P-256 with SHA-256.
    EcdsaP256,
    /// RSA with PKCS #1 v1.5 padding and SHA-256.
    Rsa,
}

/// An activation that a certificate signed: payload and signature, base64url, with a point between.
pub fn seal(
    activation: &Activation,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, TokenError>,
) -> Result<String, TokenError> {
    let claims = serde_json::to_vec(activation).map_err(|error| token_error(code::UNEXPECTED, error.to_string()))?;
    let payload = URL_SAFE_NO_PAD.encode(claims);
    let signature = URL_SAFE_NO_PAD.encode(sign(payload.as_bytes())?);
    Ok(format!("{payload}.{signature}"))
}

/// Opens an activation that the leaf of `chain` signed.
pub fn open(document: &str, leaf: &CertificateDer<'_>) -> Result<Activation, TokenError> {
    let tampered = || token_error(code::TOKEN_CHAIN, "the stored activation is not what the certificate signed");
    let (payload, signature) = document.split_once('.').ok_or_else(tampered)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| tampered())?;
    let certificate = EndEntityCert::try_from(leaf).map_err(|_| tampered())?;
    let algorithms = [
        webpki::aws_lc_rs::ED25519,
        webpki::aws_lc_rs::ECDSA_P256_SHA256,
        webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256,
    ];
    let verified = algorithms
        .into_iter()
        .any(|algorithm| certificate.verify_signature(algorithm, payload.as_bytes(), &signature).is_ok());
    if !verified {
        return Err(tampered());
    }
    let claims = URL_SAFE_NO_PAD.decode(payload).map_err(|_| tampered())?;
    serde_json::from_slice(&claims).map_err(|_| tampered())
}

/// The signature of ECDSA as certificates have it (RFC 3279, 2.2.3), from the bare numbers that a token gives.
pub fn ecdsa_der(bare: &[u8]) -> Vec<u8> {
    let (r, s) = bare.split_at(bare.len() / 2);
    let integer = |bytes: &[u8]| {
        let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
        let digits = bytes.get(start..).unwrap_or_default();
        let sign = digits.first().is_none_or(|first| *first >= 0x80).then_some(0);
        let value: Vec<u8> = sign.into_iter().chain(digits.iter().copied()).collect();
        [vec![0x02, value.len() as u8], value].concat()
    };
    let body = [integer(r), integer(s)].concat();
    [vec![0x30, body.len() as u8], body].concat()
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
