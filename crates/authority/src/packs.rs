//! License packs: a description is checked, numbered, recorded and signed.

use crate::{Authority, AuthorityError};
use muster_core::{
    key::{KeyClaim, KeyKind},
    pack::Pack,
    time::Moment,
};
use muster_wire::{
    chain,
    jws::{Kind, Signer},
    pack_source::PackSource,
};

impl Authority {
    /// Signs the next version of the license pack from its description (TOML).
    pub fn sign_pack(&self, description: &str, now: Moment) -> Result<String, AuthorityError> {
        let source = PackSource::parse(description)?;
        let signer = self.signer(Kind::Pack);
        self.store().write(|rows| {
            let version = rows.next_pack_version()?;
            let setup_key = |number| self.secret.make(KeyClaim { kind: KeyKind::Setup, group: number, serial: 0 });
            let document = signer.seal(&source.claims(version, now, setup_key))?;
            chain::open_pack(&document, &self.root())?;
            rows.add_pack(version, now, description, &document)?;
            Ok(document)
        })
    }

    /// The newest license pack.
    pub fn pack(&self) -> Result<Pack, AuthorityError> {
        Ok(chain::open_pack(&self.pack_document()?, &self.root())?)
    }

    /// The newest license pack as it is delivered.
    pub fn pack_document(&self) -> Result<String, AuthorityError> {
        self.store().write(|rows| rows.newest_pack())?.ok_or(AuthorityError::NoPack)
    }

    pub(crate) fn signer(&self, kind: Kind) -> Signer {
        Signer::new(kind, self.root.clone())
    }
}
