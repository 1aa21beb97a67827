//! How the authority is: what a load balancer and a person ask at `/health`.

use crate::{authority::Authority, error::AuthorityError};
use muster_core::time::Moment;
use serde_json::{Value, json};

/// Whether what the authority needs for an answer is there.
pub(crate) struct Health {
    /// Whether the store can be written.
    pub(crate) store: Result<(), AuthorityError>,
    /// Whether the root key can sign.
    pub(crate) signer: Result<(), AuthorityError>,
    /// The newest license pack.
    pub(crate) pack: Result<u32, AuthorityError>,
}

impl Health {
    /// Whether it can answer.
    pub(crate) fn answers(&self) -> bool {
        self.store.is_ok() && self.signer.is_ok() && self.pack.is_ok()
    }

    /// The document; `status` is `ok` or `failing`.
    pub(crate) fn document(&self) -> Value {
        let part = |failure: Option<&AuthorityError>| match failure {
            None => json!({ "status": "ok" }),
            Some(error) => {
                json!({ "status": "failing", "code": error.code().to_string(), "detail": error.to_string() })
            }
        };
        let mut pack = part(self.pack.as_ref().err());
        if let Ok(version) = &self.pack {
            pack["version"] = json!(version);
        }
        json!({
            "status": if self.answers() { "ok" } else { "failing" },
            "store": part(self.store.as_ref().err()),
            "signer": part(self.signer.as_ref().err()),
            "pack": pack,
        })
    }
}

impl Authority {
    /// Writes to the store and looks for the root key.
    pub(crate) fn health(&self, now: Moment) -> Health {
        let signer = self.root.current().and_then(|key| Ok(key.check()?));
        Health {
            store: self.store().write(|tx| tx.check_health(now)),
            signer,
            pack: self.anchors().map(|anchors| anchors.pack.version),
        }
    }
}
