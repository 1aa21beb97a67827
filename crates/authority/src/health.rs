//! How the authority is: what a load balancer and a person ask at `/health`.

use crate::{
    authority::Authority,
    backup::{self, LastRestore},
    error::AuthorityError,
    metrics::Metrics,
    store::StoreTransaction,
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
    /// The newest license pack; none where nobody waited for a database that is away.
    pub(crate) pack: Option<Result<PackTerm, AuthorityError>>,
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
        self.store.is_ok() && self.signer.is_ok() && self.pack_term().is_some()
    }

    /// What is told Prometheus of it.
    pub(crate) fn record(&self, metrics: &Metrics) {
        let pack = self.pack_term().map(|pack| (pack.version, pack.days));
        metrics.checked(self.store.is_ok(), self.signer.is_ok(), pack);
    }

    /// How far the end of the newest license pack is, if that is known.
    pub(crate) fn pack_term(&self) -> Option<&PackTerm> {
        self.pack.as_ref().and_then(|pack| pack.as_ref().ok())
    }

    /// The document; `status` is `ok`, `warning` (the license pack ends) or `failing`.
    pub(crate) fn document(&self) -> Value {
        let part = |failure: Option<&AuthorityError>| match failure {
            None => json!({ "status": "ok" }),
            Some(error) => {
                json!({ "status": "failing", "code": error.code().to_string(), "detail": error.to_string() })
            }
        };
        let mut pack = part(self.pack.as_ref().map_or(self.store.as_ref().err(), |pack| pack.as_ref().err()));
        if let Some(term) = self.pack_term() {
            let status = match term.notice {
                None => "ok",
                Some(0) => "ended",
                Some(_) => "ends",
            };
            pack = json!({
                "status": status, "version": term.version, "until": instant::rfc3339(term.until), "days": term.days,
            });
        }
        let ends = self.pack_term().is_some_and(|term| term.notice.is_some());
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
    /// Writes to the store and looks for the root key. Who has waited for a database that is away asks it nothing more.
    pub(crate) fn health(&self, now: Moment) -> Health {
        let store = self.store().write(|tx| tx.check_health(now));
        let signer = self.secrets.check_root();
        let shared = self.store().is_shared();
        if store.is_err() && shared {
            return Health { store, signer: signer.map(drop), pack: None, restored: None };
        }
        let roots = |tx: &StoreTransaction<'_>| if shared { tx.roots() } else { Ok(Vec::new()) };
        let told = self.store().read(|tx| Ok((backup::last_restore(tx)?, roots(tx)?)));
        let (restored, roots) = told.unwrap_or_default();
        let pack = self.pack_in_force(now).map(|pack| PackTerm {
            version: pack.version,
            until: pack.until,
            days: pack.until.since(now).as_days_started(),
            notice: term::notice(pack.until, now),
        });
        Health { store, signer: signer.and_then(|root| check_trusted(&roots, &root)), pack: Some(pack), restored }
    }
}

/// Fails if the root key was dropped by another authority of the database: nobody trusts what it signs.
fn check_trusted(roots: &[(String, bool)], root: &PublicKey) -> Result<(), AuthorityError> {
    let dropped =
        |(text, trusted): &(String, bool)| !trusted && text.parse::<PublicKey>().is_ok_and(|key| key == *root);
    if roots.iter().any(dropped) { Err(AuthorityError::RootDropped) } else { Ok(()) }
}
