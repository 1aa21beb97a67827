//! How the authority is: what a load balancer and a person ask at `/health`.

use crate::{
    authority::Authority,
    backup::{self, LastRestore},
    error::AuthorityError,
};
use muster_core::{term, time::Moment};
use muster_proto::instant;
use muster_trust::jwk::PublicKey;
use serde_json::{Value, json};

/// Whether what the authority needs for an answer is there.
pub(crate) struct Health {
    /// Whether the store can be written.
    pub(crate) store: Result<(), AuthorityError>,
    /// Whether the root key can sign.
    pub(crate) signer: Result<(), AuthorityError>,
    /// The newest license pack.
    pub(crate) pack: Result<PackTerm, AuthorityError>,
    /// The last restore, if there was one.
    pub(crate) restored: Option<LastRestore>,
}

/// The newest license pack, and how far its end is from now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackTerm {
    pub(crate) version: u32,
    pub(crate) until: Moment,
    /// Days that are left, counting the one that has begun; not above 0 once it has ended.
    pub(crate) days: i64,
    /// The notice that is due: 90, 30, 7 or 0.
    notice: Option<u32>,
}

impl Health {
    /// Whether it can answer.
    pub(crate) fn answers(&self) -> bool {
        self.store.is_ok() && self.signer.is_ok() && self.pack.is_ok()
    }

    /// The document; `status` is `ok`, `warning` (the license pack ends) or `failing`.
    pub(crate) fn document(&self) -> Value {
        let part = |failure: Option<&AuthorityError>| match failure {
            None => json!({ "status": "ok" }),
            Some(error) => {
                json!({ "status": "failing", "code": error.code().to_string(), "detail": error.to_string() })
            }
        };
        let mut pack = part(self.pack.as_ref().err());
        if let Ok(term) = &self.pack {
            let status = match term.notice {
                None => "ok",
                Some(0) => "ended",
                Some(_) => "ends",
            };
            pack = json!({
                "status": status, "version": term.version, "until": instant::rfc3339(term.until), "days": term.days,
            });
        }
        let ends = self.pack.as_ref().is_ok_and(|term| term.notice.is_some());
        let status = match (self.answers(), ends) {
            (false, _) => "failing",
            (true, true) => "warning",
            (true, false) => "ok",
        };
        let restored = self.restored.map(|LastRestore { at, first_pack, times }| {
            json!({ "at": instant::rfc3339(at), "first_pack": first_pack, "times": times })
        });
        json!({
            "status": status,
            "store": part(self.store.as_ref().err()),
            "signer": part(self.signer.as_ref().err()),
            "pack": pack,
            "restored": restored,
        })
    }
}

impl Authority {
    /// Fails if the root key was dropped by another authority of the database: nobody trusts what it signs. A store that is away is told
    /// as such.
    fn check_root_trusted(&self, root: &PublicKey) -> Result<(), AuthorityError> {
        let roots = self.store().read(|tx| tx.roots()).unwrap_or_default();
        let dropped =
            |(text, trusted): &(String, bool)| !trusted && text.parse::<PublicKey>().is_ok_and(|key| key == *root);
        if roots.iter().any(dropped) { Err(AuthorityError::RootDropped) } else { Ok(()) }
    }

    /// Writes to the store and looks for the root key.
    pub(crate) fn health(&self, now: Moment) -> Health {
        let signer = self.root.current().and_then(|key| {
            key.check()?;
            self.check_root_trusted(&key.public())
        });
        Health {
            store: self.store().write(|tx| tx.check_health(now)),
            signer,
            pack: self.pack_in_force(now).map(|pack| PackTerm {
                version: pack.version,
                until: pack.until,
                days: pack.until.since(now).as_days_started(),
                notice: term::notice(pack.until, now),
            }),
            restored: backup::last_restore(self.store()).ok().flatten(),
        }
    }
}
