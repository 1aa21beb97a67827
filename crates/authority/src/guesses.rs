//! Guesses of strangers: counted durably, and bounded.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
};
use muster_core::{
    authority::{
        guess_limit::{WRONG_BEFORE_ALARM, WRONG_PER_NETWORK, after_wrong_guess, may_guess, network_of, raises_alarm},
        quota::KeyStatus,
    },
    code::{self, Code},
    keys::product_key::KeyClaim,
    time::Moment,
};
use muster_proto::authority::LicenseRequest;
use muster_trust::license_request;
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
    /// Runs what a guess may get right, unless too many were wrong and it is not `known` to be none. A wrong one is on disk before it is
    /// answered.
    pub(crate) fn limit_guess<T>(
        &self,
        guess: Guess,
        now: Moment,
        known: impl FnOnce() -> Result<bool, AuthorityError>,
        work: impl FnOnce() -> Result<Result<T, Code>, AuthorityError>,
    ) -> Result<Result<T, Code>, AuthorityError> {
        let network = network_of(guess.peer);
        let (may, key) = self.store().read(|tx| {
            let key = match guess.claim {
                // A serial that was never issued has nothing to be found, and no count: rows stay bounded by the keys.
                Some(claim) if tx.key_state(&claim)?.status == KeyStatus::Unknown => None,
                claim => claim,
            };
            let by_key = key.map(|claim| tx.wrong_guesses(&scope_of(&claim))).transpose()?.flatten();
            Ok((may_guess(tx.wrong_guesses(&network)?, by_key, now), key))
        })?;
        if !may && !known()? {
            self.record_refusal(self.entry(guess.action, now), code::SERVER_BUSY, 1)?;
            return Ok(Err(code::SERVER_BUSY));
        }
        let outcome = work()?;
        if matches!(outcome, Err(code::KEY_UNKNOWN)) {
            self.count_wrong(&network, key, now)?;
        }
        Ok(outcome)
    }

    /// Whether a computer asks again with its own product key: both have to be right, and its signing key is a secret that no guess
    /// finds. Strangers in its network then do not stand in its way, and learn nothing.
    pub(crate) fn is_known_computer(&self, request: &LicenseRequest) -> Result<bool, AuthorityError> {
        let Some(public) = license_request::verified_key(request) else { return Ok(false) };
        let Ok(key) = request.key.parse() else { return Ok(false) };
        let Some(claim) = self.secrets.check_key(&key)? else { return Ok(false) };
        let computers = self.store().read(|tx| tx.computers(&claim))?;
        Ok(computers.iter().any(|computer| computer.host_key == public.as_bytes()))
    }

    /// Counts a wrong guess of a network, and at a key that was issued.
    fn count_wrong(&self, network: &str, key: Option<KeyClaim>, now: Moment) -> Result<(), AuthorityError> {
        let (by_network, alarm) = self.store().write(|tx| {
            let count = |scope: &str| {
                let after = after_wrong_guess(tx.wrong_guesses(scope)?, now);
                tx.set_wrong_guesses(scope, after, now).map(|()| after)
            };
            let by_network = count(network)?;
            let by_key = key.map(|claim| count(&scope_of(&claim))).transpose()?;
            let alarm = key.filter(|_| by_key.is_some_and(raises_alarm));
            if let Some(claim) = alarm {
                let (count, detail) = (Some(WRONG_BEFORE_ALARM), Some(network.to_owned()));
                let entry = self.key_entry(AuditAction::Guess, &claim, now);
                tx.add_audit(AuditEntry { code: code::KEY_UNKNOWN, count, detail, ..entry })?;
            }
            Ok((by_network, alarm))
        })?;
        if let Some(claim) = alarm {
            tracing::error!(
                key = claim.masked(),
                serial = claim.serial,
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

/// What the guesses at a key are counted under.
fn scope_of(claim: &KeyClaim) -> String {
    format!("key {}", claim.number())
}
