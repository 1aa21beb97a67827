//! License packs: a description is checked, numbered, recorded and signed.

use crate::pack_source::{PackSource, TrustState};
use crate::{authority::Authority, error::AuthorityError};
use muster_core::{
    id::HostId,
    keys::product_key::{KeyClaim, KeyKind},
    pack::Pack,
    time::Moment,
};
use muster_trust::{
    anchors::TrustAnchors,
    jwk::PublicKey,
    jws::{Kind, Signer},
};

impl Authority {
    /// Signs the next version of the license pack from its description (TOML), with what has changed since at the
    /// authority: root keys and revocations.
    pub fn sign_pack(&self, description: &str, now: Moment) -> Result<String, AuthorityError> {
        let source = PackSource::parse(description)?;
        let roots = self.named_roots()?;
        let signer = self.signer(Kind::Pack);
        self.issue(|tx| {
            let version = tx.next_pack_version()?;
            let setup_key = |number| KeyClaim::new(KeyKind::Setup, number, 0).and_then(|claim| self.secret.make(claim));
            let revoked: Vec<HostId> = tx.revocations()?.iter().filter_map(|holder| holder.parse().ok()).collect();
            let state = TrustState { roots, revoked, revoked_packs: tx.revoked_packs()? };
            let document = signer.seal(&source.claims(version, now, state, setup_key)?)?;
            TrustAnchors::open(&document, &self.root())?;
            tx.add_pack(version, now, description, &document)?;
            Ok(())
        })?;
        self.pack_document()
    }

    /// Signs the newest description again: for new root keys and revocations.
    pub fn sign_pack_again(&self, now: Moment) -> Result<String, AuthorityError> {
        let source = self.store().write(|tx| tx.newest_pack_source())?.ok_or(AuthorityError::NoPack)?;
        self.sign_pack(&source, now)
    }

    /// Withdraws an earlier version: whoever has a newer pack refuses what a host decides by this one.
    pub fn revoke_pack(&self, version: u32, now: Moment) -> Result<(), AuthorityError> {
        let done = self.store().write(|tx| tx.revoke_pack(version, now))?;
        if done { Ok(()) } else { Err(AuthorityError::NoSuchPack(version)) }
    }

    /// The newest license pack.
    pub fn pack(&self) -> Result<Pack, AuthorityError> {
        Ok(self.anchors()?.pack)
    }

    /// The newest license pack as it is delivered, with the packs that changed the root key before it.
    pub fn pack_document(&self) -> Result<String, AuthorityError> {
        Ok(self.anchors()?.document().to_owned())
    }

    pub(crate) fn anchors(&self) -> Result<TrustAnchors, AuthorityError> {
        let (packs, roots) = self.store().write(|tx| Ok((tx.packs()?, tx.roots()?)))?;
        if packs.is_empty() {
            return Err(AuthorityError::NoPack);
        }
        let first = roots.first().and_then(|(text, _)| text.parse::<PublicKey>().ok()).unwrap_or(self.root());
        Ok(TrustAnchors::open(&packs.join("\n"), &first)?)
    }

    pub(crate) fn signer(&self, kind: Kind) -> Signer {
        Signer::new(kind, self.root.clone())
    }
}
