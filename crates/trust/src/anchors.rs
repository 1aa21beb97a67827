//! What a host or client trusts: the root key that it was installed with, and the license pack that this key signed.
//!
//! A pack may name further root keys. A vendor changes its root key by signing, with the old key, a pack that names the new
//! one; installations follow without reinstalling.

use crate::{
    error::ChainError,
    jwk::PublicKey,
    jws::{self, Kind, OpenError},
};
use muster_core::pack::Pack;
use muster_proto::pack::PackClaims;

/// A verified license pack and the root keys that are trusted with it.
#[derive(Clone, Debug)]
pub struct TrustAnchors {
    /// The newest license pack.
    pub pack: Pack,
    /// The root keys that the newest pack trusts.
    pub roots: Vec<PublicKey>,
    /// The root key that signed the newest pack.
    pub signer: PublicKey,
    document: String,
    /// Whether the newest pack trusts other keys than were trusted before it.
    changed_roots: bool,
}

impl TrustAnchors {
    /// Opens the text of a pack: signed packs, one a line, oldest first, where each is signed by a key that the one before it
    /// names. Lines before the first that `root` signed belong to an earlier root key and are skipped.
    pub fn open(text: &str, root: &PublicKey) -> Result<Self, ChainError> {
        let mut trusted: Option<Self> = None;
        let mut failure = open_error(OpenError::Form);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let keys = trusted.as_ref().map_or(std::slice::from_ref(root), |trust| &trust.roots);
            match open_one(line, keys) {
                Ok(next) => trusted = Some(next.succeed(trusted)?),
                Err(error) if trusted.is_none() => failure = error,
                Err(error) => return Err(error),
            }
        }
        trusted.ok_or(failure)
    }

    /// The anchors after a newer pack: applies all lines of `text` that are newer than the installed pack, in order.
    pub fn update(&self, text: &str) -> Result<Self, ChainError> {
        let mut trust = self.clone();
        let mut failure = None;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match open_one(line, &trust.roots) {
                Ok(next) if next.pack.version <= trust.pack.version => {
                    failure = Some(ChainError::PackVersion { found: next.pack.version, known: trust.pack.version });
                }
                Ok(next) => trust = next.succeed(Some(trust))?,
                Err(error) => failure = Some(error),
            }
        }
        match failure {
            Some(error) if trust.pack.version == self.pack.version => Err(error),
            _ if trust.pack.version == self.pack.version => Err(open_error(OpenError::Form)),
            _ => Ok(trust),
        }
    }

    /// The text to store: the newest pack, and every earlier pack that leads from the first root key to those trusted now.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// This pack as the successor of `before`.
    fn succeed(self, before: Option<Self>) -> Result<Self, ChainError> {
        let Some(before) = before else { return Ok(self) };
        let (found, known) = (self.pack.version, before.pack.version);
        if found <= known {
            return Err(ChainError::PackVersion { found, known });
        }
        if self.pack.vendor != before.pack.vendor {
            return Err(ChainError::Vendor { expected: before.pack.vendor, found: self.pack.vendor });
        }
        // A pack that changed no key is not needed to verify the next one.
        let kept = if before.changed_roots { before.document.as_str() } else { before.history() };
        let document = format!("{kept}{}", self.document);
        Ok(Self { document, ..self })
    }

    fn history(&self) -> &str {
        let last = self.document.trim_end().rfind('\n').map_or(0, |end| end + 1);
        self.document.get(..last).unwrap_or_default()
    }
}

fn open_one(line: &str, keys: &[PublicKey]) -> Result<TrustAnchors, ChainError> {
    let (claims, signer) = jws::open_by::<PackClaims>(line, Kind::Pack, keys).map_err(open_error)?;
    let mut roots = claims.roots.iter().map(PublicKey::try_from).collect::<Result<Vec<_>, _>>()?;
    if roots.is_empty() {
        roots.push(*signer);
    }
    let changed_roots = roots != keys;
    Ok(TrustAnchors { pack: claims.try_into()?, roots, signer: *signer, document: format!("{line}\n"), changed_roots })
}

fn open_error(source: OpenError) -> ChainError {
    ChainError::Open { document: ChainError::PACK, source }
}
