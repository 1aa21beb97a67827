//! A certificate authority of a site's own: servers, users, revocation lists.

use crate::error::TestbedError;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, RevocationReason, RevokedCertParams,
    SerialNumber, date_time_ymd,
};

/// A certificate authority.
pub struct CertificateAuthority {
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
    /// It lacks the purpose smart card logon.
    pub without_purpose: bool,
}

/// Smart card logon, 1.3.6.1.4.1.311.20.2.2: the purpose that certificates have unless they lack it.
const PURPOSE: [u64; 10] = [1, 3, 6, 1, 4, 1, 311, 20, 2, 2];

impl CertificateAuthority {
    /// A self-signed authority with this common name.
    pub fn new(name: &str) -> Result<Self, TestbedError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Ok(Self { params, key: key()? })
    }

    /// Its own certificate.
    pub fn pem(&self) -> Result<String, TestbedError> {
        Ok(self.params.self_signed(&self.key).map_err(TestbedError::unexpected)?.pem())
    }

    fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }

    /// Certificate and key of a server with this DNS name, PEM.
    pub fn server(&self, name: &str) -> Result<(String, String), TestbedError> {
        let params = CertificateParams::new(vec![name.to_owned()]).map_err(TestbedError::unexpected)?;
        let key = key()?;
        let certificate = params.signed_by(&key, &self.issuer()).map_err(TestbedError::unexpected)?;
        Ok((certificate.pem(), key.serialize_pem()))
    }

    /// A certificate for `name`, with the number `serial`.
    pub fn issue(&self, name: &str, serial: u64, odd: Odd) -> Result<Issued, TestbedError> {
        let key = key()?;
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.serial_number = Some(serial.into());
        let usage = if odd.may_not_sign { KeyUsagePurpose::KeyEncipherment } else { KeyUsagePurpose::DigitalSignature };
        params.key_usages = vec![usage];
        if !odd.without_purpose {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::Other(PURPOSE.to_vec())];
        }
        if odd.expired {
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let certificate = params.signed_by(&key, &self.issuer()).map_err(TestbedError::unexpected)?;
        Ok(Issued {
            pem: format!("{}{}", certificate.pem(), key.serialize_pem()),
            der: certificate.der().to_vec(),
            pkcs8: key.serialize_der(),
            serial: serial.into(),
        })
    }

    /// A revocation list that names these certificates, PEM.
    pub fn revoke(&self, certificates: &[&Issued]) -> Result<String, TestbedError> {
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
        let list = params.signed_by(&self.issuer()).map_err(TestbedError::unexpected)?;
        list.pem().map_err(TestbedError::unexpected)
    }
}

fn key() -> Result<KeyPair, TestbedError> {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(TestbedError::unexpected)
}
