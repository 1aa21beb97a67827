//! Issuance licenses: a site's own certificates activate by them, without any network.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
};
use muster_core::{
    id::HostId,
    time::{Moment, Span},
};
use muster_proto::issuance_license::IssuanceLicense;
use muster_trust::{
    certificate::{CertificateFacts, encode},
    jws::Kind,
};
use rustls_pki_types::{CertificateDer, pem::PemObject};

/// What an issuance license is to say.
#[derive(Clone, Debug)]
pub struct IssuanceTerms {
    /// The key group whose products it covers.
    pub group: u16,
    /// The site's certificate authorities, PEM.
    pub anchors: String,
    /// What it is for.
    pub description: String,
    /// Its version; a newer one is issued with the same id.
    pub version: u32,
    /// How long it is in force, in days.
    pub days: u32,
    /// How long an activation by it holds, in days.
    pub validity_days: u32,
    /// The extended key usage that a certificate must have.
    pub key_purpose: Option<String>,
    /// Whether a revocation list must say that a certificate is good.
    pub require_crl: bool,
    /// Whether only keys in hardware count.
    pub hardware_keys_only: bool,
}

impl Authority {
    /// Signs an issuance license. `id` names it; a new one if there is none, from `entropy`.
    pub fn issue_issuance(
        &self,
        terms: &IssuanceTerms,
        id: Option<HostId>,
        entropy: [u8; 16],
        now: Moment,
    ) -> Result<(HostId, String), AuthorityError> {
        let pack = self.pack_in_force(now)?;
        let group = pack.group(terms.group).ok_or_else(|| AuthorityError::no_group(&pack, terms.group))?;
        let anchors: Vec<_> = CertificateDer::pem_slice_iter(terms.anchors.as_bytes()).filter_map(Result::ok).collect();
        if anchors.is_empty() || anchors.iter().any(|der| CertificateFacts::read(der).is_none()) {
            return Err(AuthorityError::Anchors);
        }
        let sub = id.unwrap_or(HostId::from_random(entropy));
        let license = IssuanceLicense {
            ver: muster_proto::issuance_license::VERSION,
            iss: pack.vendor.clone(),
            sub,
            version: terms.version,
            grant: 1,
            iat: now.unix(),
            exp: (now + Span::days(terms.days)).unix(),
            groups: vec![terms.group],
            description: terms.description.clone(),
            validity_days: terms.validity_days,
            anchors: anchors.iter().map(|der| encode(der)).collect(),
            key_purpose: terms.key_purpose.clone(),
            require_crl: terms.require_crl,
            hardware_keys_only: terms.hardware_keys_only,
            features: group.features.clone(),
        };
        let root = self.secrets.root()?;
        self.store().write(|tx| {
            tx.add_issuance(sub, terms.version, &serde_json::to_string(&license)?, now)?;
            let detail = Some(format!("version {}", terms.version));
            let entry = self.entry(AuditAction::IssuanceLicense, now);
            tx.add_audit(AuditEntry { detail, holder: Some(sub), ..entry })
        })?;
        Ok((sub, self.secrets.sign(Kind::IssuanceLicense, &root, &license)?))
    }
}
