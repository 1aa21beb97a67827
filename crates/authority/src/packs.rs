//! License packs: a description is checked, numbered, recorded and signed.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    pack_source::{PackSource, TrustState},
    root_rotation::named_roots,
};
use muster_core::{id::HostId, pack::Pack, time::Moment};
use muster_proto::instant;
use muster_trust::{anchors::TrustAnchors, jwk::PublicKey, jws::Kind};
use std::sync::Arc;

impl Authority {
    /// Signs the next version of the license pack from its description (TOML), with what has changed since at the
    /// authority: root keys and revocations. The version is recorded before it is signed.
    pub fn sign_pack(&self, description: &str, now: Moment) -> Result<String, AuthorityError> {
        let source = PackSource::parse(description)?;
        let signer = self.secrets.root()?;
        let setup_keys = self.secrets.make_keys(&source.setup_claims()?)?;
        let (version, claims) = self.issue(|tx| {
            let version = tx.next_pack_version()?;
            let revoked: Vec<HostId> = tx.revocations()?.iter().filter_map(|holder| holder.parse().ok()).collect();
            let state = TrustState { roots: named_roots(tx, &signer)?, revoked, revoked_packs: tx.revoked_packs()? };
            let claims = source.claims(version, now, state, &setup_keys);
            tx.record_pack(version, now, description, &serde_json::to_string(&claims)?)?;
            let detail = format!("version {version}, root key {}", signer.thumbprint());
            tx.add_audit(AuditEntry { detail: Some(detail), ..self.entry(AuditAction::Pack, now) })?;
            Ok((version, claims))
        })?;
        let document = self.secrets.sign(Kind::Pack, &signer, &claims)?;
        TrustAnchors::open(&document, &signer)?;
        self.store().write(|tx| tx.complete_pack(version, &document))?;
        self.pack_document()
    }

    /// Signs the newest description again: for new root keys and revocations.
    pub fn sign_pack_again(&self, now: Moment) -> Result<String, AuthorityError> {
        let source = self.store().read(|tx| tx.newest_pack_source())?.ok_or(AuthorityError::NoPack)?;
        self.sign_pack(&source, now)
    }

    /// Withdraws an earlier version: whoever has a newer pack refuses what a host decides by this one.
    pub fn revoke_pack(&self, version: u32, now: Moment) -> Result<(), AuthorityError> {
        self.store().write(|tx| {
            if !tx.revoke_pack(version, now)? {
                return Err(AuthorityError::NoSuchPack(version));
            }
            let detail = Some(format!("version {version}"));
            tx.add_audit(AuditEntry { detail, ..self.entry(AuditAction::RevokePack, now) })
        })
    }

    /// The newest license pack.
    pub fn pack(&self) -> Result<Pack, AuthorityError> {
        Ok(self.anchors()?.pack.clone())
    }

    /// The newest license pack, while licenses may be issued under it: until 30 days after its end.
    ///
    /// # Errors
    /// [`AuthorityError::PackEnded`]
    pub(crate) fn pack_in_force(&self, now: Moment) -> Result<Pack, AuthorityError> {
        let pack = self.pack()?;
        if pack.activates(now) {
            return Ok(pack);
        }
        Err(AuthorityError::PackEnded { version: pack.version, until: instant::rfc3339(pack.until) })
    }

    /// The newest license pack as it is delivered, with the packs that changed the root key before it.
    pub fn pack_document(&self) -> Result<String, AuthorityError> {
        Ok(self.anchors()?.document().to_owned())
    }

    /// What the newest pack trusts. It is verified when it is new; after that, this reads one number.
    pub(crate) fn anchors(&self) -> Result<Arc<TrustAnchors>, AuthorityError> {
        self.store().read(|tx| {
            let newest = tx.newest_pack()?.ok_or(AuthorityError::NoPack)?;
            let first = || {
                let roots = tx.roots()?;
                Ok(roots.first().and_then(|(text, _)| text.parse::<PublicKey>().ok()).unwrap_or(self.root()))
            };
            self.packs.anchors(newest, first, |after| tx.packs_after(after))
        })
    }
}
