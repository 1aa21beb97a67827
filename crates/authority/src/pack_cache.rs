//! The newest license pack with the root keys trusted by it, verified once for each pack that is signed.

use crate::error::AuthorityError;
use muster_trust::{anchors::TrustAnchors, jwk::PublicKey};
use std::sync::{Arc, Mutex, PoisonError};

/// What was verified last.
#[derive(Default)]
pub(crate) struct PackCache(Mutex<Option<Arc<TrustAnchors>>>);

impl PackCache {
    /// The anchors of version `newest`. `load` gives the packs after a version, oldest first, and is asked only for those that
    /// were not verified yet; `first` is the root key that the first of all is signed by.
    pub(crate) fn anchors(
        &self,
        newest: u32,
        first: impl FnOnce() -> Result<PublicKey, AuthorityError>,
        load: impl FnOnce(u32) -> Result<Vec<String>, AuthorityError>,
    ) -> Result<Arc<TrustAnchors>, AuthorityError> {
        let mut verified = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let anchors = match &*verified {
            Some(anchors) if anchors.pack.version == newest => return Ok(anchors.clone()),
            Some(anchors) if anchors.pack.version < newest => {
                anchors.update(&load(anchors.pack.version)?.join("\n"))?
            }
            // None yet, or the store was restored to an earlier state.
            _ => TrustAnchors::open(&load(0)?.join("\n"), &first()?)?,
        };
        Ok(verified.insert(Arc::new(anchors)).clone())
    }
}
