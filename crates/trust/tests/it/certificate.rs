//! Certificates as an administrator sees them; and a certificate authority for the tests.

use muster_core::time::Moment;
use muster_trust::certificate::{CertificateFacts, decode, encode, revocation_list, thumbprint};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_ED25519, RevocationReason,
    RevokedCertParams, SerialNumber, SignatureAlgorithm, date_time_ymd,
};

/// The purpose that the tests' issuance licenses ask for: smart card logon.
pub(crate) const PURPOSE: [u64; 10] = [1, 3, 6, 1, 4, 1, 311, 20, 2, 2];

/// Noon of a day in June of this year.
pub(crate) fn june(year: i64) -> Moment {
    Moment::from_unix(1_780_315_200 + (year - 2026) * 365 * 86_400)
}

/// A certificate authority, valid from 2026 to 2035.
pub(crate) struct Authority {
    params: CertificateParams,
    key: KeyPair,
    pub(crate) der: Vec<u8>,
}

/// A certificate and its key.
pub(crate) struct Issued {
    pub(crate) der: Vec<u8>,
    pub(crate) pkcs8: Vec<u8>,
    serial: SerialNumber,
}

fn params(name: &str, usages: &[KeyUsagePurpose]) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages = usages.to_vec();
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2035, 1, 1);
    params
}

fn authority_params(name: &str) -> CertificateParams {
    let mut params = params(name, &[KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign]);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn new_key(algorithm: &'static SignatureAlgorithm) -> KeyPair {
    KeyPair::generate_for(algorithm).expect("a key")
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let (params, key) = (authority_params(name), new_key(&PKCS_ECDSA_P256_SHA256));
        let der = params.self_signed(&key).expect("a certificate").der().to_vec();
        Self { params, key, der }
    }

    fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }

    /// An authority below this one.
    pub(crate) fn intermediate(&self, name: &str) -> Self {
        let (params, key) = (authority_params(name), new_key(&PKCS_ECDSA_P256_SHA256));
        let der = params.signed_by(&key, &self.issuer()).expect("signed").der().to_vec();
        Self { params, key, der }
    }

    /// A certificate for signatures, valid as long as the authority, with [`PURPOSE`].
    pub(crate) fn issue(&self, name: &str, serial: u64) -> Issued {
        self.issue_with(name, serial, &PKCS_ECDSA_P256_SHA256, |_| {})
    }

    pub(crate) fn issue_ed25519(&self, name: &str, serial: u64) -> Issued {
        self.issue_with(name, serial, &PKCS_ED25519, |_| {})
    }

    pub(crate) fn issue_with(
        &self,
        name: &str,
        serial: u64,
        algorithm: &'static SignatureAlgorithm,
        change: impl FnOnce(&mut CertificateParams),
    ) -> Issued {
        let mut params = params(name, &[KeyUsagePurpose::DigitalSignature]);
        params.serial_number = Some(serial.into());
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::Other(PURPOSE.to_vec())];
        change(&mut params);
        let key = new_key(algorithm);
        let der = params.signed_by(&key, &self.issuer()).expect("signed").der().to_vec();
        Issued { der, pkcs8: key.serialize_der(), serial: params.serial_number.expect("given") }
    }

    /// A revocation list that names these certificates, in force from 2026 until the year `until`: PEM and DER.
    pub(crate) fn revoke(&self, certificates: &[&Issued], until: i32) -> (String, Vec<u8>) {
        let revoked = certificates.iter().map(|issued| RevokedCertParams {
            serial_number: issued.serial.clone(),
            revocation_time: date_time_ymd(2026, 1, 1),
            reason_code: Some(RevocationReason::KeyCompromise),
            invalidity_date: None,
        });
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 1, 1),
            next_update: date_time_ymd(until, 1, 1),
            crl_number: SerialNumber::from(1_u64),
            issuing_distribution_point: None,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let list = params.signed_by(&self.issuer()).expect("signed");
        (list.pem().expect("PEM"), list.der().to_vec())
    }
}

#[test]
fn a_certificate_shows_its_facts() {
    let issued = Authority::new("Site CA").issue("Alice", 7);
    let expected = CertificateFacts {
        thumbprint: thumbprint(&issued.der),
        subject: "CN=Alice".into(),
        issuer: "CN=Site CA".into(),
        // 2026-01-01 and 2035-01-01.
        from: Moment::from_unix(1_767_225_600),
        until: Moment::from_unix(2_051_222_400),
    };
    assert_eq!(CertificateFacts::read(&issued.der), Some(expected));
    assert_eq!(CertificateFacts::read(b"none"), None);
}

#[test]
fn a_certificate_is_named_by_sha_1_and_written_as_base64url() {
    assert_eq!(thumbprint(b"abc"), "A9993E364706816ABA3E25717850C26C9CD0D89D");
    assert_eq!(encode(&[0xFB, 0xFF]), "-_8");
    assert_eq!(decode("-_8").as_deref(), Some(&[0xFB, 0xFF][..]));
    assert_eq!(decode("+/8="), None);
}

#[test]
fn a_revocation_list_is_read_in_pem_and_in_der() {
    let (pem, der) = Authority::new("Site CA").revoke(&[], 2030);
    assert_eq!(revocation_list(pem.as_bytes()), Some(der.clone()));
    assert_eq!(revocation_list(&der), Some(der));
    assert_eq!(revocation_list(b"nothing"), None);
}
