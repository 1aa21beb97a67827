//! Looks at the token that a request to the API shows.

use crate::{
    api_token::{ApiToken, Credential},
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    lockout::{FORGOTTEN_AFTER, Lockout},
    pages::attempt::failures,
    store::ConsoleStore,
};
use muster_core::{code, host::rate_limit::network_of};

impl Call<'_> {
    /// Finds the token that the request shows. A right one is answered however many wrong ones came from its network: nobody guesses
    /// 256 bits, and through SSH all come from one.
    pub(crate) fn find_token(&mut self) -> Result<(), PageError> {
        let hash = match self.request.credential {
            Credential::Nothing => return Ok(()),
            Credential::Other => None,
            Credential::Token(hash) => Some(hash),
        };
        let mut store = self.console.service.owner().store()?;
        let known = hash.map(|hash| store.token(&hash)).transpose()?.flatten();
        let end_time = if known.is_some() { self.end_time()? } else { self.now };
        let Some(token) = known.as_ref().filter(|token| token.is_in_force(self.now, end_time)) else {
            return Err(self.refused(&mut *store, known.as_ref())?);
        };
        if token.is_use_to_be_stored(self.now)
            && let Err(error) = store.use_token(&token.hash, self.now)
        {
            tracing::warn!(code = %error.code, %error, "the use of a token was not stored");
        }
        self.token = known;
        Ok(())
    }

    /// Counts and records a wrong token; one that has to wait is neither.
    fn refused(&self, store: &mut dyn ConsoleStore, ended: Option<&ApiToken>) -> Result<PageError, PageError> {
        let _counting = self.console.counting();
        // Not the count of the sign-ins: a program with an old token must lock nobody out.
        let subject = format!("token {}", network_of(self.request.peer));
        if let Some(wait) = Lockout::NETWORK.wait(failures(store, &subject, self.now)?, self.now) {
            return Ok(PageError::Wait(wait));
        }
        store.prune_failures(self.now - FORGOTTEN_AFTER)?;
        store.add_failure(&subject, self.now)?;
        let subject = ended.map(|token| token.name.clone());
        store.add_audit(&AuditEntry { subject, code: code::ACCESS_DENIED, ..self.entry(AuditAction::TokenRefused) })?;
        tracing::warn!(peer = %self.request.peer, "a token for the API of the console was refused");
        Ok(PageError::WrongToken)
    }
}
