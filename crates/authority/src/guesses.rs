//! Guesses of strangers: counted durably, and bounded.

use crate::{
    audit_chain::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
};
use muster_core::{
    authority::guess_limit::{WRONG_PER_NETWORK, after_wrong_guess, may_guess, network_of, raises_alarm},
    code::{self, Code},
    keys::product_key::KeyClaim,
    time::Moment,
};
use std::net::IpAddr;

/// Who guesses, and at which key.
#[derive(Clone, Copy)]
pub(crate) struct Guess {
    pub(crate) action: AuditAction,
    pub(crate) peer: IpAddr,
    /// The key, where the guess names one.
    pub(crate) claim: Option<KeyClaim>,
}

impl Authority {
    /// Runs what a guess may get right, unless too many were wrong. A wrong one is on disk before it is answered.
    pub(crate) fn limit_guess<T>(
        &self,
        guess: Guess,
        now: Moment,
        work: impl FnOnce() -> Result<Result<T, Code>, AuthorityError>,
    ) -> Result<Result<T, Code>, AuthorityError> {
        let network = network_of(guess.peer);
        let (by_network, key) = self.store().read(|tx| {
            let issued = |claim: &KeyClaim| Ok::<_, AuthorityError>(tx.key_blocked(claim)?.is_some());
            // A serial that was never issued has nothing to be found, and no count: rows stay bounded by the keys.
            let claim = guess.claim.map(|claim| issued(&claim).map(|is| is.then_some(claim))).transpose()?.flatten();
            let key = claim.map(|claim| format!("key {}", claim.number()));
            let by_key = key.as_ref().map(|scope| tx.wrong_guesses(scope)).transpose()?.flatten();
            Ok((may_guess(tx.wrong_guesses(&network)?, by_key, now), key))
        })?;
        if !by_network {
            self.record_refusal(self.entry(guess.action, now), code::SERVER_BUSY, 1)?;
            return Ok(Err(code::SERVER_BUSY));
        }
        let outcome = work()?;
        if matches!(outcome, Err(code::KEY_UNKNOWN)) {
            self.count_wrong(&network, key.as_deref(), guess, now)?;
        }
        Ok(outcome)
    }

    fn count_wrong(&self, network: &str, key: Option<&str>, guess: Guess, now: Moment) -> Result<(), AuthorityError> {
        let (by_network, by_key) = self.store().write(|tx| {
            let count = |scope: &str| {
                let after = after_wrong_guess(tx.wrong_guesses(scope)?, now);
                tx.set_wrong_guesses(scope, after, now).map(|()| after)
            };
            let (by_network, by_key) = (count(network)?, key.map(count).transpose()?);
            if let (Some(true), Some(claim)) = (by_key.map(raises_alarm), guess.claim) {
                let (count, detail) = (by_key.map(|key| key.count), Some(network.to_owned()));
                let entry = self.key_entry(AuditAction::Guess, &claim, now);
                tx.add_audit(AuditEntry { code: code::KEY_UNKNOWN, count, detail, ..entry })?;
            }
            Ok((by_network, by_key))
        })?;
        if by_key.is_some_and(raises_alarm) {
            let (key, serial) = guess.claim.map(|claim| (claim.masked(), claim.serial)).unwrap_or_default();
            tracing::error!(
                key,
                serial,
                network,
                "somebody guesses at a product key: many installation ids had a wrong proof"
            );
        }
        if by_network.count == WRONG_PER_NETWORK {
            tracing::error!(network, "a network is refused for a day: it guessed wrong too often");
        }
        Ok(())
    }
}
