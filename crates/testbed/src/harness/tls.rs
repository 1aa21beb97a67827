//! A certificate authority of a test's own: servers, users, revocation lists.

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, RevocationReason, RevokedCertParams,
    SerialNumber, date_time_ymd,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A server's certificate and the authority that vouches for it, as files.
pub struct Pki {
    /// The authority that clients trust, PEM.
    pub ca: PathBuf,
    /// PEM.
    pub certificate: PathBuf,
    /// PKCS #8 in PEM.
    pub key: PathBuf,
}

impl Pki {
    /// Writes the certificate of `server`, a DNS name, into `folder`.
    pub fn new(folder: &Path, server: &str) -> Self {
        let authority = Authority::new("Test CA");
        let (certificate, key) = authority.server(server);
        let file = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).expect("written");
            path
        };
        Self {
            ca: file("ca.pem", &authority.pem()),
            certificate: file("server.pem", &certificate),
            key: file("server.key", &key),
        }
    }
}

/// A certificate authority.
pub struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

/// A certificate for a person or a machine.
pub struct Issued {
    /// Certificate and key, PEM.
    pub pem: String,
    /// The certificate alone, DER.
    pub der: Vec<u8>,
    /// The key alone, PKCS #8 in DER.
    pub pkcs8: Vec<u8>,
    serial: SerialNumber,
}

/// What is unusual about a certificate.
#[derive(Clone, Copy, Default)]
pub struct Odd {
    /// It ended in 2020.
    pub expired: bool,
    /// Its key may seal keys only.
    pub may_not_sign: bool,
    /// It lacks [`PURPOSE`].
    pub without_purpose: bool,
}

/// The purpose that the site's issuance license asks for: smart card logon.
pub const PURPOSE: &str = "1.3.6.1.4.1.311.20.2.2";

impl Authority {
    /// A self-signed authority with this common name.
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Self { params, key: KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key") }
    }

    /// Its own certificate.
    pub fn pem(&self) -> String {
        self.params.self_signed(&self.key).expect("a certificate").pem()
    }

    fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }

    fn server(&self, name: &str) -> (String, String) {
        let params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        let certificate = params.signed_by(&key, &self.issuer()).expect("signed");
        (certificate.pem(), key.serialize_pem())
    }

    /// A certificate for `name`, with the number `serial`.
    pub fn issue(&self, name: &str, serial: u64, odd: Odd) -> Issued {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        self.issue_for(name, serial, odd, key)
    }

    fn issue_for(&self, name: &str, serial: u64, odd: Odd, key: KeyPair) -> Issued {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.serial_number = Some(serial.into());
        let usage = if odd.may_not_sign { KeyUsagePurpose::KeyEncipherment } else { KeyUsagePurpose::DigitalSignature };
        params.key_usages = vec![usage];
        if !odd.without_purpose {
            let oid = PURPOSE.split('.').map(|part| part.parse().expect("a number")).collect();
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::Other(oid)];
        }
        if odd.expired {
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let certificate = params.signed_by(&key, &self.issuer()).expect("signed");
        Issued {
            pem: format!("{}{}", certificate.pem(), key.serialize_pem()),
            der: certificate.der().to_vec(),
            pkcs8: key.serialize_der(),
            serial: params.serial_number.expect("given"),
        }
    }

    /// A revocation list that names these certificates, PEM.
    pub fn revoke(&self, certificates: &[&Issued]) -> String {
        let revoked = certificates.iter().map(|issued| RevokedCertParams {
            serial_number: issued.serial.clone(),
            revocation_time: date_time_ymd(2026, 1, 1),
            reason_code: Some(RevocationReason::KeyCompromise),
            invalidity_date: None,
        });
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 1, 1),
            next_update: date_time_ymd(2100, 1, 1),
            crl_number: SerialNumber::from(1_u64),
            issuing_distribution_point: None,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params.signed_by(&self.issuer()).expect("signed").pem().expect("PEM")
    }
}
