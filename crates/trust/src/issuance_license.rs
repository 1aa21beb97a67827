//! Issuance licenses: opening one, and checking a site's certificate chain against it (RFC 5280).

use crate::{
    anchors::TrustAnchors,
    certificate::decode,
    error::ChainError,
    jws::{self, Kind},
    token::{TokenError, token_error},
};
use muster_core::{code, sentence, sentence::Sentence, time::Moment};
use muster_proto::issuance_license::IssuanceLicense;
use rustls_pki_types::{CertificateDer, UnixTime};
use std::time::Duration;
use webpki::{
    ALL_VERIFICATION_ALGS, BorrowedCertRevocationList, CertRevocationList, EndEntityCert, ExpirationPolicy,
    ExtendedKeyUsageValidator, KeyPurposeIdIter, RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
    anchor_from_trusted_cert,
};
use x509_cert::{
    Certificate,
    der::{Decode, asn1::ObjectIdentifier},
    ext::pkix::{ExtendedKeyUsage, KeyUsage},
};

/// Opens an issuance license that the vendor of the installed pack signed.
pub fn open(document: &str, trust: &TrustAnchors) -> Result<IssuanceLicense, ChainError> {
    let open = |source| ChainError::Open { document: ChainError::ISSUANCE_LICENSE, source };
    let opened = jws::open_by::<IssuanceLicense>(document.trim(), Kind::IssuanceLicense, &trust.roots);
    let (license, _) = opened.map_err(open)?;
    if license.iss != trust.pack.vendor {
        return Err(ChainError::Vendor { expected: trust.pack.vendor.clone(), found: license.iss });
    }
    Ok(license)
}

/// Checks a chain, the leaf first: it ends in one of the license's anchors, every certificate is valid at `at` and made
/// for its place, the leaf may sign, and no revocation list names it.
pub fn check_chain(
    license: &IssuanceLicense,
    chain: &[CertificateDer<'_>],
    crls: &[Vec<u8>],
    at: Moment,
) -> Result<(), TokenError> {
    let (leaf, rest) = chain
        .split_first()
        .ok_or_else(|| token_error(code::TOKEN_CERT_NOT_FOUND, sentence!("no certificate", "証明書がありません")))?;
    check_usage(license, leaf)?;
    let invalid = |error: webpki::Error| token_error(code::TOKEN_CHAIN, explain(&error));
    let anchors: Vec<CertificateDer<'_>> = license.anchors.iter().filter_map(|text| decode(text)).collect();
    let anchors = anchors.iter().map(anchor_from_trusted_cert).collect::<Result<Vec<_>, _>>().map_err(invalid)?;
    let lists = crls.iter().map(|der| {
        let list = BorrowedCertRevocationList::from_der(der).map_err(invalid)?;
        Ok(CertRevocationList::Owned(list.to_owned().map_err(invalid)?))
    });
    let lists = lists.collect::<Result<Vec<_>, TokenError>>()?;
    let lists: Vec<&CertRevocationList<'_>> = lists.iter().collect();
    let revocation = RevocationOptionsBuilder::new(&lists).ok().map(|options| {
        let (unknown, expired) = if license.require_crl {
            (UnknownStatusPolicy::Deny, ExpirationPolicy::Enforce)
        } else {
            (UnknownStatusPolicy::Allow, ExpirationPolicy::Ignore)
        };
        let options = options.with_depth(RevocationCheckDepth::EndEntity).with_status_policy(unknown);
        options.with_expiration_policy(expired).build()
    });
    if license.require_crl && revocation.is_none() {
        let missing = sentence!(
            "the issuance license asks for a revocation list; there is none",
            "発行ライセンスで失効リストが必要とされていますが、失効リストがありません"
        );
        return Err(token_error(code::TOKEN_CHAIN, missing));
    }
    let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at.unix()).unwrap_or(0)));
    let certificate = EndEntityCert::try_from(leaf).map_err(invalid)?;
    certificate
        .verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, rest, time, AnyPurpose, revocation, None)
        .map_err(invalid)?;
    Ok(())
}

/// The leaf's key usage: webpki looks at none, and the purpose that a site chose is the site's.
fn check_usage(license: &IssuanceLicense, leaf: &CertificateDer<'_>) -> Result<(), TokenError> {
    let unread = |error| {
        token_error(code::TOKEN_CERTIFICATE, sentence!("not a certificate: {error}", "証明書ではありません: {error}"))
    };
    let certificate = Certificate::from_der(leaf).map_err(unread)?.tbs_certificate;
    if let Some((_, usage)) = certificate.get::<KeyUsage>().map_err(unread)?
        && !usage.digital_signature()
    {
        let refused = sentence!(
            "its key usage does not allow digital signatures",
            "証明書のキー使用法でデジタル署名が許可されていません"
        );
        return Err(token_error(code::TOKEN_CRITERIA, refused));
    }
    let Some(purpose) = &license.key_purpose else { return Ok(()) };
    let named = certificate.get::<ExtendedKeyUsage>().map_err(unread)?.map_or_else(Vec::new, |(_, usage)| usage.0);
    let has = ObjectIdentifier::new(purpose).is_ok_and(|purpose| named.contains(&purpose));
    let lacking = || sentence!("it lacks the key purpose {purpose}", "証明書にキーの目的 {purpose} がありません");
    if has { Ok(()) } else { Err(token_error(code::TOKEN_CRITERIA, lacking())) }
}

/// The purpose of a certificate is checked apart, on the leaf alone.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

fn explain(error: &webpki::Error) -> Sentence {
    match error {
        webpki::Error::CertExpired { .. } => {
            sentence!("a certificate of the chain has expired", "チェーンの証明書の有効期限が切れています")
        }
        webpki::Error::CertNotValidYet { .. } => {
            sentence!("a certificate of the chain is not valid yet", "チェーンの証明書がまだ有効になっていません")
        }
        webpki::Error::CertRevoked => sentence!("the certificate was revoked", "証明書が失効しています"),
        webpki::Error::UnknownIssuer => sentence!(
            "the chain does not end in a certificate that the issuance license names",
            "チェーンの最上位の証明書が、発行ライセンスに記載されている証明書ではありません"
        ),
        webpki::Error::UnknownRevocationStatus => sentence!(
            "no revocation list of its issuer says whether it is good",
            "証明書が失効しているかどうかを、発行元の失効リストで確認できません"
        ),
        webpki::Error::CrlExpired { .. } => {
            sentence!("the revocation list has expired", "失効リストの有効期限が切れています")
        }
        other => Sentence::foreign(other),
    }
}
