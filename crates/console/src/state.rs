//! What all pages share.

use crate::{
    cookie::{SessionCookie, SessionId},
    passkey::ceremony::Passkeys,
    secret::SecretHash,
    service::Service,
    session::{Session, SessionLimits},
    site::ConsoleSite,
    store::{ConsoleError, ConsoleStore},
};
use muster_platform::entropy::Entropy;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The service, randomness, and what is done one at a time.
pub(crate) struct ConsoleState {
    pub(crate) service: Service,
    pub(crate) entropy: Entropy,
    pub(crate) cookie: SessionCookie,
    pub(crate) site: ConsoleSite,
    /// None where browsers have no passkeys.
    pub(crate) passkeys: Option<Passkeys>,
    counting: Mutex<()>,
}

impl ConsoleState {
    pub(crate) fn new(service: Service, entropy: Entropy, site: ConsoleSite) -> Self {
        let (cookie, passkeys) = (site.cookie(), Passkeys::of(site.passkeys()));
        Self { service, entropy, cookie, site, passkeys, counting: Mutex::new(()) }
    }

    /// Held while an attempt to sign in is looked at and counted: two at once must not both be the last that is free.
    pub(crate) fn counting(&self) -> MutexGuard<'_, ()> {
        self.counting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a session under an id that nobody has seen before; ends the one that the browser had.
    pub(crate) fn begin_session(
        &self,
        store: &mut dyn ConsoleStore,
        session: &Session,
        before: Option<&SecretHash>,
    ) -> Result<SessionId, ConsoleError> {
        let SessionLimits { idle, absolute } = SessionLimits::DEFAULT;
        store.prune_sessions(session.created - absolute, session.created - idle)?;
        if let Some(before) = before {
            store.remove_session(before)?;
        }
        let id = SessionId::draw(&self.entropy);
        store.add_session(&id.hash(), session)?;
        Ok(id)
    }
}
